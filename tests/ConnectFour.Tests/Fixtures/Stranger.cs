using ConnectFour.Calls;
using Microsoft.Extensions.Time.Testing;
using Transport;
using Transport.Multiplayer;

namespace ConnectFour.Tests.Fixtures;

/// <summary>A peer that speaks the protocol and keeps to no rule.</summary>
internal sealed class Stranger : IDisposable
{
    public Stranger(LoopbackMultiplayerPeer server, FakeTimeProvider time)
    {
        Peer = new LoopbackMultiplayerPeer(timeProvider: time);
        // Relaying is on: it would reach the players, if the server let it.
        Api = new MultiplayerApi(Peer, timeProvider: time);
        Api.Register(MatchCalls.Path, Calls);
        Peer.CreateClient(server);
    }

    public LoopbackMultiplayerPeer Peer { get; }

    public MultiplayerApi Api { get; }

    public MatchCalls Calls { get; } = new();

    public void Dispose()
    {
        Api.Dispose();
        Peer.Dispose();
    }
}
