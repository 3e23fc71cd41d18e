using System.Diagnostics;
using System.Net;
using LiteNetLib;
using Transport.LoadTest.Conversations;

namespace Transport.LoadTest.Contenders.LiteNet;

/// <summary>One manager in manual mode, with the conversations of its peers. Driven by a <see cref="LiteNetPump"/>.</summary>
internal sealed class LiteNetEnd : IDisposable
{
    public const string Key = "load";

    // Each turn asks every peer whether it has something to send; with many of them that has to be worth it.
    private const int PacketsPerTurn = 4096;

    // One thread asks ten thousand clients in turn, and a machine may be busy; others wait as long, or longer.
    private static readonly TimeSpan SilenceLimit = TimeSpan.FromSeconds(30);

    private readonly NetManager _manager;
    // A manager is for one thread at a time, and some messages come from outside the pump.
    private readonly Lock _gate = new();
    private long _lastUpdate = Stopwatch.GetTimestamp();
    private bool _hasTraffic;

    /// <param name="open">What is said to a peer that just connected.</param>
    /// <param name="failed">Told of a peer that did not connect.</param>
    public LiteNetEnd(Func<Conversation> open, Action<string>? failed = null)
    {
        var listener = new EventBasedNetListener();
        _manager = new NetManager(listener)
        {
            AutoRecycle = true, IPv6Enabled = false, DisconnectTimeout = (int)SilenceLimit.TotalMilliseconds,
            MaxPacketPerManualReceive = PacketsPerTurn,
        };
        listener.ConnectionRequestEvent += request => request.AcceptIfKey(Key);
        listener.PeerConnectedEvent += peer =>
        {
            _hasTraffic = true;
            peer.Tag = open();
        };
        listener.PeerDisconnectedEvent += (peer, info) =>
        {
            if (peer?.Tag is Conversation conversation)
                conversation.End(info.Reason is LiteNetLib.DisconnectReason.RemoteConnectionClose ? "The other end disconnected." : info.Reason.ToString());
            else
                failed?.Invoke(info.Reason.ToString());
        };
        listener.NetworkReceiveEvent += (peer, reader, _, _) => Receive(peer, reader);
    }

    public int Port => _manager.LocalPort;

    public void Start(IPAddress address)
    {
        if (!_manager.StartInManualMode(address, IPAddress.IPv6Any, 0)) throw new IOException("LiteNetLib finds no port.");
    }

    public void Connect(IPEndPoint server)
    {
        lock (_gate) _manager.Connect(server, Key);
    }

    /// <summary>Receives, and sends what is to be sent.</summary>
    /// <returns>Whether anything came or went.</returns>
    public bool Turn(TimeSpan updateInterval)
    {
        lock (_gate)
        {
            _manager.PollEvents();
            var had = _hasTraffic;
            _hasTraffic = false;
            var elapsed = Stopwatch.GetElapsedTime(_lastUpdate);
            if (had || elapsed >= updateInterval) Update(elapsed);
            return had;
        }
    }

    /// <summary>Sends to every peer.</summary>
    public void SendToAll(ReadOnlySpan<byte> message)
    {
        lock (_gate)
        {
            _manager.SendToAll(message, 0, DeliveryMethod.ReliableOrdered);
            Update(Stopwatch.GetElapsedTime(_lastUpdate));
        }
    }

    public void Dispose()
    {
        lock (_gate) _manager.Stop();
    }

    private void Update(TimeSpan elapsed)
    {
        _lastUpdate = Stopwatch.GetTimestamp();
        _manager.ManualUpdate((float)elapsed.TotalMilliseconds);
    }

    private void Receive(NetPeer peer, NetPacketReader reader)
    {
        _hasTraffic = true;
        var conversation = (Conversation)peer.Tag;
        conversation.Receive(reader.GetRemainingBytesMemory());
        while (conversation.TryNext(out ReadOnlyMemory<byte> message)) peer.Send(message.Span, DeliveryMethod.ReliableOrdered);
    }
}
