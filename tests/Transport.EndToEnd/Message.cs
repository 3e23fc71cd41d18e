using System.Text;

namespace Transport.EndToEnd;

/// <summary>A message that either end received, or is to send.</summary>
public readonly record struct Message(bool IsText, byte[] Payload)
{
    public Message(string text) : this(true, Encoding.UTF8.GetBytes(text))
    {
    }

    public Message(byte[] payload) : this(false, payload)
    {
    }

    public string Text => Encoding.UTF8.GetString(Payload);

    /// <summary>Bytes of all values, the same for the same length.</summary>
    public static Message Binary(int length)
    {
        var payload = new byte[length];
        for (var index = 0; index < length; index++) payload[index] = (byte)((index * 31) ^ (index >> 8));
        return new Message(payload);
    }

    public bool Equals(Message other) => IsText == other.IsText && Payload.AsSpan().SequenceEqual(other.Payload);

    public override int GetHashCode() => HashCode.Combine(IsText, Payload.Length);

    public override string ToString() => IsText ? $"text of {Payload.Length} bytes" : $"binary of {Payload.Length} bytes";
}
