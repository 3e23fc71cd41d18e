using Transport.LoadTest.Conversations;
using Transport.LoadTest.Scenarios;

namespace Transport.LoadTest.Contenders.Kestrel;

/// <summary>The platform's own: WebSockets of ASP.NET Core on Kestrel, and <see cref="System.Net.WebSockets.ClientWebSocket"/>.</summary>
internal sealed class KestrelContender(bool isSecure) : IContender
{
    public string Name => isSecure ? "kestrel-wss" : "kestrel";

    public string Description => isSecure
        ? "ASP.NET Core WebSockets on Kestrel and ClientWebSocket, with TLS"
        : "ASP.NET Core WebSockets on Kestrel and ClientWebSocket";

    public bool IsOurs => false;

    public string? WhyNot(Scenario scenario) => scenario.UsesCalls ? "a WebSocket carries messages, and has no calls" : null;

    public IContenderServer CreateServer(MessageSizes sizes, Func<Conversation> open) => new KestrelServer(sizes, isSecure, open);

    public IContenderClients CreateClients(MessageSizes sizes) => new KestrelClients(sizes, isSecure);
}
