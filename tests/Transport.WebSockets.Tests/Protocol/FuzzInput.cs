using System.Text;
using Transport.WebSockets.Framing;
using Transport.WebSockets.Protocol;

namespace Transport.WebSockets.Tests.Protocol;

/// <summary>Random bytes, random frames that mostly keep the rules, and such frames with mistakes.</summary>
internal sealed class FuzzInput(Random random)
{
    private static readonly int[] CloseCodes = [999, 1000, 1001, 1004, 1005, 1006, 1007, 1011, 1014, 1015, 2999, 3000, 4999, 5000];

    // The rest of a character that the last fragment of a text cut in two; null outside a message.
    private byte[]? _open;
    private bool _isText;

    public byte[] Next(WebSocketRole receiver)
    {
        if (random.Next(8) == 0) return random.NextBytes(random.Next(40));
        var bytes = Frames(random.Next(40) == 0 ? Other(receiver) : receiver, random.Next(1, 10), largest: 300);
        return random.Next(2) == 0 ? bytes : Mutate(bytes);
    }

    /// <summary>Frames that keep the rules, and break one about every hundredth time.</summary>
    public byte[] Frames(WebSocketRole receiver, int count, int largest, bool mayEnd = true)
    {
        _open = null;
        var frames = new FrameBytes(receiver);
        for (; count > 0; count--) Add(frames, largest, mayEnd);
        return frames.ToArray();
    }

    private static WebSocketRole Other(WebSocketRole role) => role == WebSocketRole.Server ? WebSocketRole.Client : WebSocketRole.Server;

    private void Add(FrameBytes frames, int largest, bool mayEnd)
    {
        switch (random.Next(16))
        {
            case 0: frames.Ping(random.NextBytes(random.Next(6))); break;
            case 1: frames.Pong(random.NextBytes(random.Next(126))); break;
            case 2 when mayEnd && random.Next(4) == 0: AddClose(frames); break;
            case 3 when mayEnd && random.Next(10) == 0: frames.Header((Opcode)random.Next(16), random.NextInt64(), lengthBytes: 9); break;
            case 4 when mayEnd && random.Next(10) == 0: frames.Frame((Opcode)random.Next(16), [], random.Next(2) == 0, random.Next(8)); break;
            case 5 when mayEnd && random.Next(10) == 0: frames.Frame((Opcode)random.Next(3), random.NextBytes(3), random.Next(2) == 0); break;
            default: AddData(frames, largest); break;
        }
    }

    private void AddClose(FrameBytes frames)
    {
        if (random.Next(4) == 0) frames.Frame(Opcode.Close, random.NextBytes(random.Next(5)));
        else frames.Close(CloseCodes[random.Next(CloseCodes.Length)], Text(random.Next(10)));
    }

    private void AddData(FrameBytes frames, int largest)
    {
        var opcode = Opcode.Continuation;
        if (_open is null)
        {
            _isText = random.Next(2) == 0;
            opcode = _isText ? Opcode.Text : Opcode.Binary;
        }
        var isFinal = random.Next(3) != 0;
        var length = random.Next(20) == 0 ? random.Next(largest) : random.Next(12);
        var payload = _isText ? [.. _open ?? [], .. Encoding.UTF8.GetBytes(Text(length))] : random.NextBytes(length);
        var cut = _isText && !isFinal ? random.Next(Math.Min(4, payload.Length + 1)) : 0;
        frames.Frame(opcode, payload[..^cut], isFinal);
        _open = isFinal ? null : payload[^cut..];
    }

    private string Text(int length)
    {
        var text = new StringBuilder();
        for (var i = 0; i < length; i++)
        {
            text.Append(random.Next(12) switch
            {
                0 => "ä",
                1 => "水",
                2 => "\U0001F600",
                _ => "a",
            });
        }
        return text.ToString();
    }

    private byte[] Mutate(byte[] bytes)
    {
        var list = bytes.ToList();
        for (var n = random.Next(1, 4); n > 0 && list.Count > 0; n--)
        {
            var at = random.Next(list.Count);
            switch (random.Next(6))
            {
                case 0: list[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: list[at] = (byte)random.Next(256); break;
                case 2: list.RemoveAt(at); break;
                case 3: list.Insert(at, (byte)random.Next(256)); break;
                case 4: list.RemoveRange(at, random.Next(list.Count - at)); break;
                default: list.InsertRange(at, list.GetRange(at, random.Next(Math.Min(20, list.Count - at)))); break;
            }
        }
        return [.. list];
    }
}
