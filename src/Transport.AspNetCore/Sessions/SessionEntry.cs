namespace Transport.AspNetCore.Sessions;

/// <summary>
/// A session's place under its name, from the moment somebody asks for it until nothing of it is left. Its counts belong to the registry and change
/// under its lock.
/// </summary>
internal sealed class SessionEntry(string name, SessionRegistry registry)
{
    private readonly TaskCompletionSource<bool> _began = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile SessionLoop? _loop;
    private volatile int _joins;

    public string Name { get; } = name;

    /// <summary>Null until the session has begun.</summary>
    public SessionLoop? Loop => _loop;

    /// <summary>Requests that are on their way into the session, or in it.</summary>
    public int Joins
    {
        get => _joins;
        set => _joins = value;
    }

    public bool HasJoins => _joins > 0;

    /// <summary>Whether nobody comes in any more; the name is not free yet.</summary>
    public bool IsEnding { get; set; }

    /// <summary>Whether there is a session now.</summary>
    public Task<bool> Began => _began.Task;

    /// <summary>Completes when another session may have the name.</summary>
    public Task Gone => _gone.Task;

    /// <summary>Completes when nothing is left, neither of the session nor of its connections.</summary>
    public Task Completion => _completion.Task;

    public void Begin(SessionLoop loop)
    {
        _loop = loop;
        _began.SetResult(true);
    }

    /// <summary>There is no session after all.</summary>
    public void Fail()
    {
        _gone.TrySetResult();
        _completion.TrySetResult();
        _began.SetResult(false);
    }

    public void SetGone() => _gone.TrySetResult();

    public void Complete()
    {
        _gone.TrySetResult();
        _completion.TrySetResult();
    }

    /// <summary>The loop has found nobody in the session. False when somebody is on the way in.</summary>
    public bool TryEndEmpty() => registry.TryEndEmpty(this);

    /// <summary>The loop ends the session, whoever is in it.</summary>
    public void BeginEnd() => registry.BeginEnd(this);
}
