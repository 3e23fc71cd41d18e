using System.Net;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Transport.LoadTest.Conversations;

namespace Transport.LoadTest.Contenders.SignalR;

/// <summary>
/// A <see cref="HubConnection"/>. Its handlers are awaited one by one, so what they send is in order; what awaits an answer goes on on any thread.
/// </summary>
internal sealed class SignalRClient(MessageSizes sizes, Conversation conversation) : IContenderClient
{
    // Held by those who await answers, when they look at the conversation.
    private readonly Lock _answers = new();
    private HubConnection? _connection;

    public async Task ConnectAsync(IPEndPoint server, CancellationToken cancellationToken)
    {
        _connection = new HubConnectionBuilder()
            .WithUrl($"http://{server}{ConversationHub.Path}", options =>
            {
                options.Transports = HttpTransportType.WebSockets;
                // One round trip less for each connection.
                options.SkipNegotiation = true;
                if (sizes.AreLarge) options.TransportMaxBufferSize = options.ApplicationMaxBufferSize = sizes.QueueBytes;
            })
            .AddMessagePackProtocol()
            .Build();
        _connection.On<byte[]>(ConversationHub.MessageMethod, ReceiveAsync);
        _connection.On<int, int, int>(ConversationHub.CallMethod, ReceiveAsync);
        _connection.Closed += exception =>
        {
            conversation.End(exception?.Message ?? "The server closed.");
            return Task.CompletedTask;
        };
        await _connection.StartAsync(cancellationToken);
    }

    public async ValueTask SendAsync(ReadOnlyMemory<byte> message) =>
        await _connection!.SendAsync(ConversationHub.MessageMethod, Bytes.Of(message));

    public ValueTask DisposeAsync() => _connection?.DisposeAsync() ?? default;

    private async Task ReceiveAsync(byte[] message)
    {
        conversation.Receive(message);
        await SendAllAsync();
    }

    private async Task ReceiveAsync(int a, int b, int c)
    {
        conversation.Receive(new Call(a, b, c));
        await SendAllAsync();
    }

    private async ValueTask SendAllAsync()
    {
        while (conversation.TryNext(out ReadOnlyMemory<byte> message))
            await _connection!.SendAsync(ConversationHub.MessageMethod, Bytes.Of(message));
        if (conversation.AwaitsAnswers)
        {
            AskAll();
            return;
        }
        while (conversation.TryNext(out Call call))
            await _connection!.SendAsync(ConversationHub.CallMethod, call.A, call.B, call.C);
    }

    private void AskAll()
    {
        while (TryNext(out var call)) _ = AskAsync(call);
    }

    private async Task AskAsync(Call call)
    {
        try
        {
            do TakeAnswer(call, await _connection!.InvokeAsync<int>(ConversationHub.AskMethod, call.A, call.B, call.C));
            while (TryNext(out call));
        }
#pragma warning disable CA1031 // Whatever it is, an answer is missing.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            conversation.End(exception.Message);
        }
    }

    private bool TryNext(out Call call)
    {
        lock (_answers) return conversation.TryNext(out call);
    }

    private void TakeAnswer(Call call, int answer)
    {
        lock (_answers) conversation.TakeAnswer(call, answer);
    }
}
