using Microsoft.Extensions.Logging;

namespace Transport.LiteNet.Tests.Fixtures;

/// <summary>What was logged.</summary>
internal sealed class EventLogger : ILogger
{
    private readonly List<(int Id, LogLevel Level, string Text)> _lines = [];

    public bool Has(int id)
    {
        lock (_lines) return _lines.Exists(line => line.Id == id);
    }

    public (LogLevel Level, string Text) Find(int id)
    {
        lock (_lines)
        {
            var (_, level, text) = _lines.Find(line => line.Id == id);
            return (level, text);
        }
    }

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_lines) _lines.Add((eventId.Id, logLevel, formatter(state, exception)));
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;
}
