using Transport.LiteNet.Wire;

namespace Transport.LiteNet.Endpoints;

// From a proved address to a peer with an id.
internal sealed partial class Connection
{
    /// <summary>How much the client can hold, by its join; and until when it has to confirm.</summary>
    public void ExpectConfirmation(uint windowBytes, uint windowPackets, TimeSpan deadline)
    {
        _credit.Open(windowBytes, windowPackets);
        _deadline = deadline;
    }

    /// <summary>A server gives the client its id.</summary>
    public void Welcome()
    {
        Span<byte> message = stackalloc byte[ControlMessage.WelcomeBytes];
        ControlMessage.WriteWelcome(message, PeerId, _room.WindowBytes, _room.WindowPackets);
        SendControl(message);
        MarkUnsent();
    }

    private void Welcomed(int id, uint windowBytes, uint windowPackets)
    {
        _credit.Open(windowBytes, windowPackets);
        UniqueId = id;
        SendControl([ControlMessage.Confirm]);
        MarkUnsent();
        Open();
    }

    /// <summary>The id that the server gave to this client.</summary>
    public int UniqueId { get; private set; }

    private void Open()
    {
        _phase = Phase.Open;
        _deadline = TimeSpan.MaxValue;
        _endpoint.Opened(this);
    }
}
