using System.Threading.Channels;

namespace Chat;

/// <summary>Lines that a human types, for a loop that must not wait for them.</summary>
internal sealed class InputLines
{
    private readonly Channel<string> _lines = Channel.CreateBounded<string>(16);

    public InputLines(TextReader input) => _ = Task.Run(() => ReadAsync(input));

    /// <summary>Whether no more lines come, and all were taken.</summary>
    public bool IsAtEnd => _lines.Reader.Completion.IsCompleted;

    public bool TryTake(out string line) => _lines.Reader.TryRead(out line!);

    private async Task ReadAsync(TextReader input)
    {
        while (await input.ReadLineAsync() is { } line) await _lines.Writer.WriteAsync(line);
        _lines.Writer.Complete();
    }
}
