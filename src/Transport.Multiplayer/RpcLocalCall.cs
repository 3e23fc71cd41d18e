namespace Transport.Multiplayer;

/// <summary>The time in which a method is called at the end that called it. See <see cref="RpcCall.EnterLocal"/>.</summary>
#pragma warning disable CA1815 // Two of them are never compared.
public readonly struct RpcLocalCall : IDisposable
#pragma warning restore CA1815
{
    private readonly MultiplayerApi _api;
    private readonly int _previous;

    internal RpcLocalCall(MultiplayerApi api)
    {
        _api = api;
        _previous = api.RemoteSenderId;
        api.RemoteSenderId = api.UniqueId;
    }

    /// <summary>The caller is again who it was before.</summary>
    public void Dispose() => _api.RemoteSenderId = _previous;
}
