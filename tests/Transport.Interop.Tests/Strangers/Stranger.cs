using System.Text.Json;

namespace Transport.Interop.Tests.Strangers;

/// <summary>Somebody else's WebSocket, in a process of its own, that does what it is told.</summary>
internal abstract class Stranger : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>What the process has written since the last call, for a test that failed.</summary>
    public abstract string TakeOutput();

    /// <summary>Connects.</summary>
    /// <exception cref="StrangerException">The connection was refused.</exception>
    public async Task<StrangerSocket> OpenAsync(Uri url, CancellationToken cancellationToken, object? options = null, params string[] protocols)
    {
        var opening = await TryOpenAsync(url, cancellationToken, options, protocols).ConfigureAwait(false);
        return opening.Socket ?? throw new StrangerException($"The connection was refused: {opening.Refusal}");
    }

    /// <summary>Tries to connect, and tells what came of it.</summary>
    public async Task<Opening> TryOpenAsync(Uri url, CancellationToken cancellationToken, object? options = null, params string[] protocols)
    {
        var all = options is null ? [] : JsonSerializer.SerializeToElement(options, Json).Deserialize<Dictionary<string, object>>(Json)!;
        all["url"] = url.OriginalString;
        all["protocols"] = protocols;
        var answer = await AskAsync("open", all, cancellationToken).ConfigureAwait(false);
        if (answer.TryGetProperty("refusal", out var refusal)) return new Opening(null, refusal.Deserialize<Refusal>(Json));
        var socket = new StrangerSocket(
            this, answer.GetProperty("socket").GetInt32(), answer.GetProperty("protocol").GetString()!, answer.GetProperty("extensions").GetString()!);
        return new Opening(socket, null);
    }

    public abstract ValueTask DisposeAsync();

    /// <summary>Gives a command, and returns the answer to it.</summary>
    /// <exception cref="StrangerException">The command failed, or the process is gone.</exception>
    internal abstract Task<JsonElement> AskAsync(string command, object options, CancellationToken cancellationToken);

    internal async Task<T> AskAsync<T>(string command, object options, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(command, options, cancellationToken).ConfigureAwait(false);
        return answer.Deserialize<T>(Json)!;
    }

    protected static string Serialize(object value) => JsonSerializer.Serialize(value, Json);

    /// <summary>A connection, or why there is none.</summary>
    internal sealed record Opening(StrangerSocket? Socket, Refusal? Refusal);

    /// <summary>What a stranger is told of a connection that did not open. A page is told no more than 1006.</summary>
    internal sealed record Refusal(int Code, string Reason, bool WasClean, string Error);
}
