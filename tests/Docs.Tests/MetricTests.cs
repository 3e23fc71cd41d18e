using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;

namespace Docs.Tests;

/// <summary>docs/guide/metrics.md lists each instrument of the meter, with kind and unit.</summary>
public sealed class MetricTests
{
    [Test]
    public void EveryInstrumentIsInTheGuide()
    {
        var published = new List<(string Name, string Kind, string Unit)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == "Transport")
                    published.Add((instrument.Name, instrument.GetType().Name.Split('`')[0], instrument.Unit ?? ""));
            },
        };
        listener.Start();
        // They are made when they are first needed.
        RuntimeHelpers.RunClassConstructor(typeof(MultiplayerPeer).Assembly.GetType("Transport.Diagnostics.TransportMetrics", throwOnError: true)!.TypeHandle);
        RuntimeHelpers.RunClassConstructor(typeof(LiteNetMultiplayerPeer).Assembly.GetType("Transport.LiteNet.LiteNetMetrics", throwOnError: true)!.TypeHandle);
        RuntimeHelpers.RunClassConstructor(typeof(WebSocketPeer).Assembly.GetType("Transport.WebSockets.WebSocketMetrics", throwOnError: true)!.TypeHandle);
        RuntimeHelpers.RunClassConstructor(typeof(MultiplayerApi).Assembly.GetType("Transport.Multiplayer.Diagnostics.MultiplayerMetrics", throwOnError: true)!.TypeHandle);
        RuntimeHelpers.RunClassConstructor(typeof(MultiplayerSession).Assembly.GetType("Transport.AspNetCore.Diagnostics.HostingMetrics", throwOnError: true)!.TypeHandle);

        var table = Repository.Document("docs/guide/metrics.md").Tables.Single(table => table.Columns[0] == "Instrument");
        Assert.That(
            table.Rows.Select(row => (row.Cells[0].Trim('`'), row.Cells[1], row.Cells[2].Trim('`'))),
            Is.EquivalentTo(published.Distinct()), "Two carriers may count the same.");
    }
}
