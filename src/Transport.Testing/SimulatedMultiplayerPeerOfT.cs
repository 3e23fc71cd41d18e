using Microsoft.Extensions.Logging;

namespace Transport.Testing;

/// <summary>A <see cref="SimulatedMultiplayerPeer"/> that knows the kind of the wrapped one, and so how it is started.</summary>
/// <typeparam name="TPeer">The wrapped peer's type.</typeparam>
public sealed class SimulatedMultiplayerPeer<TPeer> : SimulatedMultiplayerPeer
    where TPeer : MultiplayerPeer
{
    internal SimulatedMultiplayerPeer(SimulatedNetwork network, TPeer inner, SimulatedMultiplayerPeerOptions options, int index, ILogger? logger)
        : base(network, inner, options, index, logger) => Inner = inner;

    /// <summary>
    /// The wrapped peer, to be asked for what only it knows, or to be named: <c>client.Start(peer => peer.CreateClient(server.Inner))</c>.
    /// Polling it, taking its packets or closing it is not for you.
    /// </summary>
    public TPeer Inner { get; }

    /// <summary>
    /// Starts the wrapped peer in its own way, and this one with it: <c>peer.Start(inner => inner.CreateServer(9080))</c>. As often as the
    /// peer is closed.
    /// </summary>
    /// <param name="start">Starts it, and does nothing else. What it throws comes out, and nothing is started.</param>
    /// <exception cref="ArgumentNullException">No start.</exception>
    /// <exception cref="InvalidOperationException">
    /// The peer is already started, the wrapped one was started elsewhere, or was not started at all.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The peer is disposed.</exception>
    public void Start(Action<TPeer> start)
    {
        if (start is null) throw new ArgumentNullException(nameof(start));
        Start(() => start(Inner));
    }
}
