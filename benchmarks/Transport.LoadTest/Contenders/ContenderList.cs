using Transport.LoadTest.Contenders.Hosting;
using Transport.LoadTest.Contenders.Kestrel;
using Transport.LoadTest.Contenders.LiteNet;
using Transport.LoadTest.Contenders.SignalR;
using Transport.LoadTest.Contenders.Tcp;
using Transport.LoadTest.Contenders.Udp;
using Transport.LoadTest.Contenders.WebSockets;

namespace Transport.LoadTest.Contenders;

/// <summary>All contenders, in the order of the tables: this library's own first.</summary>
internal static class ContenderList
{
    public static IReadOnlyList<IContender> All { get; } =
    [
        new WebSocketContender(isSecure: false),
        new WebSocketContender(isSecure: true),
        new HostedContender(isSecure: false),
        new HostedContender(isSecure: true),
        new UdpContender(),
        new TcpContender(),
        new KestrelContender(isSecure: false),
        new KestrelContender(isSecure: true),
        new SignalRContender(),
        new LiteNetContender(),
    ];

    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static IContender Find(string name) =>
        All.FirstOrDefault(contender => contender.Name == name)
        ?? throw new ArgumentException($"There is no contender '{name}'.", nameof(name));
}
