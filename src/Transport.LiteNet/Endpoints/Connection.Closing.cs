using Transport.LiteNet.Wire;

namespace Transport.LiteNet.Endpoints;

// How it ends. Code and reason travel behind the packets, on the reliable lane; LiteNetLib's own disconnect would overtake them.
internal sealed partial class Connection
{
    private EndRequest? _farewell;
    private (long Packets, DisconnectInfo Info) _announced;
    private bool _isTold;

    /// <summary>Looks at the times of a connection that is not open.</summary>
    /// <returns>When to look again.</returns>
    public TimeSpan OnTime(TimeSpan now)
    {
        if (_phase == Phase.Parting && Peer!.ConnectionState == LiteNetLib.ConnectionState.Disconnected) Vanish();
        else if (_deadline <= now) OnDeadline();
        return _deadline;
    }

    /// <summary>LiteNetLib has ended it, or found it ended.</summary>
    public void Disconnected(LiteNetLib.DisconnectReason reason)
    {
        // That was this end itself.
        if (reason == LiteNetLib.DisconnectReason.DisconnectPeerCalled) return;
        if (_phase is Phase.Joining or Phase.Open) Tell(Read(reason));
        else if (_phase == Phase.Ending) Tell(Incomplete);
        Vanish();
    }

    /// <summary>This end cuts: one word without content, as a reset.</summary>
    public void Cut(DisconnectInfo info)
    {
        Tell(info);
        Peer?.Disconnect();
        Vanish();
    }

    private void Apply(EndRequest request)
    {
        switch (request.Kind)
        {
            case EndKind.Cut when _phase != Phase.Gone:
                TellOwn(new DisconnectInfo(DisconnectReason.Aborted, DisconnectOrigin.Local));
                Cut(default);
                break;
            case EndKind.Fail when _phase == Phase.Open:
                // What was queued was dropped by the request; what LiteNetLib has got still arrives.
                Fail(new DisconnectInfo(DisconnectReason.SlowConsumer, DisconnectOrigin.Local, request.Code, request.Reason));
                break;
            case EndKind.Close when _phase == Phase.Ending:
                // The game does not want the rest any more.
                TellOwn(_announced.Info);
                Part();
                break;
            // A client that is joining may have its id already, and is told the same.
            case EndKind.Close when _phase is Phase.Open or Phase.Joining:
                TellOwn(new DisconnectInfo(DisconnectReason.Closed, DisconnectOrigin.Local, request.Code, request.Reason, isClean: true));
                _farewell = request;
                Enter(Phase.Draining, _options.DrainTimeout);
                break;
        }
    }

    private void SendClose()
    {
        Span<byte> message = stackalloc byte[ControlMessage.MaxBytes];
        SendControl(message[..ControlMessage.WriteClose(message, _credit.SentPackets, _farewell!.Code, _farewell.Reason)]);
        // Whatever is left of the time to drain is the remote's as well: LiteNetLib still has some of it to send.
        var drained = _deadline;
        Enter(Phase.Closing, _options.CloseTimeout);
        if (drained > _deadline) _deadline = drained;
    }

    private void ReceiveClose(long packets, int code, string text)
    {
        switch (_phase)
        {
            case Phase.Open:
                _announced = (packets, new DisconnectInfo(ReasonOf(code), DisconnectOrigin.Remote, code, text, isClean: true));
                _outbound.Seal(drop: true);
                Enter(Phase.Ending, _options.DrainTimeout);
                FinishWhenComplete();
                break;
            // Both have closed, and neither wants the other's packets. One of them has to answer, or LiteNetLib would go on for long.
            case Phase.Draining or Phase.Closing when !IsClient:
                Part();
                break;
            case Phase.Draining:
                _outbound.Seal(drop: true);
                MarkUnsent();
                break;
        }
    }

    // What the other end sent before its close has come: that is the answer it waits for.
    private void FinishWhenComplete()
    {
        if (_phase != Phase.Ending || _reliableReceived < _announced.Packets) return;
        Tell(_announced.Info);
        Part();
    }

