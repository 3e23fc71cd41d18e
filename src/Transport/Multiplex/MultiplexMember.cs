using System.Net.Sockets;
using System.Security;
using System.Security.Cryptography;

namespace Transport.Multiplex;

/// <summary>A member of a multiplex, the way to start it, and how it fares in the session. Owned by the polling thread.</summary>
internal sealed class MultiplexMember
{
    private readonly MultiplexMultiplayerPeer _multiplex;
    private readonly Action _start;

    public MultiplexMember(MultiplexMultiplayerPeer multiplex, MultiplayerPeer peer, Action start)
    {
        _multiplex = multiplex;
        _start = start;
        Peer = peer;
        peer.JoinMultiplex(multiplex);
        peer.PeerConnected += OnPeerConnected;
        peer.PeerDisconnected += OnPeerDisconnected;
        peer.ConnectionFailed += OnConnectionFailed;
    }

    public MultiplayerPeer Peer { get; }

    public bool IsStarted => Peer.Status != ConnectionStatus.Disconnected;

    /// <summary>Why it is not part of the session; null while it is, or may still be.</summary>
    public DisconnectInfo? Failure { get; set; }

    /// <summary>The peer is its caller's own again.</summary>
    public void Detach()
    {
        Peer.PeerConnected -= OnPeerConnected;
        Peer.PeerDisconnected -= OnPeerDisconnected;
        Peer.ConnectionFailed -= OnConnectionFailed;
        Peer.LeaveMultiplex();
    }

    /// <summary>Starts it in the caller's way. What the machine or the network refuses becomes <see cref="Failure"/>.</summary>
    /// <returns>Whether it is started.</returns>
    /// <exception cref="InvalidOperationException">The way to start it does something else.</exception>
    /// <exception cref="Exception">A mistake of the way to start it: whatever it threw.</exception>
    public bool TryStart(bool asServer)
    {
        Failure = null;
        try
        {
            _start();
        }
        catch (Exception exception) when (IsFailure(exception))
        {
            Failure = new DisconnectInfo(DisconnectReason.CarrierFailed, DisconnectOrigin.Local, text: exception.Message);
            Stop();
            return false;
        }
        if (IsStarted && Peer.IsServer == asServer) return true;
        Stop();
        throw new InvalidOperationException(
            $"The way to start the member {Peer.Carrier} has not started it as a {(asServer ? "server" : "client")}.");
    }

    /// <summary>Cuts what a start has begun.</summary>
    public void Stop() => Peer.CloseAsMember(force: true);

    // What a caller cannot know beforehand: a port in use, no rights, no such carrier on this machine. Everything else is the caller's mistake.
    private static bool IsFailure(Exception exception) => exception is
        InvalidOperationException and not ObjectDisposedException
        or IOException
        or SocketException
        or PlatformNotSupportedException
        or UnauthorizedAccessException
        or SecurityException
        or CryptographicException
        or TimeoutException;

    private void OnPeerConnected(int id) => _multiplex.MemberConnected(this, id);

    private void OnPeerDisconnected(int id, DisconnectInfo info) => _multiplex.MemberDisconnected(this, id, info);

    private void OnConnectionFailed(DisconnectInfo info) => _multiplex.MemberFailing(this, info);
}
