using System.Collections.Concurrent;

namespace Chat.Tests;

/// <summary>The input of a program that still runs.</summary>
internal sealed class LineSource : TextReader
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly SemaphoreSlim _count = new(0);

    public void Type(string line)
    {
        _lines.Enqueue(line);
        _count.Release();
    }

    public void End() => _count.Release();

    public override async Task<string?> ReadLineAsync()
    {
        await _count.WaitAsync();
        return _lines.TryDequeue(out var line) ? line : null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _count.Dispose();
        base.Dispose(disposing);
    }
}
