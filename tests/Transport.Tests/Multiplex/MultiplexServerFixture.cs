namespace Transport.Tests.Multiplex;

/// <summary>A server with two scripted members, new for each test.</summary>
public abstract class MultiplexServerFixture
{
    private protected MultiplexFixture Server { get; private set; } = null!;

    private protected ScriptedPeer Udp { get; private set; } = null!;

    private protected ScriptedPeer Web { get; private set; } = null!;

    [SetUp]
    public void AddMembers()
    {
        Server = new MultiplexFixture();
        Udp = Server.AddServer("udp");
        Web = Server.AddServer("web");
    }

    [TearDown]
    public void DisposeServer() => Server.Dispose();

    /// <summary>Starts the server, with peer 2 at one member and peer 3 at the other. The calls up to here are forgotten.</summary>
    protected void StartWithPeers()
    {
        Server.Peer.CreateServer();
        Udp.Inbox.PeerConnected(2);
        Web.Inbox.PeerConnected(3);
        Server.Poll();
        Udp.Calls.Clear();
        Web.Calls.Clear();
    }
}
