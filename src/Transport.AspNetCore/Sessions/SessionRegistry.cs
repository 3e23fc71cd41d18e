using Microsoft.AspNetCore.Http;
using Transport.AspNetCore.Diagnostics;

namespace Transport.AspNetCore.Sessions;

/// <summary>
/// The sessions of one game by their names: begun when somebody first asks, ended when they are empty or the host goes down. Thread-safe.
/// </summary>
internal sealed partial class SessionRegistry : IDisposable
{
    public static readonly JoinRefusal GoingDown =
        new(StatusCodes.Status503ServiceUnavailable, "The server is going down.") { RetryAfterSeconds = RetryAfterShutdownSeconds };

    private const int RetryAfterShutdownSeconds = 10;

    private static readonly JoinRefusal TooManyHandshakes =
        new(StatusCodes.Status503ServiceUnavailable, "Too many players at once. Try again.") { RetryAfterSeconds = 1 };

    private static readonly JoinRefusal TooManySessions = JoinRefusal.Unavailable("There are too many sessions.");
    private static readonly JoinRefusal TookTooLong = JoinRefusal.Unavailable("The session took too long to begin.");
    private static readonly JoinRefusal Over = JoinRefusal.Unavailable("The session is over.");
    private static readonly JoinRefusal Failed = new(StatusCodes.Status500InternalServerError, "The session could not begin.");

    private readonly Lock _gate = new();
    private readonly Dictionary<string, SessionEntry> _entries = new(StringComparer.Ordinal);
    private readonly Game _game;
    private readonly SessionFactory _factory;
    private readonly IServiceProvider _services;
    private readonly ITimer? _sampling;
    private volatile bool _isStopping;

    public SessionRegistry(Game game, SessionFactory factory, IServiceProvider services)
    {
        _game = game;
        _factory = factory;
        _services = services;
        var interval = game.Options.SampleInterval;
        if (interval > TimeSpan.Zero)
            _sampling = game.Time.CreateTimer(static registry => ((SessionRegistry)registry!).Sample(), this, interval, interval);
    }

    public Game Game => _game;

    public Type SessionType => _factory.SessionType;

    /// <summary>Whether nobody is let in any more.</summary>
    public bool IsStopping => _isStopping;

    public int Count
    {
        get
        {
            lock (_gate) return _entries.Count;
        }
    }

    /// <summary>The sessions that have begun and do not end yet.</summary>
    public SessionLoop[] Loops
    {
        get
        {
            lock (_gate) return [.. _entries.Values.Where(static entry => !entry.IsEnding).Select(static entry => entry.Loop).OfType<SessionLoop>()];
        }
    }

    /// <summary>What there is under a name, whether it has begun or not.</summary>
    public SessionEntry? EntryOf(string name)
    {
        lock (_gate) return _entries.GetValueOrDefault(name);
    }

    public SessionLoop? Find(string name)
    {
        lock (_gate) return _entries.TryGetValue(name, out var entry) && !entry.IsEnding ? entry.Loop : null;
    }

    /// <summary>The rules that cost nothing, before a session is looked for: null, or which one is broken.</summary>
    public JoinRefusal? Check(string name)
    {
        if (_isStopping) return GoingDown;
        if (!IsName(name)) return JoinRefusal.NotFound();
        return _game.Limits.Handshakes.TryTake() ? null : TooManyHandshakes;
    }

    /// <summary>Finds the session that is asked for, or has it begin.</summary>
    /// <param name="request">Who asks.</param>
    /// <param name="cancellationToken">Ends the wait for a session that begins or ends.</param>
    public async Task<Entrance> EnterAsync(JoinRequest request, CancellationToken cancellationToken)
    {
        while (true)
        {
            var refusal = Look(request.SessionName, out var entry, out var isNew, out var isEnding);
            if (refusal is not null) return new Entrance(null, refusal);
            if (isNew) return await BeginAsync(entry!, request, cancellationToken).ConfigureAwait(false);
            if (isEnding) await entry!.Gone.WaitAsync(cancellationToken).ConfigureAwait(false);
            else if (await HasBegunAsync(entry!, cancellationToken).ConfigureAwait(false)) return new Entrance(entry, null);
            // Whoever asked first was refused; that says nothing of this one.
        }
    }

    /// <summary>Gives a way into a session back.</summary>
    public void Leave(SessionEntry entry)
    {
        bool isLast;
        lock (_gate) isLast = --entry.Joins == 0;
        if (isLast) entry.Loop?.Wake();
    }

    public bool TryEndEmpty(SessionEntry entry)
    {
        lock (_gate)
        {
            if (entry.HasJoins) return false;
            entry.IsEnding = true;
            return true;
        }
    }

    public void BeginEnd(SessionEntry entry)
    {
        lock (_gate) entry.IsEnding = true;
    }

    public void Dispose()
    {
        _isStopping = true;
        _sampling?.Dispose();
        foreach (var loop in Loops) loop.Cut();
    }

    // It gets into logs.
    private bool IsName(string name) =>
        name.Length > 0 && name.Length <= _game.Options.MaxSessionNameChars && !name.Any(char.IsControl);

    // Takes a way in, unless the session is ending.
    private JoinRefusal? Look(string name, out SessionEntry? entry, out bool isNew, out bool isEnding)
    {
        lock (_gate)
        {
            isNew = isEnding = false;
            entry = null;
            if (_isStopping) return GoingDown;
            if (!_entries.TryGetValue(name, out entry))
            {
                if (_entries.Count >= _game.Options.MaxSessions) return TooManySessions;
                isNew = true;
                _entries.Add(name, entry = new SessionEntry(name, this));
            }
            isEnding = entry.IsEnding;
            if (!isEnding) entry.Joins++;
            return null;
        }
    }

    private async Task<bool> HasBegunAsync(SessionEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            return await entry.Began.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            Leave(entry);
            throw;
        }
    }

    private void Sample()
    {
        if (!HostingMetrics.IsSampling) return;
        foreach (var loop in Loops) loop.Sample();
    }
}
