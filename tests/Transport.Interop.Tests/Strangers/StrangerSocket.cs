using System.Text.Json;
using Transport.EndToEnd;

namespace Transport.Interop.Tests.Strangers;

/// <summary>A connection as its stranger has it.</summary>
internal sealed class StrangerSocket(Stranger stranger, int number, string protocol, string extensions = "")
{
    public string Protocol { get; } = protocol;

    public string Extensions { get; } = extensions;

    public Task SendAsync(byte[] payload, CancellationToken cancellationToken) => AskAsync("send", new() { ["base64"] = payload }, cancellationToken);

    public Task SendAsync(string text, CancellationToken cancellationToken) => AskAsync("send", new() { ["text"] = text }, cancellationToken);

    public Task SendAsync(Message message, CancellationToken cancellationToken) =>
        message.IsText ? SendAsync(message.Text, cancellationToken) : SendAsync(message.Payload, cancellationToken);

    /// <summary>The next message, waited for.</summary>
    public async Task<Message> ReceiveAsync(CancellationToken cancellationToken)
    {
        var answer = await AskAsync("receive", [], cancellationToken).ConfigureAwait(false);
        return answer.TryGetProperty("text", out var text)
            ? new Message(text.GetString()!)
            : new Message(answer.GetProperty("base64").GetBytesFromBase64());
    }

    /// <summary>Sends messages that can be told from each other, the first of number 0.</summary>
    public Task SendNumberedAsync(int count, int size, CancellationToken cancellationToken) =>
        AskAsync("sendNumbered", new() { ["count"] = count, ["size"] = size }, cancellationToken);

    /// <summary>Receives such messages, and fails when one is missing, damaged or not in its turn.</summary>
    public Task ReceiveNumberedAsync(int count, int size, CancellationToken cancellationToken) =>
        AskAsync("receiveNumbered", new() { ["count"] = count, ["size"] = size }, cancellationToken);

    public Task CloseAsync(int code, string reason, CancellationToken cancellationToken) =>
        AskAsync("close", new() { ["code"] = code, ["reason"] = reason }, cancellationToken);

    public Task CloseWithoutCodeAsync(CancellationToken cancellationToken) => AskAsync("close", [], cancellationToken);

    /// <summary>How the connection ended, waited for.</summary>
    public async Task<Closed> ClosedAsync(CancellationToken cancellationToken) =>
        (await AskAsync("closed", [], cancellationToken).ConfigureAwait(false)).Deserialize<Closed>(JsonSerializerOptions.Web)!;

    /// <summary>Any command about this connection.</summary>
    public Task<JsonElement> AskAsync(string command, Dictionary<string, object> options, CancellationToken cancellationToken)
    {
        options["socket"] = number;
        return stranger.AskAsync(command, options, cancellationToken);
    }

    /// <summary>An end as a stranger sees it.</summary>
    internal sealed record Closed(int Code, string Reason, bool WasClean);
}
