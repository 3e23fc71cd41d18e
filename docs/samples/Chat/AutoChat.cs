namespace Chat;

/// <summary>The demo's window without the window: one server and three clients in one process, and a talk that has to come through.</summary>
internal sealed class AutoChat : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(16);

    private readonly TextWriter _output;
    private readonly ChatServer _server;
    private readonly ChatClient[] _clients;
    private readonly List<string>[] _lines = [[], [], []];

    public AutoChat(TextWriter output)
    {
        _output = output;
        _server = new ChatServer(new StringWriter());
        _clients = [.. _lines.Select((lines, i) => new ChatClient(line => Print(i, lines, line)))];
    }

    /// <summary>Talks.</summary>
    /// <returns>What has not come through in time; null when all has.</returns>
    public async Task<string?> RunAsync(CancellationToken cancellationToken)
    {
        _server.Start(port: 0);
        var url = $"ws://127.0.0.1:{_server.LocalPort}/test/";
        for (var i = 0; i < _clients.Length; i++)
        {
            _clients[i].Connect(url);
            if (!await HeardAsync(i, $"Client just connected with protocol: {ChatServer.Subprotocol}", cancellationToken)) return $"Client {i + 1} is not connected.";
            for (var other = 0; other < i; other++)
            {
                if (!await HeardAsync(other, "] connected", cancellationToken, i - other)) return $"Client {other + 1} was not told of client {i + 1}.";
            }
        }
        _clients[0].Say("Hello");
        if (!await AllHeardAsync([1, 2], "] Says: Hello", cancellationToken)) return "What client 1 said has not come through.";
        _server.Say("Welcome");
        if (!await AllHeardAsync([0, 1, 2], "Server says: Welcome", cancellationToken)) return "What the server said has not come through.";
        if (_lines[0].Exists(static line => line.Contains("Says: Hello", StringComparison.Ordinal))) return "Client 1 has heard itself.";
        _clients[2].Leave();
        if (!await AllHeardAsync([0, 1], "] disconnected", cancellationToken)) return "That client 3 has left was not told.";
        _server.SayGoodbye();
        return await AllHeardAsync([0, 1, 2], "Client just disconnected with code: ", cancellationToken) ? null : "Not everybody was told that the server stops.";
    }

    public void Dispose()
    {
        foreach (var client in _clients) client.Dispose();
        _server.Dispose();
    }

    private async Task<bool> AllHeardAsync(int[] clients, string text, CancellationToken cancellationToken)
    {
        foreach (var client in clients)
        {
            if (!await HeardAsync(client, text, cancellationToken)) return false;
        }
        return true;
    }

    private async Task<bool> HeardAsync(int client, string text, CancellationToken cancellationToken, int times = 1)
    {
        using var frames = new PeriodicTimer(Frame);
        var start = TimeProvider.System.GetTimestamp();
        while (_lines[client].Count(line => line.Contains(text, StringComparison.Ordinal)) < times)
        {
            if (TimeProvider.System.GetElapsedTime(start) > Patience) return false;
            _server.Poll();
            foreach (var one in _clients) one.Poll();
            await frames.WaitForNextTickAsync(cancellationToken);
        }
        return true;
    }

    private void Print(int client, List<string> lines, string line)
    {
        lines.Add(line);
        _output.WriteLine($"Client {client + 1}: {line}");
    }
}
