using System.Buffers.Binary;
using System.Text;
using Transport.WebSockets.Protocol;

namespace Transport.WebSockets.Tests.Protocol;

/// <summary>
/// RFC 6455 once more, in the plainest way: all bytes at once, a copy of everything, no state between calls. What a
/// <see cref="MessageReader"/> says must be what this says.
/// </summary>
internal static class ReferenceReader
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static void Read(byte[] bytes, WebSocketRole role, int maxMessageBytes, EventLog log)
    {
        var position = 0;
        List<byte>? part = null;
        var partIsText = false;
        while (true)
        {
            if (position >= bytes.Length) return;
            var first = bytes[position];
            var opcode = first & 15;
            var isFinal = first >= 0x80;
            if ((first & 0x70) != 0) { Fail(1002, "reserved bit"); return; }
            if (opcode is > 2 and < 8 or > 10) { Fail(1002, "unknown opcode"); return; }
            if (opcode >= 8 && !isFinal) { Fail(1002, "fragmented control frame"); return; }
            if (position + 1 >= bytes.Length) return;
            var second = bytes[position + 1];
            var isMasked = second >= 0x80;
            ulong length = (uint)(second & 127);
            if (opcode >= 8 && length > 125) { Fail(1002, "control frame above 125 bytes"); return; }
            position += 2;
            if (length >= 126)
            {
                var count = length == 126 ? 2 : 8;
                if (position + count > bytes.Length) return;
                length = count == 2
                    ? BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(position))
                    : BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(position));
                position += count;
                if (length > long.MaxValue) { Fail(1002, "length above 63 bits"); return; }
                if (length <= (count == 2 ? 125u : 65535u)) { Fail(1002, "length not in its shortest form"); return; }
            }
            var key = new byte[4];
            if (isMasked)
            {
                if (position + 4 > bytes.Length) return;
                key = bytes[position..(position + 4)];
                position += 4;
            }
            if (role == WebSocketRole.Server && !isMasked) { Fail(1002, "frame without mask"); return; }
            if (role == WebSocketRole.Client && isMasked) { Fail(1002, "masked frame"); return; }
            if (opcode == 0 && part is null) { Fail(1002, "continuation without a message"); return; }
            if (opcode is 1 or 2 && part is not null) { Fail(1002, "message inside a fragmented message"); return; }
            if (opcode < 8 && length + (ulong)(part?.Count ?? 0) > (ulong)maxMessageBytes)
            {
                Fail(1009, "message too big", DisconnectReason.PacketTooLarge);
                return;
            }
            if ((ulong)(bytes.Length - position) < length) return;
            var payload = bytes[position..(position + (int)length)];
            for (var i = 0; i < payload.Length; i++) payload[i] ^= key[i % 4];
            position += payload.Length;
            if (opcode >= 8)
            {
                if (opcode == 9) log.Ping(payload);
                if (opcode == 10) log.Pong(payload);
                if (opcode != 8) continue;
                Close(payload);
                return;
            }
            if (opcode != 0) (part, partIsText) = ([], opcode == 1);
            part!.AddRange(payload);
            if (partIsText && !IsUtf8([.. part], mayGoOn: !isFinal)) { Fail(1007, "text that is not UTF-8"); return; }
            if (!isFinal) continue;
            log.Message([.. part], partIsText);
            part = null;
        }

        void Fail(int code, string text, DisconnectReason reason = DisconnectReason.ProtocolError) => log.Failed(new(code, text, reason));

        void Close(byte[] payload)
        {
            var code = payload.Length < 2 ? 1005 : payload[0] << 8 | payload[1];
            if (payload.Length == 1)
                Fail(1002, "close with half a code");
            else if (payload.Length > 0 && code is not ((>= 1000 and <= 1003) or (>= 1007 and <= 1014) or (>= 3000 and <= 4999)))
                Fail(1002, "invalid close code");
            else if (payload.Length > 2 && !IsUtf8(payload[2..], mayGoOn: false))
                Fail(1007, "close reason that is not UTF-8");
            else
                log.Close(code, payload.Length > 2 ? Encoding.UTF8.GetString(payload[2..]) : "");
        }
    }

    private static bool IsUtf8(byte[] bytes, bool mayGoOn)
    {
        if (Encoding.UTF8.GetString(bytes).IndexOf('\uFFFD') < 0) return true;
        try
        {
            // A decoder that is not flushed keeps a character that has begun for later.
            Strict.GetDecoder().GetCharCount(bytes, 0, bytes.Length, flush: !mayGoOn);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
