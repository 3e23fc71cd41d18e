using System.Text;

namespace Transport.ContractTests;

public enum PeerEventKind
{
    Connected,
    Packet,
    Disconnected,
    ConnectionFailed,
}

/// <summary>One line of what a peer's user saw.</summary>
public sealed record PeerEvent(PeerEventKind Kind, int Id)
{
    public byte[] Payload { get; init; } = [];

    public TransferMode Mode { get; init; }

    public int Channel { get; init; }

    public DisconnectInfo Info { get; init; }

    public string Text => Encoding.UTF8.GetString(Payload);

    public override string ToString() => Kind switch
    {
        PeerEventKind.Packet => $"packet from {Id}, {Payload.Length} bytes",
        PeerEventKind.Connected => $"connected {Id}",
        PeerEventKind.Disconnected => $"disconnected {Id}: {Info}",
        _ => $"connection failed: {Info}",
    };
}