    private void FailTooLarge() => Fail(new DisconnectInfo(
        DisconnectReason.PacketTooLarge, DisconnectOrigin.Local, CloseCode.MessageTooBig, $"A packet was above the limit of {_options.MaxPacketBytes} bytes."));

    private void Fail(string text) =>
        Fail(new DisconnectInfo(DisconnectReason.ProtocolError, DisconnectOrigin.Local, CloseCode.ProtocolError, text));

    // The remote is told in the way of a close. One that has no id yet, or goes on after it was told, gets a reset.
    private void Fail(DisconnectInfo info)
    {
        if (_phase == Phase.Joining)
        {
            Cut(info);
            return;
        }
        if (_phase is not (Phase.Open or Phase.Ending)) return;
        Tell(info);
        _outbound.Seal(drop: _phase == Phase.Ending);
        _farewell = new EndRequest(EndKind.Close, info.Code, info.Text);
        Enter(Phase.Draining, _options.DrainTimeout);
        MarkUnsent();
    }

    private void OnDeadline()
    {
        var info = _phase switch
        {
            Phase.Joining => new DisconnectInfo(DisconnectReason.HandshakeTimedOut, DisconnectOrigin.Network),
            Phase.Ending => Incomplete,
            _ => default,
        };
        if (_phase is Phase.Joining or Phase.Ending) Tell(info);
        if (_phase != Phase.Parting) Peer?.Disconnect();
        Vanish();
    }

    private void Part()
    {
        Enter(Phase.Parting, _options.CloseTimeout);
        Peer!.Disconnect();
    }

    private void Enter(Phase phase, TimeSpan time)
    {
        _phase = phase;
        _deadline = _endpoint.Now + time;
        _endpoint.WatchTimes(this);
    }

    private void Vanish()
    {
        _phase = Phase.Gone;
        _deadline = TimeSpan.MaxValue;
        _endpoint.WatchTimes(this);
        _outbound.Seal(drop: true);
        foreach (var assembly in _assemblies) assembly?.Clear();
    }

    private void Tell(DisconnectInfo info) => Tell(info, isOwn: false);

    private void TellOwn(DisconnectInfo info) => Tell(info, isOwn: true);

    private void Tell(DisconnectInfo info, bool isOwn)
    {
        if (_isTold) return;
        _isTold = true;
        HandOver();
        Log.ConnectionEnded(_endpoint.Logger, RemoteEndPoint, info);
        _endpoint.Ended(this, info, isOwn);
    }

    private static DisconnectInfo Incomplete => new(
        DisconnectReason.ConnectionLost, DisconnectOrigin.Network, text: "The other end closed, and what it had sent before did not come in time.");

    private static DisconnectInfo Read(LiteNetLib.DisconnectReason reason) => reason switch
    {
        LiteNetLib.DisconnectReason.Timeout => new(DisconnectReason.TimedOut, DisconnectOrigin.Network),
        LiteNetLib.DisconnectReason.RemoteConnectionClose or LiteNetLib.DisconnectReason.ConnectionRejected =>
            new(DisconnectReason.ConnectionLost, DisconnectOrigin.Network, text: "The other end cut the connection, or does not know it any more."),
        LiteNetLib.DisconnectReason.Reconnect =>
            new(DisconnectReason.ConnectionLost, DisconnectOrigin.Network, text: "The other end has connected anew, from the same address."),
        _ => new(DisconnectReason.ConnectionLost, DisconnectOrigin.Network, text: reason.ToString()),
    };

    // What a remote tells by ending, in the words of all carriers.
    private static DisconnectReason ReasonOf(int code) => code switch
    {
        CloseCode.MessageTooBig => DisconnectReason.PacketTooLarge,
        CloseCode.ProtocolError or CloseCode.InvalidPayload => DisconnectReason.ProtocolError,
        _ => DisconnectReason.Closed,
    };
}
