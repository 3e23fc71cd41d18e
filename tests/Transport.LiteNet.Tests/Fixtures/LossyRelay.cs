using System.Net;
using System.Net.Sockets;

namespace Transport.LiteNet.Tests.Fixtures;

/// <summary>
/// A network between a client and a server that loses, repeats and reorders datagrams, by a seed. It carries one client. LiteNetLib's own
/// simulation is not in its release builds.
/// </summary>
internal sealed class LossyRelay : IDisposable
{
    private readonly Socket _front = Bind();
    private readonly Socket _back = Bind();
    private readonly IPEndPoint _server;
    private readonly Random _random;
    private readonly Thread _thread;
    private EndPoint? _client;
    private volatile bool _isOver;
    private int _rests;

    public LossyRelay(int serverPort, Random random)
    {
        _server = new IPEndPoint(IPAddress.Loopback, serverPort);
        _random = random;
        _thread = new Thread(Run) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>Of a hundred datagrams, how many are lost; as many are repeated, and as many held back behind the next.</summary>
    public int Percent { get; set; } = 10;

    /// <summary>Whether nothing comes through at all.</summary>
    public bool IsSilent { get; set; }

    public int Lost { get; private set; }

    /// <summary>How often there was nothing to carry: it grows while nobody sends.</summary>
    public int Rests => Volatile.Read(ref _rests);

    public int Port => ((IPEndPoint)_front.LocalEndPoint!).Port;

    /// <summary>Called for each datagram before it goes on; may change it. True is to the server.</summary>
    public Action<bool, byte[]>? Watch { get; set; }

    public void Dispose()
    {
        _isOver = true;
        _thread.Join();
        _front.Dispose();
        _back.Dispose();
    }

    /// <summary>Sends a datagram to the server, as if the client had.</summary>
    public void Inject(byte[] datagram) => _back.SendTo(datagram, _server);

    private static Socket Bind()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = 4 << 20 };
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private void Run()
    {
        var buffer = new byte[2048];
        var held = new List<Action>();
        while (!_isOver)
        {
            var readable = new List<Socket> { _front, _back };
            Socket.Select(readable, null, null, 2000);
            if (readable.Count == 0)
            {
                Release(held);
                Interlocked.Increment(ref _rests);
            }
            foreach (var socket in readable)
            {
                EndPoint from = new IPEndPoint(IPAddress.Any, 0);
                var length = socket.ReceiveFrom(buffer, ref from);
                var datagram = buffer[..length];
                if (socket == _front) _client = from;
                Watch?.Invoke(socket == _front, datagram);
                Pass(socket == _front ? () => _back.SendTo(datagram, _server) : () => _front.SendTo(datagram, _client!), held);
            }
        }
    }

    private void Pass(Action send, List<Action> held)
    {
        var fate = _random.Next(100);
        if (IsSilent || fate < Percent)
        {
            Lost++;
            return;
        }
        if (fate < 2 * Percent)
        {
            held.Add(send);
            return;
        }
        send();
        if (fate < 3 * Percent) send();
        Release(held);
    }

    private static void Release(List<Action> held)
    {
        foreach (var send in held) send();
        held.Clear();
    }
}
