using Transport.Multiplayer.Arguments;
using Transport.Multiplayer.Calls;

namespace Transport.Multiplayer.Tests.Fixtures;

/// <summary>What a stranger has to know of <see cref="Board"/> to call its methods byte by byte.</summary>
internal static class Methods
{
    private static readonly RpcMethodTable Table = ((IRpcObject)new Board()).RpcMethods;

    /// <summary>The checksum, for <see cref="Bytes.Of"/>.</summary>
    public static string ChecksumText { get; } =
        $"\"{System.Text.Encoding.ASCII.GetString(MethodDescription.Of(Table, ArgumentEncoding.MessagePack).Checksum)}\"";

    /// <summary>A method's id, for <see cref="Bytes.Of"/>.</summary>
    public static string Id(string name) => IdOf(name).ToString("X2", System.Globalization.CultureInfo.InvariantCulture);

    public static int IdOf(string name) => Table.SortedMethods().ToList().FindIndex(method => method.Name == name);
}
