namespace Transport.WebSockets.Protocol;

/// <summary>
/// The closing handshake as one table: who may still say what, and what is to be done about it. It also keeps how the connection
/// ended; the first cause wins. Not synchronised: the driver locks around it. Source: RFC 6455 section 7.
/// </summary>
internal sealed class ClosingHandshake
{
    private static readonly (ClosingState Next, ClosingAction Action)[,] Table = BuildTable();

    // How it ended, as far as known. Valid once the state is not Open.
    private DisconnectReason _reason;
    private DisconnectOrigin _origin = DisconnectOrigin.Network;
    private int _code = CloseCode.None;
    private string _text = "";
    private bool _hasCause;

    private enum Event
    {
        SendClose,
        ReceiveClose,
        Failed,
        StreamEnded,
    }

    public ClosingState State { get; private set; }

    /// <summary>The code for this end's close frame, with <see cref="ReasonToSend"/>: its own, or the answer to the remote's.</summary>
    public int CodeToSend { get; private set; } = CloseCode.NoStatus;

    public string ReasonToSend { get; private set; } = "";

    /// <summary>The code in the remote's close, or <see cref="CloseCode.None"/>. Source: Godot <c>get_close_code</c>.</summary>
    public int ReceivedCode { get; private set; } = CloseCode.None;

    public string ReceivedReason { get; private set; } = "";

    /// <summary>Whether the remote said that it closes.</summary>
    public bool IsClean => ReceivedCode != CloseCode.None;

    /// <summary>How the connection ended.</summary>
    public DisconnectInfo Info => new(_reason, _origin, _code, _text, IsClean);

    /// <summary>This end closes, or is ready to answer the remote's close: what is queued before it has been handed to the stream.</summary>
    public ClosingAction SendClose(int code = CloseCode.Normal, string reason = "")
    {
        if (State == ClosingState.Open)
        {
            (CodeToSend, ReasonToSend) = (code, reason);
            SetCause(DisconnectReason.Closed, DisconnectOrigin.Local, code, reason);
        }
        return Move(Event.SendClose);
    }

    /// <summary>The remote's close was read; its code is <see cref="CloseCode.NoStatus"/> when it gave none.</summary>
    public ClosingAction ReceiveClose(int code, string reason)
    {
        if (State is ClosingState.Open or ClosingState.CloseSent) (ReceivedCode, ReceivedReason) = (code, reason);
        if (State == ClosingState.Open)
        {
            (CodeToSend, ReasonToSend) = (code, reason);
            SetCause(ReasonOf(code), DisconnectOrigin.Remote, code, reason);
        }
        return Move(Event.ReceiveClose);
    }

    /// <summary>
    /// This end gives the connection up: the remote broke the protocol, or reads too slowly. It is told why, and not waited for.
    /// Source: RFC 6455 section 7.1.7.
    /// </summary>
    public ClosingAction Fail(ProtocolFailure failure)
    {
        if (State is ClosingState.Open or ClosingState.CloseReceived) (CodeToSend, ReasonToSend) = (failure.Code, failure.Text);
        SetCause(failure.Reason, DisconnectOrigin.Local, failure.Code, failure.Text);
        return Move(Event.Failed);
    }

    /// <summary>The stream has ended, broke or is cut, or the remote is dead or does not answer a close in time.</summary>
    /// <param name="reason">Why, if no close told it before.</param>
    /// <param name="origin">Who ended it, if no close told it before.</param>
    /// <param name="text">More about it.</param>
    public ClosingAction StreamEnded(
        DisconnectReason reason = DisconnectReason.ConnectionLost,
        DisconnectOrigin origin = DisconnectOrigin.Network,
        string text = "")
    {
        SetCause(reason, origin, CloseCode.None, text);
        return Move(Event.StreamEnded);
    }

    private static (ClosingState, ClosingAction)[,] BuildTable()
    {
        var table = new (ClosingState, ClosingAction)[4, 4];
        On(ClosingState.Open, Event.SendClose, ClosingState.CloseSent, ClosingAction.SendClose);
        On(ClosingState.Open, Event.ReceiveClose, ClosingState.CloseReceived, ClosingAction.Echo);
        On(ClosingState.Open, Event.Failed, ClosingState.Closed, ClosingAction.SendCloseAndEndStream);
        On(ClosingState.Open, Event.StreamEnded, ClosingState.Closed, ClosingAction.EndStream);

        On(ClosingState.CloseSent, Event.SendClose, ClosingState.CloseSent, ClosingAction.None);
        On(ClosingState.CloseSent, Event.ReceiveClose, ClosingState.Closed, ClosingAction.EndStream);
        On(ClosingState.CloseSent, Event.Failed, ClosingState.Closed, ClosingAction.EndStream);
        On(ClosingState.CloseSent, Event.StreamEnded, ClosingState.Closed, ClosingAction.EndStream);

        On(ClosingState.CloseReceived, Event.SendClose, ClosingState.Closed, ClosingAction.SendCloseAndEndStream);
        On(ClosingState.CloseReceived, Event.ReceiveClose, ClosingState.CloseReceived, ClosingAction.None);
        On(ClosingState.CloseReceived, Event.Failed, ClosingState.Closed, ClosingAction.SendCloseAndEndStream);
        On(ClosingState.CloseReceived, Event.StreamEnded, ClosingState.Closed, ClosingAction.EndStream);

        On(ClosingState.Closed, Event.SendClose, ClosingState.Closed, ClosingAction.None);
        On(ClosingState.Closed, Event.ReceiveClose, ClosingState.Closed, ClosingAction.None);
        On(ClosingState.Closed, Event.Failed, ClosingState.Closed, ClosingAction.None);
        On(ClosingState.Closed, Event.StreamEnded, ClosingState.Closed, ClosingAction.None);
        return table;

        void On(ClosingState state, Event happened, ClosingState next, ClosingAction action) =>
            table[(int)state, (int)happened] = (next, action);
    }

    // What a remote tells by closing, in the words of all carriers.
    private static DisconnectReason ReasonOf(int code) => PageCloseCode.Meant(code) switch
    {
        CloseCode.MessageTooBig => DisconnectReason.PacketTooLarge,
        CloseCode.ProtocolError or CloseCode.InvalidPayload => DisconnectReason.ProtocolError,
        CloseCode.Abnormal => DisconnectReason.ConnectionLost,
        _ => DisconnectReason.Closed,
    };

    private ClosingAction Move(Event happened)
    {
        (State, var action) = Table[(int)State, (int)happened];
        return action;
    }

    private void SetCause(DisconnectReason reason, DisconnectOrigin origin, int code, string text)
    {
        if (_hasCause) return;
        _hasCause = true;
        (_reason, _origin, _code, _text) = (reason, origin, code, text);
    }
}
