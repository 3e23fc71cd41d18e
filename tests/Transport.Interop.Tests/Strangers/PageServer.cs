using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Transport.Interop.Tests.Strangers;

/// <summary>Serves the page that runs the strangers' script, so that the page has an origin.</summary>
internal sealed class PageServer : IAsyncDisposable
{
    private const string Page = """
        <!doctype html>
        <meta charset="utf-8">
        <title>A stranger</title>
        <link rel="icon" href="data:,">
        <script type="module">
          import { Stranger } from '/client.mjs';
          window.stranger = new Stranger((url, protocols) => new WebSocket(url, protocols));
        </script>
        """;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _serving;

    public PageServer()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _serving = ServeAsync();
    }

    public int Port { get; }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _serving.ConfigureAwait(false);
    }

    private async Task ServeAsync()
    {
        var answers = new List<Task>();
        try
        {
            while (true) answers.Add(AnswerAsync(await _listener.AcceptTcpClientAsync().ConfigureAwait(false)));
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(answers).ConfigureAwait(false);
        }
    }

    private static async Task AnswerAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
            // A browser connects ahead of time, and may never ask.
            if (await reader.ReadLineAsync().ConfigureAwait(false) is not { } requestLine) return;
            while (await reader.ReadLineAsync().ConfigureAwait(false) is { Length: > 0 })
            {
            }
            var isScript = requestLine.StartsWith("GET /client.mjs ", StringComparison.Ordinal);
            var body = isScript
                ? await File.ReadAllBytesAsync(Path.Combine(Programs.Scripts, "client.mjs")).ConfigureAwait(false)
                : Encoding.UTF8.GetBytes(Page);
            var head = $"HTTP/1.1 200 OK\r\nContent-Type: text/{(isScript ? "javascript" : "html")}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head)).ConfigureAwait(false);
            await stream.WriteAsync(body).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The browser went.
        }
    }
}
