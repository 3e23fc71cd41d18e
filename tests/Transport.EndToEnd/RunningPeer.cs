using System.Threading.Channels;
using Transport.WebSockets;

namespace Transport.EndToEnd;

/// <summary>A <see cref="WebSocketPeer"/> with somebody who polls it.</summary>
public sealed class RunningPeer : IAsyncDisposable
{
    private readonly object _gate = new();
    private readonly WebSocketPeer _peer;
    private readonly bool _echoes;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<DisconnectInfo> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<Message> _received = Channel.CreateUnbounded<Message>();
    private readonly Task _running;
    private Message? _held;

    /// <param name="peer">Started already; owned from now on.</param>
    /// <param name="echoes">Whether it sends back what it receives; else that waits for <see cref="ReceiveAsync"/>.</param>
    public RunningPeer(WebSocketPeer peer, bool echoes)
    {
        _peer = peer;
        _echoes = echoes;
        _running = RunAsync();
    }

    /// <summary>Whether an echo waits for room in the outbound queue, and nothing is received meanwhile.</summary>
    public bool IsHolding => Use(_ => _held is not null);

    /// <summary>Does something with the peer, while nobody else does.</summary>
    public T Use<T>(Func<WebSocketPeer, T> action)
    {
        lock (_gate) return action(_peer);
    }

    /// <inheritdoc cref="Use{T}"/>
    public void Do(Action<WebSocketPeer> action)
    {
        lock (_gate) action(_peer);
    }

    /// <summary>Sends a message, for which there has to be room.</summary>
    public void Send(Message message) => Assert.That(Use(peer => Send(peer, message)), "There is room in the outbound queue.");

    public Task OpenedAsync(CancellationToken cancellationToken) => _opened.Task.WaitAsync(cancellationToken);

    public Task<DisconnectInfo> EndedAsync(CancellationToken cancellationToken) => _ended.Task.WaitAsync(cancellationToken);

    public ValueTask<Message> ReceiveAsync(CancellationToken cancellationToken) => _received.Reader.ReadAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        _peer.Dispose();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (!_ended.Task.IsCompleted)
            {
                // There is no event for room in the outbound queue.
                if (IsHolding) await Task.Delay(1, _stop.Token).ConfigureAwait(false);
                else await WaitAsync().ConfigureAwait(false);
                Do(Step);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            _opened.TrySetCanceled();
            _ended.TrySetCanceled();
        }
#pragma warning disable CA1031 // Whoever waits is told.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _opened.TrySetException(exception);
            _ended.TrySetException(exception);
            _received.Writer.TryComplete(exception);
        }
    }

    private async Task WaitAsync()
    {
        ValueTask wait;
        lock (_gate) wait = _peer.WaitForActivityAsync(_stop.Token);
        await wait.ConfigureAwait(false);
        // Not on the connection's thread, nor inside a call of the test.
        await Task.Yield();
    }

    private void Step(WebSocketPeer peer)
    {
        peer.Poll();
        if (peer.ReadyState == WebSocketState.Open) _opened.TrySetResult();
        if (_held is { } held && peer.ReadyState == WebSocketState.Open)
        {
            if (!Send(peer, held)) return;
            _held = null;
        }
        while (peer.TryReceive(out var message))
        {
            var copy = new Message(message.IsText, message.Payload.ToArray());
            if (!_echoes)
            {
                _received.Writer.TryWrite(copy);
            }
            else if (peer.ReadyState == WebSocketState.Open && !Send(peer, copy))
            {
                _held = copy;
                return;
            }
        }
        if (peer.ReadyState != WebSocketState.Closed) return;
        _held = null;
        _received.Writer.TryComplete();
        _opened.TrySetException(new InvalidOperationException($"It did not open: {peer.DisconnectInfo}"));
        _ = _opened.Task.Exception;
        _ended.TrySetResult(peer.DisconnectInfo!.Value);
    }

    private static bool Send(WebSocketPeer peer, Message message) =>
        peer.Send(message.Payload, message.IsText ? WriteMode.Text : WriteMode.Binary);
}
