using System.Collections.Concurrent;
using System.Text;
using System.Threading.Channels;

namespace Chat.Tests;

/// <summary>Output of a program that still runs: lines can be waited for as they come.</summary>
internal sealed class LineQueue : TextWriter
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ConcurrentQueue<string> _lines = new();
    private readonly Channel<string> _unread = Channel.CreateUnbounded<string>();

    public override Encoding Encoding => Encoding.UTF8;

    public string[] Lines => [.. _lines];

    public override void WriteLine(string? value)
    {
        _lines.Enqueue(value ?? "");
        _unread.Writer.TryWrite(value ?? "");
    }

    public override Task WriteLineAsync(string? value)
    {
        WriteLine(value);
        return Task.CompletedTask;
    }

    /// <summary>The next line with a text in it.</summary>
    public async Task<string> NextAsync(string text = "")
    {
        while (true)
        {
            var line = await _unread.Reader.ReadAsync().AsTask().WaitAsync(Patience);
            if (line.Contains(text, StringComparison.Ordinal)) return line;
        }
    }
}
