using System.Globalization;
using System.Text;

namespace Transport.Multiplayer.Tests.Fixtures;

/// <summary>Byte strings as they were recorded: hexadecimal digits, and text in quotes.</summary>
internal static class Bytes
{
    public static byte[] Of(string recorded)
    {
        var bytes = new List<byte>();
        var pieces = recorded.Split('"');
        for (var i = 0; i < pieces.Length; i++)
        {
            if (i % 2 == 1) bytes.AddRange(Encoding.UTF8.GetBytes(pieces[i]));
            else bytes.AddRange(pieces[i].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(digits => byte.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture)));
        }
        return [.. bytes];
    }

    public static string Text(ReadOnlySpan<byte> bytes) => Convert.ToHexString(bytes);
}
