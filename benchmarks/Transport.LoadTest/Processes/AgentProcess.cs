using System.Diagnostics;

namespace Transport.LoadTest.Processes;

/// <summary>A child process, seen from its parent.</summary>
internal sealed class AgentProcess : IAsyncDisposable
{
    /// <summary>The hidden command that makes this program a child.</summary>
    public const string Command = "agent";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    // A machine may be busy, and ten thousand connections take their time.
    private static readonly TimeSpan PatiencePerConnection = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan QuitPatience = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly ControlChannel _channel;
    private readonly Task<string> _errors;

    private AgentProcess(Process process)
    {
        _process = process;
        _channel = new ControlChannel(process.StandardOutput, process.StandardInput);
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>The port of a server.</summary>
    public int Port { get; private set; }

    /// <summary>A process that is nothing yet.</summary>
    public static AgentProcess Create() =>
        new(Process.Start(Describe()) ?? throw new AgentException("The child process did not start."));

    /// <summary>Tells it what it is to be.</summary>
    /// <exception cref="AgentException">It could not, or is gone.</exception>
    public async Task StartAsync(AgentStart start)
    {
        await _channel.WriteAsync(start);
        Port = (await ReadReplyAsync("start", Patience)).Port;
    }

    /// <summary>Has it carry out an order.</summary>
    /// <exception cref="AgentException">It could not, or is gone.</exception>
    public async Task<Reply> DoAsync(Order order)
    {
        try
        {
            await _channel.WriteAsync(order);
        }
        catch (IOException)
        {
            // Why it is gone is told below.
        }
        var connections = order.Kind == OrderKind.Connect ? order.Count : 0;
        return await ReadReplyAsync(
            order.Kind.ToString(), Patience + TimeSpan.FromSeconds(order.Seconds) + connections * PatiencePerConnection);
    }

    /// <summary>Has it quit what it was.</summary>
    /// <returns>Whether it may be something else.</returns>
    public async Task<bool> TryQuitAsync()
    {
        try
        {
            await _channel.WriteAsync(new Order(OrderKind.Quit));
            await ReadReplyAsync("quit", QuitPatience);
            return true;
        }
        catch (Exception exception) when (exception is AgentException or IOException or InvalidOperationException)
        {
            // It has connections to close politely, and nobody wants to wait for that.
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        await _errors;
        _process.Dispose();
    }

    // The same program again, whether it runs from its own executable or inside dotnet.
    private static ProcessStartInfo Describe()
    {
        var executable = Environment.ProcessPath!;
        var start = new ProcessStartInfo(executable)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (Path.GetFileNameWithoutExtension(executable) == "dotnet") start.ArgumentList.Add(typeof(AgentProcess).Assembly.Location);
        start.ArgumentList.Add(Command);
        return start;
    }

    private async Task<Reply> ReadReplyAsync(string what, TimeSpan patience)
    {
        using var timeout = new CancellationTokenSource(patience);
        try
        {
            if (await _channel.ReadAsync<Reply>(timeout.Token) is { } reply)
                return reply.Error is null ? reply : throw new AgentException($"{what}: {reply.Error}");
        }
        catch (OperationCanceledException)
        {
            throw new AgentException($"{what}: no reply within {patience.TotalSeconds:0} s.");
        }
        throw new AgentException($"{what}: the child process ended. {(await _errors).Split('\n')[0]}");
    }
}
