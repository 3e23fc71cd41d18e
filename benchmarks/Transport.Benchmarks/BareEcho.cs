using System.Net;
using System.Net.Sockets;
using LiteNetLib;

namespace Transport.Benchmarks;

/// <summary>Two ends of bare LiteNetLib in manual mode, one thread for both: the least that an echo over it can cost.</summary>
internal sealed class BareEcho : IDisposable
{
    private readonly End _serverEnd = new();
    private readonly End _clientEnd = new();
    private readonly NetManager _server;
    private readonly NetManager _client;
    private readonly NetPeer _peer;

    public BareEcho()
    {
        _server = new NetManager(_serverEnd) { AutoRecycle = true, IPv6Enabled = false };
        _client = new NetManager(_clientEnd) { AutoRecycle = true, IPv6Enabled = false };
        _server.StartInManualMode(IPAddress.Loopback, IPAddress.IPv6Loopback, 0);
        _client.StartInManualMode(IPAddress.Any, IPAddress.IPv6Any, 0);
        _peer = _client.Connect(new IPEndPoint(IPAddress.Loopback, _server.LocalPort), ReadOnlySpan<byte>.Empty);
        while (!_serverEnd.IsConnected || !_clientEnd.IsConnected)
        {
            Update(_server, 1);
            Update(_client, 1);
        }
        _serverEnd.Echoes = true;
    }

    /// <summary>One packet there and back.</summary>
    public void Echo(ReadOnlySpan<byte> payload)
    {
        _clientEnd.HasReceived = false;
        _peer.Send(payload, 0, DeliveryMethod.ReliableOrdered);
        _client.ManualUpdate(0);
        while (!_clientEnd.HasReceived)
        {
            Update(_server, 0.01f);
            Update(_client, 0.01f);
        }
    }

    public void Dispose()
    {
        _client.Stop();
        _server.Stop();
    }

    private static void Update(NetManager manager, float milliseconds)
    {
        manager.PollEvents();
        manager.ManualUpdate(milliseconds);
    }

    private sealed class End : INetEventListener
    {
        public bool IsConnected { get; private set; }

        public bool Echoes { get; set; }

        public bool HasReceived { get; set; }

        public void OnPeerConnected(NetPeer peer) => IsConnected = true;

        public void OnPeerDisconnected(NetPeer peer, LiteNetLib.DisconnectInfo disconnectInfo)
        {
        }

        public void OnNetworkError(IPEndPoint endPoint, SocketError socketError)
        {
        }

        public void OnNetworkReceive(NetPeer peer, NetPacketReader reader, byte channelNumber, DeliveryMethod deliveryMethod)
        {
            HasReceived = true;
            if (Echoes) peer.Send(reader.GetRemainingBytesSpan(), channelNumber, deliveryMethod);
        }

        public void OnNetworkReceiveUnconnected(IPEndPoint remoteEndPoint, NetPacketReader reader, UnconnectedMessageType messageType)
        {
        }

        public void OnNetworkLatencyUpdate(NetPeer peer, int latency)
        {
        }

        public void OnConnectionRequest(ConnectionRequest request) => request.Accept();
    }
}
