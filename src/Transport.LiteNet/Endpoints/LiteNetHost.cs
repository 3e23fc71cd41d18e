using System.Net;
using System.Net.Sockets;
using LiteNetLib;
using LiteNetLib.Layers;

namespace Transport.LiteNet.Endpoints;

/// <summary>
/// LiteNetLib without threads of its own, and with its sockets in reach: to wait for both of them, to send datagrams that are not LiteNetLib's,
/// and so that no call ever blocks. Decision: docs/decisions, "LiteNetLib is driven by whoever comes".
/// </summary>
internal sealed partial class LiteNetHost : NetManager
{
    private readonly List<Socket> _readable = new(2);
    private IPAddress _wakeAddress = IPAddress.Loopback;
    private Socket? _socketV4;
    private Socket? _socketV6;

    public LiteNetHost(INetEventListener listener, PacketLayerBase layer)
        : base(listener, layer)
    {
        QuietNetLogger.Install();
        AutoRecycle = true;
        // Large packets come in pieces of this library's own: LiteNetLib would take memory for what is announced.
        MaxFragmentsCount = 1;
        MaxConnectAttempts = int.MaxValue;
    }

    /// <summary>Binds the sockets.</summary>
    /// <param name="bindAddress">One address, or null for all, IPv4 and IPv6.</param>
    /// <param name="port">0 for any free one.</param>
    /// <param name="needsIPv6">Whether IPv6 is wanted, when all addresses are.</param>
    /// <exception cref="InvalidOperationException">The address or port cannot be used; the text says why.</exception>
    public void Bind(IPAddress? bindAddress, int port, bool needsIPv6)
    {
        var isOnlyIPv6 = bindAddress?.AddressFamily == AddressFamily.InterNetworkV6;
        IPv6Enabled = CanReachIPv6Socket && (isOnlyIPv6 || (bindAddress is null && needsIPv6));
        if (isOnlyIPv6 && !(IPv6Enabled && IPv6Support)) throw new InvalidOperationException("This machine has no IPv6, or LiteNetLib's socket for it is not in reach.");
        var addressV4 = isOnlyIPv6 ? IPAddress.Loopback : bindAddress ?? IPAddress.Any;
        var addressV6 = isOnlyIPv6 ? bindAddress! : IPAddress.IPv6Any;
        if (!StartInManualMode(addressV4, addressV6, port))
        {
            _udpSocketv4?.Dispose();
            throw CannotBind(isOnlyIPv6 ? addressV6 : addressV4, port);
        }
        _socketV6 = IPv6Enabled ? IPv6Socket(this) : null;
        if (isOnlyIPv6)
        {
            if (_socketV6 is null)
            {
                Stop();
                throw CannotBind(addressV6, port);
            }
            _udpSocketv4.Dispose();
            _udpSocketv4 = null!;
        }
        _wakeAddress = WakeAddressOf(bindAddress, isOnlyIPv6);
        _socketV4 = _udpSocketv4;
        if (_socketV4 is not null) _socketV4.Blocking = false;
        if (_socketV6 is not null) _socketV6.Blocking = false;
    }

    /// <summary>Waits until a datagram is there. False when none came in time.</summary>
    /// <exception cref="SocketException">The system has taken the sockets away.</exception>
    /// <exception cref="ObjectDisposedException">The sockets are closed.</exception>
    public bool WaitReadable(TimeSpan timeout)
    {
        var microseconds = (int)(timeout.Ticks / 10);
        if (_socketV6 is null) return _socketV4!.Poll(microseconds, SelectMode.SelectRead);
        if (_socketV4 is null) return _socketV6.Poll(microseconds, SelectMode.SelectRead);
        _readable.Clear();
        _readable.Add(_socketV4);
        _readable.Add(_socketV6);
        Socket.Select(_readable, null, null, microseconds);
        return _readable.Count > 0;
    }

    /// <summary>Ends a <see cref="WaitReadable"/> of another thread: sends a datagram to itself.</summary>
    public void Wake() => TrySend([0], new IPEndPoint(_wakeAddress, LocalPort));

    /// <summary>Sends a datagram past LiteNetLib. False when the system refuses; what it takes may be lost all the same.</summary>
    public bool TrySend(ReadOnlySpan<byte> datagram, IPEndPoint to)
    {
        var socket = to.AddressFamily == AddressFamily.InterNetworkV6 ? _socketV6 : _socketV4;
        if (socket is null) return false;
        try
        {
#if NET
            socket.SendTo(datagram, SocketFlags.None, to.Serialize());
#else
            socket.SendTo(datagram.ToArray(), to);
#endif
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
    }

    /// <summary>Whether LiteNetLib still looks after a peer, or another one with the same address.</summary>
    public bool Knows(NetPeer peer) => ContainsPeer(peer);

    private static IPAddress WakeAddressOf(IPAddress? bindAddress, bool isOnlyIPv6)
    {
        if (isOnlyIPv6) return bindAddress!.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : bindAddress;
        return bindAddress is null || bindAddress.Equals(IPAddress.Any) ? IPAddress.Loopback : bindAddress;
    }

    // LiteNetLib keeps the reason to itself, so the same is tried once more.
    private static InvalidOperationException CannotBind(IPAddress address, int port)
    {
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.Bind(new IPEndPoint(address, port));
            return new InvalidOperationException($"Binding to {address}, port {port}, failed.");
        }
        catch (SocketException exception)
        {
            var why = exception.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => $"Port {port} is in use already.",
                SocketError.AccessDenied => $"This process may not use port {port}.",
                SocketError.AddressNotAvailable => $"{address} is not an address of this machine.",
                _ => $"Binding to {address}, port {port}, failed: {exception.Message}",
            };
            return new InvalidOperationException(why, exception);
        }
    }
}
