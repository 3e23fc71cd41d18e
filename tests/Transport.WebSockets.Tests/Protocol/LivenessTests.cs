using Transport.WebSockets.Protocol;

namespace Transport.WebSockets.Tests.Protocol;

internal sealed class LivenessTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Test]
    public void PingsAtTheInterval()
    {
        var liveness = Start();
        var pings = 0;
        for (var second = 0; second <= 25; second++)
        {
            liveness.Heard(At(second));
            if (liveness.Next(At(second), out _) == LivenessAction.SendPing) pings++;
        }
        Assert.That(pings, Is.EqualTo(2));
    }

    [Test]
    public void TellsWhenToAskAgain()
    {
        var liveness = Start();
        Assert.That(Next(liveness, 0), Is.EqualTo((LivenessAction.None, 10.0)));
        Assert.That(Next(liveness, 9.999), Is.EqualTo((LivenessAction.None, 10.0)));
        Assert.That(Next(liveness, 10), Is.EqualTo((LivenessAction.SendPing, 20.0)));
        Assert.That(Next(liveness, 10), Is.EqualTo((LivenessAction.None, 20.0)));
        Assert.That(Next(liveness, 20), Is.EqualTo((LivenessAction.SendPing, 30.0)));
        Assert.That(Next(liveness, 29.999), Is.EqualTo((LivenessAction.None, 30.0)));
        Assert.That(Next(liveness, 30).Action, Is.EqualTo(LivenessAction.Dead));
    }

    [Test]
    public void APingLeavesSoonerWhenItIsAskedForByThen()
    {
        var liveness = new Liveness(Interval, Limit, TimeSpan.FromSeconds(0.1));
        liveness.Heard(At(0));
        Assert.That(Next(liveness, 9.899), Is.EqualTo((LivenessAction.None, 10.0)));
        Assert.That(Next(liveness, 9.9), Is.EqualTo((LivenessAction.SendPing, 19.9)));
        Assert.That(Next(liveness, 19.8), Is.EqualTo((LivenessAction.SendPing, 29.8)));
        Assert.That(Next(liveness, 29.9).Action, Is.Not.EqualTo(LivenessAction.Dead));
        Assert.That(Next(liveness, 30).Action, Is.EqualTo(LivenessAction.Dead));
    }

    [Test]
    public void ARemoteThatSaysAnythingIsAlive()
    {
        var liveness = Start();
        Run(liveness, 0, 29.5);
        liveness.Heard(At(29.9));
        Assert.That(Next(liveness, 30).Action, Is.Not.EqualTo(LivenessAction.Dead));
        Run(liveness, 31, 59.5);
        Assert.That(Next(liveness, 59.9).Action, Is.EqualTo(LivenessAction.Dead));
    }

    [Test]
    public void SilenceWhileReadingIsPausedIsNotTheRemotes()
    {
        var liveness = Start();
        Run(liveness, 0, 20);
        liveness.Pause(At(20));
        Run(liveness, 21, 200);
        liveness.Resume(At(200));
        Run(liveness, 200, 209.5);
        Assert.That(Next(liveness, 210).Action, Is.EqualTo(LivenessAction.Dead));
    }

    [Test]
    public void PingsGoOnWhileReadingIsPaused()
    {
        var liveness = Start();
        liveness.Pause(At(0));
        Assert.That(Next(liveness, 10), Is.EqualTo((LivenessAction.SendPing, 20.0)));
        Assert.That(Next(liveness, 20), Is.EqualTo((LivenessAction.SendPing, 30.0)));
    }

    [Test]
    public void PausingTwiceIsPausingOnce()
    {
        var liveness = Start(interval: TimeSpan.Zero);
        liveness.Pause(At(10));
        liveness.Pause(At(20));
        liveness.Resume(At(40));
        liveness.Resume(At(50));
        Assert.That(Next(liveness, 59.9), Is.EqualTo((LivenessAction.None, 60.0)));
        Assert.That(Next(liveness, 60).Action, Is.EqualTo(LivenessAction.Dead));
    }

    [Test]
    public void WhatIsHeardWhilePausedCounts()
    {
        var liveness = Start(interval: TimeSpan.Zero);
        liveness.Pause(At(10));
        liveness.Heard(At(25));
        liveness.Resume(At(40));
        Assert.That(Next(liveness, 41), Is.EqualTo((LivenessAction.None, 70.0)));
    }

    [Test]
    public void AProcessThatStoodStillHeardNothing()
    {
        var liveness = Start();
        Run(liveness, 0, 20);
        // A minute passes in which nobody asked.
        Assert.That(Next(liveness, 80), Is.EqualTo((LivenessAction.SendPing, 90.0)));
        Run(liveness, 80, 89.5);
        Assert.That(Next(liveness, 90).Action, Is.EqualTo(LivenessAction.Dead));
    }

    [Test]
    public void ATimerThatIsALittleLateForgivesNothing()
    {
        var liveness = Start(interval: TimeSpan.Zero);
        Next(liveness, 0);
        Assert.That(Next(liveness, 31).Action, Is.EqualTo(LivenessAction.Dead));
    }

    [Test]
    public void ZeroIsOff()
    {
        var off = new Liveness(TimeSpan.Zero, TimeSpan.Zero);
        Assert.That(off.IsOff, Is.True);
        Assert.That(off.Next(At(0), out var due), Is.EqualTo(LivenessAction.None));
        Assert.That(due, Is.EqualTo(TimeSpan.MaxValue));
        Assert.That(off.Next(At(1_000_000), out _), Is.EqualTo(LivenessAction.None));
    }

    [Test]
    public void PingsWithoutALimitNeverFindARemoteDead()
    {
        var liveness = Start(limit: TimeSpan.Zero);
        for (var second = 10; second < 1000; second += 10)
            Assert.That(Next(liveness, second), Is.EqualTo((LivenessAction.SendPing, second + 10.0)));
    }

    [Test]
    public void ALimitWithoutPingsFindsARemoteDead()
    {
        var liveness = Start(interval: TimeSpan.Zero);
        Assert.That(Next(liveness, 0), Is.EqualTo((LivenessAction.None, 30.0)));
        Assert.That(Next(liveness, 30).Action, Is.EqualTo(LivenessAction.Dead));
    }

    [Test]
    public void ThePongOfAPingMeasuresTheRoundTrip()
    {
        var liveness = Start();
        Assert.That(liveness.RoundTripTime, Is.Null);
        var first = Ping(liveness, 10);
        var second = Ping(liveness, 20);
        Assert.That(first, Is.Not.EqualTo(second));
        liveness.PongReceived(first, At(20.5));
        Assert.That(liveness.RoundTripTime, Is.EqualTo(At(10.5)));
        liveness.PongReceived(second, At(20.75));
        Assert.That(liveness.RoundTripTime, Is.EqualTo(At(0.75)));
    }

    [Test]
    public void APongThatAnswersNothingMeasuresNothing()
    {
        var liveness = Start();
        liveness.PongReceived(new byte[8], At(1));
        liveness.PongReceived([], At(1));
        var old = Ping(liveness, 1);
        for (var second = 2; second <= 5; second++) Ping(liveness, second);
        liveness.PongReceived(old, At(6));
        liveness.PongReceived([0, 0, 0, 0, 0, 0, 0, 6], At(6));
        liveness.PongReceived([0x80, 0, 0, 0, 0, 0, 0, 5], At(6));
        liveness.PongReceived("Hello"u8, At(6));
        Assert.That(liveness.RoundTripTime, Is.Null);
    }

    [Test]
    public void ARepeatedPongMeasuresNothing()
    {
        var liveness = Start();
        var ping = Ping(liveness, 10);
        liveness.PongReceived(ping, At(10.1));
        liveness.PongReceived(ping, At(19));
        Assert.That(liveness.RoundTripTime, Is.EqualTo(At(0.1)));
    }

    [Test]
    public void NegativeTimesAreTheCallersMistake()
    {
        Assert.That(() => new Liveness(At(-1), Limit), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new Liveness(Interval, At(-1)), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static Liveness Start(TimeSpan? interval = null, TimeSpan? limit = null)
    {
        var liveness = new Liveness(interval ?? Interval, limit ?? Limit);
        liveness.Heard(TimeSpan.Zero);
        return liveness;
    }

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);

    private static (LivenessAction Action, double Due) Next(Liveness liveness, double seconds)
    {
        var action = liveness.Next(At(seconds), out var due);
        return (action, due.TotalSeconds);
    }

    // Asks every half second, as a driver's timer would, while the remote is silent; it must be alive all the time.
    private static void Run(Liveness liveness, double from, double to)
    {
        for (var seconds = from; seconds <= to; seconds += 0.5)
            Assert.That(Next(liveness, seconds).Action, Is.Not.EqualTo(LivenessAction.Dead), $"at {seconds} s");
    }

    private static byte[] Ping(Liveness liveness, double seconds)
    {
        var payload = new byte[Liveness.PingPayloadBytes];
        liveness.WritePing(payload, At(seconds));
        return payload;
    }
}
