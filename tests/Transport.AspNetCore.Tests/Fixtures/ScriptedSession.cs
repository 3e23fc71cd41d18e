namespace Transport.AspNetCore.Tests.Fixtures;

/// <summary>A session that does what its test's script says.</summary>
internal sealed class ScriptedSession : MultiplayerSession, IDisposable
{
    private readonly GameScript _script;

    public ScriptedSession(GameScript script)
    {
        _script = script;
        script.NoteMade();
    }

    public void Dispose() => _script.NoteDisposed();

    protected internal override void AddCarriers(SessionCarriers carriers) => _script.Adding(this, carriers);

    protected internal override MultiplayerPeer StartServer(WebSocketMultiplayerPeer webSockets) =>
        _script.Starting?.Invoke(webSockets) ?? base.StartServer(webSockets);

    protected internal override ValueTask<JoinRefusal?> OnCreatingAsync(JoinRequest request, CancellationToken cancellationToken)
    {
        Api.PeerConnected += id =>
        {
            _script.Write($"{Name}: + {FindPeer(id)?.Id == id}");
            _script.Connected(this, id);
        };
        Api.PeerDisconnected += (id, info) =>
        {
            _script.Write($"{Name}: - {FindPeer(id)?.Id == id} {info.Reason} {info.Code}");
            _script.Disconnected(this, id, info);
        };
        Api.PeerPacket += (sender, payload) =>
        {
            if (_script.Bytes is { } bytes) bytes(this, sender, payload);
            else _script.Packet(this, sender, payload.ToArray());
        };
        return _script.Creating(this, request, cancellationToken);
    }

    protected internal override ValueTask<JoinRefusal?> OnJoiningAsync(JoinRequest request, CancellationToken cancellationToken) =>
        _script.Joining(this, request, cancellationToken);

    protected internal override void OnTick(TimeSpan elapsed) => _script.Tick(this, elapsed);

    protected internal override ValueTask OnShutdownAsync(CancellationToken cancellationToken) => _script.ShuttingDown(this, cancellationToken);

    protected internal override ValueTask OnEndedAsync(SessionEndReason reason, CancellationToken cancellationToken)
    {
        _script.Write($"{Name}: ended {reason}");
        return _script.Ended(this, reason, cancellationToken);
    }
}
