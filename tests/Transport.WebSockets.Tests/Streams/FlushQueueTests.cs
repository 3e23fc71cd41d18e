using Microsoft.Extensions.Time.Testing;
using Transport.WebSockets.Streams;
using Transport.WebSockets.Tests.Fixtures;

namespace Transport.WebSockets.Tests.Streams;

internal sealed class FlushQueueTests
{
    [Test]
    public void FlushWritesForEachThatWaitsOnce()
    {
        var time = new FakeTimeProvider();
        using var queue = new FlushQueue(time);
        var first = new ScriptedConnection();
        var second = new ScriptedConnection();
        queue.Add(first);
        queue.Add(second);
        Assert.That(first.Flushes, Is.Zero);
        queue.Flush();
        queue.Flush();
        time.Advance(FlushQueue.Patience);
        Assert.That((first.Flushes, second.Flushes), Is.EqualTo((1, 1)));
    }

    [Test]
    public void TheTimerWritesWhenTheCallerStaysAway()
    {
        var time = new FakeTimeProvider();
        using var queue = new FlushQueue(time);
        var connection = new ScriptedConnection();
        for (var i = 1; i <= 3; i++)
        {
            queue.Add(connection);
            time.Advance(FlushQueue.Patience - TimeSpan.FromTicks(1));
            Assert.That(connection.Flushes, Is.EqualTo(i - 1));
            time.Advance(TimeSpan.FromTicks(1));
            Assert.That(connection.Flushes, Is.EqualTo(i));
        }
    }

    [Test]
    public void PatienceIsAMillisecond() => Assert.That(FlushQueue.Patience, Is.EqualTo(TimeSpan.FromMilliseconds(1)));

    [Test]
    public void WhatIsAddedDuringAFlushIsNotForgotten()
    {
        var time = new FakeTimeProvider();
        using var queue = new FlushQueue(time);
        var connection = new ScriptedConnection();
        connection.Flushed = () =>
        {
            if (connection.Flushes < 3) queue.Add(connection);
        };
        queue.Add(connection);
        queue.Flush();
        Assert.That(connection.Flushes, Is.EqualTo(1));
        time.Advance(FlushQueue.Patience);
        Assert.That(connection.Flushes, Is.EqualTo(1), "The caller came meanwhile.");
        time.Advance(FlushQueue.Patience);
        time.Advance(FlushQueue.Patience);
        Assert.That(connection.Flushes, Is.EqualTo(3));
    }

    [Test]
    public void TheTimerGrowsPatientWithACallerThatComesAndNoLongerThanThat()
    {
        var time = new FakeTimeProvider();
        using var queue = new FlushQueue(time);
        var connection = new ScriptedConnection();
        for (var patience = FlushQueue.Patience; patience < FlushQueue.MostPatience; patience += patience)
        {
            queue.Add(connection);
            queue.Flush();
            time.Advance(patience);
        }
        var flushes = connection.Flushes;
        queue.Add(connection);
        time.Advance(FlushQueue.MostPatience - TimeSpan.FromTicks(1));
        Assert.That(connection.Flushes, Is.EqualTo(flushes));
        time.Advance(TimeSpan.FromTicks(1));
        Assert.That(connection.Flushes, Is.EqualTo(flushes + 1));
        queue.Add(connection);
        time.Advance(FlushQueue.Patience);
        Assert.That(connection.Flushes, Is.EqualTo(flushes + 2), "It stayed away.");
    }

    [Test]
    public void AFlushMayCauseAnother()
    {
        using var queue = new FlushQueue(new FakeTimeProvider());
        var first = new ScriptedConnection();
        var second = new ScriptedConnection();
        first.Flushed = () =>
        {
            queue.Add(second);
            queue.Flush();
        };
        queue.Add(first);
        queue.Flush();
        Assert.That((first.Flushes, second.Flushes), Is.EqualTo((1, 1)));
    }

    [Test]
    public void WithNothingToWriteNothingIsAllocated()
    {
        using var queue = new FlushQueue(new FakeTimeProvider());
        queue.Flush();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) queue.Flush();
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }
}
