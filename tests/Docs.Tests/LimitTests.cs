using System.Collections;
using System.Globalization;
using System.Reflection;
using Transport.Multiplayer.Arguments;

namespace Docs.Tests;

/// <summary>docs/guide/limits.md lists each option with the default that it has.</summary>
public sealed class LimitTests
{
    private static readonly object[] Options =
    [
        new WebSocketOptions(),
        new WebSocketMultiplayerPeerOptions(),
        new LiteNetMultiplayerPeerOptions(),
        new LoopbackOptions(),
        new MultiplexOptions(),
        new VariantOptions(),
        new SimulatedNetworkOptions(),
        new SimulatedMultiplayerPeerOptions(),
        new MultiplayerApiOptions(),
        new MultiplayerOptions(),
    ];

    [TestCaseSource(nameof(Options))]
    public void EveryOptionIsInTheGuideWithItsDefault(object options)
    {
        var type = options.GetType();
        var tables = Repository.Document("docs/guide/limits.md").Tables.Where(table => table.Heading == type.Name);
        var rows = tables.SelectMany(table => table.Rows).Select(row => (Name: row.Cells[0].Trim('`'), Default: row.Cells[1]));
        var expected = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => IsListed(property, type))
            .Select(property => (property.Name, Default: Write(property.GetValue(options))));
        Assert.That(rows, Is.EquivalentTo(expected));
    }

    // Those that are inherited stand under their own type, unless they have another default here.
    private static bool IsListed(PropertyInfo property, Type type)
    {
        if (property.DeclaringType == type) return true;
        var inherited = Activator.CreateInstance(property.DeclaringType!);
        return Write(property.GetValue(inherited)) != Write(property.GetValue(Activator.CreateInstance(type)));
    }

    private static string Write(object? value) => value switch
    {
        null => "none",
        bool flag => flag ? "true" : "false",
        int number => number.ToString("N0", CultureInfo.InvariantCulture),
        TimeSpan time => time == TimeSpan.Zero ? "off" : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds} s"),
        string text => text,
        WebSocketOptions or MultiplayerApiOptions => "its own",
        ArgumentEncoding encoding => encoding.Name,
        PeerBudget budget => budget.ToString(),
        IEnumerable list when !list.Cast<object>().Any() => "empty",
        _ => throw new NotSupportedException($"An option of the kind {value.GetType()} cannot be written yet."),
    };
}
