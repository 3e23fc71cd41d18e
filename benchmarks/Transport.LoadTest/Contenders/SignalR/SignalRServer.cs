using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Transport.LoadTest.Contenders.Kestrel;
using Transport.LoadTest.Conversations;

namespace Transport.LoadTest.Contenders.SignalR;

/// <summary>A host with one hub.</summary>
internal sealed class SignalRServer : IContenderServer
{
    private readonly WebApplication _host;
    private readonly IHubContext<ConversationHub> _hub;

    public SignalRServer(MessageSizes sizes, Func<Conversation> open)
    {
        _host = KestrelHost.Create(certificate: null, services =>
        {
            services.AddSingleton(new ConversationSource(open));
            services.AddSignalR(options =>
            {
                if (sizes.AreLarge) options.MaximumReceiveMessageSize = sizes.QueueBytes;
            }).AddMessagePackProtocol();
        });
        _host.UseWebSockets();
        _host.MapHub<ConversationHub>(ConversationHub.Path, options =>
        {
            if (sizes.AreLarge) options.TransportMaxBufferSize = options.ApplicationMaxBufferSize = sizes.QueueBytes;
        });
        _hub = _host.Services.GetRequiredService<IHubContext<ConversationHub>>();
    }

    public Task<int> StartAsync() => KestrelHost.StartAsync(_host);

    public async ValueTask BroadcastAsync(ReadOnlyMemory<byte> message) =>
        await _hub.Clients.All.SendAsync(ConversationHub.MessageMethod, Bytes.Of(message));

    public ValueTask DisposeAsync() => KestrelHost.StopAsync(_host);
}
