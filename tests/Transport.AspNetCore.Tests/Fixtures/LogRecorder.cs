using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Transport.AspNetCore.Tests.Fixtures;

/// <summary>Keeps what is logged.</summary>
internal sealed class LogRecorder : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, int Id, string Text, Exception? Exception)> _entries = new();

    public IEnumerable<(LogLevel Level, int Id, string Text, Exception? Exception)> Entries => _entries;

    /// <summary>The texts of one event.</summary>
    public IEnumerable<string> Of(int id) => _entries.Where(entry => entry.Id == id).Select(entry => entry.Text);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _entries.Enqueue((logLevel, eventId.Id, formatter(state, exception), exception));

    public void Dispose()
    {
    }
}
