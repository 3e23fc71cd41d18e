using System.Runtime.ExceptionServices;

namespace Transport.Multiplayer.Session;

/// <summary>
/// The handlers of an event. Each is called, whatever another one throws; the first exception then goes on to the caller of Poll. To raise
/// it allocates nothing.
/// </summary>
/// <typeparam name="THandler">The event's type.</typeparam>
internal sealed class HandlerList<THandler>
    where THandler : Delegate
{
    private Delegate? _combined;
    private Delegate[] _handlers = [];

    /// <summary>The handler, when there is one and no more. To call it is to raise the event.</summary>
    public THandler? Only { get; private set; }

    public bool IsEmpty => _handlers.Length == 0;

    public void Add(THandler? handler) => Set(Delegate.Combine(_combined, handler));

    public void Remove(THandler? handler) => Set(Delegate.Remove(_combined, handler));

    public void Raise<TArgs>(Action<THandler, TArgs> invoke, TArgs args)
    {
        ExceptionDispatchInfo? thrown = null;
        foreach (var handler in _handlers)
        {
            try
            {
                invoke((THandler)handler, args);
            }
#pragma warning disable CA1031 // It is rethrown below, once the others were called.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                thrown ??= ExceptionDispatchInfo.Capture(exception);
            }
        }
        thrown?.Throw();
    }

    private void Set(Delegate? combined)
    {
        _combined = combined;
        _handlers = combined?.GetInvocationList() ?? [];
        Only = _handlers.Length == 1 ? (THandler)_handlers[0] : null;
    }
}
