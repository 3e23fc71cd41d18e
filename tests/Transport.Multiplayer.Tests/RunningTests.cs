using Microsoft.Extensions.Time.Testing;
using Transport.Multiplayer.Tests.Fixtures;

namespace Transport.Multiplayer.Tests;

/// <summary>The loop that sleeps until there is something to do.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(30_000)]
public sealed class RunningTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly TestEnd _server;
    private readonly TestEnd _client;

    public RunningTests()
    {
        _server = new TestEnd(new MultiplayerApiOptions(), _time, logger: null);
        _client = new TestEnd(new MultiplayerApiOptions(), _time, logger: null);
        _server.Peer.CreateServer();
        _client.Peer.CreateClient(_server.Peer);
    }

    private static CancellationToken Token => TestContext.CurrentContext.CancellationToken;

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }

    [Test]
    public async Task CallsAndAnswersNeedNoOtherLoop()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var server = Task.Run(() => _server.Api.RunAsync(stop.Token), Token);
        var client = Task.Run(() => RunClient(stop), Token);
        await client;
        await server;
        Assert.That(_server.Board.Calls, Has.Count.EqualTo(100));

        async Task RunClient(CancellationTokenSource stop)
        {
            var done = new TaskCompletionSource();
            _client.Api.ConnectedToServer += () => _ = Play(done);
            var loop = _client.Api.RunAsync(stop.Token);
            await done.Task;
            await stop.CancelAsync();
            await loop;
        }

        async Task Play(TaskCompletionSource done)
        {
            for (var i = 0; i < 100; i++) await _client.Board.RpcTo(1).Submit(new Move(i, Mark.Cross, null));
            done.SetResult();
        }
    }

    [Test]
    public async Task AnswerOfAMethodThatCompletesElsewhereLeaves()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var called = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _server.Board.BeforeAnswer = () => gate.Task;
        _server.Board.Happened = _ => called.TrySetResult();
        var server = Task.Run(() => _server.Api.RunAsync(stop.Token), Token);
        var answer = new TaskCompletionSource<MoveResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        _client.Api.ConnectedToServer += () => _ = Play();
        var client = Task.Run(() => _client.Api.RunAsync(stop.Token), Token);
        await called.Task.WaitAsync(Token);
        gate.SetResult();
        Assert.That((await answer.Task.WaitAsync(Token)).IsTaken, Is.True);
        await stop.CancelAsync();
        await Task.WhenAll(server, client);

        async Task Play() => answer.SetResult(await _client.Board.RpcTo(1).Submit(new Move(1, Mark.Cross, null)));
    }

    [Test]
    public async Task DeadlinesAreKeptWithoutPackets()
    {
        _server.Api.AuthCallback = static (_, _) => { };
        _client.Api.AuthCallback = static (_, _) => { };
        _client.Api.AuthTimeout = TimeSpan.Zero;
        var failed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _server.Api.PeerAuthenticationFailed += (_, _) => failed.SetResult();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var server = Task.Run(() => _server.Api.RunAsync(stop.Token), Token);
        // Moved again and again: the loop may not have set its timer yet.
        while (!failed.Task.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Yield();
            Token.ThrowIfCancellationRequested();
        }
        await stop.CancelAsync();
        await server;
        Assert.That(_server.Events.Last(), Does.StartWith("PeerAuthenticationFailed"));
    }

    [Test]
    public async Task AnswersThatDoNotComeEndInTime()
    {
        _server.Api.Poll();
        _client.Api.Poll();
        var answer = _client.Board.RpcTo(1).Submit(new Move(1, Mark.Cross, null));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var client = Task.Run(() => _client.Api.RunAsync(stop.Token), Token);
        while (!answer.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
            Token.ThrowIfCancellationRequested();
        }
        Assert.That(answer.Exception!.InnerException, Is.TypeOf<TimeoutException>());
        await stop.CancelAsync();
        await client;
    }

    [Test]
    public async Task TicksComeAtEvenIntervalsAndMissedOnesAreLeftOut()
    {
        var ticks = new List<TimeSpan>();
        var start = _time.GetTimestamp();
        var running = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _server.Api.PeerConnected += _ => running.SetResult();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var loop = Task.Run(
            () => _server.Api.RunAsync(
                TimeSpan.FromMilliseconds(50),
                () =>
                {
                    lock (ticks) ticks.Add(_time.GetElapsedTime(start));
                },
                stop.Token),
            Token);
        await running.Task.WaitAsync(Token);
        await AdvanceUntil(1, TimeSpan.FromMilliseconds(50));
        await AdvanceUntil(2, TimeSpan.FromMilliseconds(50));
        await AdvanceUntil(3, TimeSpan.FromMilliseconds(170));
        await AdvanceUntil(4, TimeSpan.FromMilliseconds(30));
        await stop.CancelAsync();
        await loop;
        Assert.That(ticks.Select(time => time.TotalMilliseconds), Is.EqualTo([50, 100, 270, 300]), "On the grid of the first.");

        async Task AdvanceUntil(int count, TimeSpan step)
        {
            _time.Advance(step);
            // The loop sets its timer behind the tick; a wake-up in between only makes it look at the time again.
            while (Count() < count)
            {
                _server.Peer.Wake();
                await Task.Yield();
                Token.ThrowIfCancellationRequested();
            }
        }

        int Count()
        {
            lock (ticks) return ticks.Count;
        }
    }

    [Test]
    public async Task LoopOfAClientEndsWithItsSession()
    {
        _server.Api.Poll();
        _client.Api.Poll();
        var client = Task.Run(() => _client.Api.RunAsync(Token), Token);
        _server.Peer.Close();
        await client;
        Assert.That(_client.Events.Last(), Is.EqualTo("ServerDisconnected Closed"));
    }

    [Test]
    public async Task LoopGoesOnWhenAHandlerStartsAgain()
    {
        var again = 0;
        _client.Api.ServerDisconnected += _ =>
        {
            if (again++ == 0) _client.Peer.CreateClient(_server.Peer);
        };
        _server.Api.Poll();
        _client.Api.Poll();
        _server.Api.DisconnectPeer(_client.Id);
        var client = Task.Run(() => _client.Api.RunAsync(Token), Token);
        while (_server.Api.Peers.Count == 0)
        {
            _server.Api.Poll();
            await Task.Yield();
            Token.ThrowIfCancellationRequested();
        }
        _server.Api.DisconnectPeer(_server.Api.Peers.First());
        _server.Api.Poll();
        await client;
        Assert.That(again, Is.EqualTo(2));
    }

    [Test]
    public void HandlerThatThrowsReachesTheCaller()
    {
        _server.Api.PeerConnected += static _ => throw new InvalidTimeZoneException();
        Assert.That(async () => await _server.Api.RunAsync(Token), Throws.TypeOf<InvalidTimeZoneException>());
        Assert.That(_server.Api.Peers, Has.Count.EqualTo(1));
    }

    [Test]
    public void MistakesThrow()
    {
        Assert.That(async () => await _server.Api.RunAsync(TimeSpan.Zero, static () => { }, Token), Throws.InstanceOf<ArgumentException>());
        Assert.That(async () => await _server.Api.RunAsync(TimeSpan.FromSeconds(1), null!, Token), Throws.ArgumentNullException);
        _server.Api.Dispose();
        Assert.That(async () => await _server.Api.RunAsync(Token), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(_server.Api.Poll, Throws.TypeOf<ObjectDisposedException>());
        Assert.That(() => _server.Api.SendBytes([1]), Throws.TypeOf<ObjectDisposedException>());
    }

}
