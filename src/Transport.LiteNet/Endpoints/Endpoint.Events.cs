using System.Net;
using System.Net.Sockets;
using LiteNetLib;

namespace Transport.LiteNet.Endpoints;

// What LiteNetLib tells, under the gate. None of it runs the game's code, and nothing of it throws: LiteNetLib would lose what it was about to
// tell next.
internal abstract partial class Endpoint : INetEventListener
{
    void INetEventListener.OnConnectionRequest(ConnectionRequest request) => Guard(request.RemoteEndPoint, static (self, told) => self.Requested(told), request);

    void INetEventListener.OnPeerConnected(NetPeer peer) => Guard(peer, static (self, told) => self.Connected(told), peer);

    void INetEventListener.OnPeerDisconnected(NetPeer peer, LiteNetLib.DisconnectInfo disconnectInfo)
    {
        if (peer?.Tag is Connection connection) Guard(peer, static (_, told) => told.connection.Disconnected(told.Reason), (connection, disconnectInfo.Reason));
    }

    void INetEventListener.OnNetworkReceive(NetPeer peer, NetPacketReader reader, byte channelNumber, DeliveryMethod deliveryMethod)
    {
        if (peer.Tag is not Connection connection) return;
        Volatile.Write(ref _hasAcks, 1);
        _hadTraffic = true;
        try
        {
            connection.Receive(reader.GetRemainingBytesSpan(), channelNumber, deliveryMethod);
        }
#pragma warning disable CA1031 // See above.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.Fault(Logger, exception, peer);
        }
    }

    void INetEventListener.OnNetworkLatencyUpdate(NetPeer peer, int latency)
    {
        if (peer.Tag is Connection connection) connection.RoundTripTime = TimeSpan.FromMilliseconds(peer.RoundTripTime);
    }

    void INetEventListener.OnNetworkError(IPEndPoint endPoint, SocketError socketError)
    {
        // A way that is not there now may be there again; silence decides.
    }

    void INetEventListener.OnNetworkReceiveUnconnected(IPEndPoint remoteEndPoint, NetPacketReader reader, UnconnectedMessageType messageType)
    {
        // Not switched on.
    }

    /// <summary>LiteNetLib has a request that was let through to it.</summary>
    protected abstract void Requested(ConnectionRequest request);

    /// <summary>LiteNetLib's two ends are connected.</summary>
    protected abstract void Connected(NetPeer peer);

    private void Guard<T>(IPEndPoint remote, Action<Endpoint, T> act, T told)
    {
        try
        {
            act(this, told);
        }
#pragma warning disable CA1031 // See above.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.Fault(Logger, exception, remote);
        }
    }
}
