using System.Text;
using Transport.Multiplayer.Arguments;
using Transport.Multiplayer.Wire;

namespace Transport.Multiplayer.Calls;

/// <summary>What an end tells the others of an object's methods: a checksum, and between peers of this library the list itself.</summary>
internal sealed class MethodDescription
{
    // Where a list is longer, its end is not told. What is cut off cannot be named in a report.
    private const int MaxListBytes = 8192;
    private const int MaxLineChars = 256;

    private MethodDescription(byte[] checksum, string[] lines, byte[] list)
    {
        Checksum = checksum;
        Lines = lines;
        List = list;
    }

    /// <summary>32 hexadecimal digits.</summary>
    public byte[] Checksum { get; }

    /// <summary>The encoding, and behind it each method with its signature, in the order of their ids.</summary>
    public string[] Lines { get; }

    /// <summary>The lines as they are sent; empty when the encoding tells no signatures.</summary>
    public byte[] List { get; }

    public static MethodDescription Of(RpcMethodTable methods, ArgumentEncoding encoding)
    {
        string[] lines = [encoding.Name, .. methods.SortedMethods().Select(method => method.ToString())];
        if (!encoding.TellsSignatures)
            return new MethodDescription(MethodChecksum.Of(string.Concat(methods.SortedMethods().Select(method => method.Name))), lines, []);
        var text = string.Join('\n', lines);
        return new MethodDescription(MethodChecksum.Of(text), lines, Cut(text));
    }

    /// <summary>The lines that a remote has told; null when it told none, or nothing that can be read.</summary>
    public static string[]? Read(ReadOnlySpan<byte> list)
    {
        if (list.IsEmpty || list.Length > MaxListBytes || !Utf8Text.IsValid(list)) return null;
        return [.. Encoding.UTF8.GetString(list).Split('\n').Select(line => PlainText.Of(line, MaxLineChars))];
    }

    private static byte[] Cut(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length <= MaxListBytes) return bytes;
        var end = bytes.AsSpan(0, MaxListBytes).LastIndexOf((byte)'\n');
        return bytes[..Math.Max(end, 0)];
    }
}
