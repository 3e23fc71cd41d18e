using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Transport.EndToEnd;

namespace Transport.Interop.Tests.Strangers;

/// <summary>Node with the package ws: client and server. Lines of JSON go in, and come out.</summary>
internal sealed class NodeStranger : Stranger
{
    private static readonly TimeSpan ExitTimeout = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> _asked = new();
    private readonly ConcurrentQueue<string> _output = new();
    private readonly SemaphoreSlim _input = new(1);
    private readonly Task _reading;
    private int _lastId;

    private NodeStranger(Process process)
    {
        _process = process;
        _process.ErrorDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.BeginErrorReadLine();
        _reading = ReadAsync();
    }

    public static NodeStranger Start()
    {
        var start = new ProcessStartInfo(Programs.RequireNode(), ["stranger.mjs"])
        {
            WorkingDirectory = Programs.Scripts,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new NodeStranger(Process.Start(start)!);
    }

    public override string TakeOutput()
    {
        var lines = new List<string>();
        while (_output.TryDequeue(out var line)) lines.Add(line);
        return string.Join('\n', lines);
    }

    /// <summary>A server, over TLS when it is given a certificate.</summary>
    public async Task<StrangerServer> ListenAsync(object options, CancellationToken cancellationToken, TestCertificate? certificate = null)
    {
        var all = JsonSerializer.SerializeToElement(options).Deserialize<Dictionary<string, object>>()!;
        if (certificate is not null)
        {
            all["cert"] = certificate.Pem;
            all["key"] = certificate.KeyPem;
        }
        var answer = await AskAsync("listen", all, cancellationToken).ConfigureAwait(false);
        return new StrangerServer(this, answer.GetProperty("port").GetInt32(), certificate is not null);
    }

    /// <summary>The answer to a plain HTTP request.</summary>
    public Task<HttpAnswer> GetAsync(Uri url, CancellationToken cancellationToken) =>
        AskAsync<HttpAnswer>("get", new { url = url.OriginalString }, cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        try
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync().WaitAsync(ExitTimeout).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or TimeoutException)
        {
            _process.Kill(entireProcessTree: true);
        }
        await _reading.ConfigureAwait(false);
        _process.Dispose();
        _input.Dispose();
    }

    internal override async Task<JsonElement> AskAsync(string command, object options, CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref _lastId);
        var answer = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        _asked[id] = answer;
        await _input.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await _process.StandardInput.WriteLineAsync(Serialize(new { id, command, options })).ConfigureAwait(false);
            await _process.StandardInput.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            throw new StrangerException("Node is gone.", exception);
        }
        finally
        {
            _input.Release();
        }
        if (_reading.IsCompleted) throw new StrangerException("Node is gone.");
        return await answer.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            using var answer = JsonDocument.Parse(line);
            var root = answer.RootElement.Clone();
            if (!_asked.TryRemove(root.GetProperty("id").GetInt32(), out var asked)) continue;
            if (root.TryGetProperty("error", out var error)) asked.SetException(new StrangerException(error.GetString()!));
            else asked.SetResult(root.GetProperty("result"));
        }
        foreach (var asked in _asked.Values) asked.TrySetException(new StrangerException("Node has ended."));
    }

    /// <summary>What a plain HTTP client is told.</summary>
    internal sealed record HttpAnswer(int Status, Dictionary<string, JsonElement> Headers, string Body);
}
