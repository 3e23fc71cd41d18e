using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;

namespace Transport.WebSockets.Tests.Fixtures;

/// <summary>Goes on polling until something is so. Never waits for a time to pass, but gives up after <see cref="Cap"/>.</summary>
internal static class Pump
{
    public static readonly TimeSpan Cap = TimeSpan.FromSeconds(30);

    private const int RoundsBetweenPauses = 32;
    private const int RoundsInStep = 3;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// As a program without a synchronization context: what a thread sets off in a stream in memory is done before it goes on, and so happens in the same
    /// order each time.
    /// </summary>
    public static void LeaveContext() => SynchronizationContext.SetSynchronizationContext(null);

    /// <param name="isReached">Asked after each round of polls.</param>
    /// <param name="awaited">Completes the sentence "waited in vain for".</param>
    /// <param name="polls">One round.</param>
    public static Task Until(Func<bool> isReached, string awaited, params Action[] polls) => Until(isReached, () => awaited, polls);

    /// <summary>The same, for a sentence that tells how far things have come.</summary>
    public static async Task Until(Func<bool> isReached, Func<string> awaited, params Action[] polls)
    {
        var started = Stopwatch.GetTimestamp();
        for (var round = 1; ; round++)
        {
            foreach (var poll in polls) poll();
            if (isReached()) return;
            if (Stopwatch.GetElapsedTime(started) > Cap) Assert.Fail($"Waited in vain for {awaited()}.");
            // Leaves the processor to those who are waited for.
            if (round % RoundsBetweenPauses == 0) await Task.Delay(1);
            else await Task.Yield();
        }
    }

    /// <summary>The result of a task that must come, with the same cap.</summary>
    public static async Task<T> Soon<T>(Task<T> task, string awaited)
    {
        await Soon((Task)task, awaited);
        return await task;
    }

    public static async Task Soon(Task task, string awaited)
    {
        if (await Task.WhenAny(task, Task.Delay(Cap)) != task) Assert.Fail($"Waited in vain for {awaited}.");
        await task;
    }

    /// <summary>Lets virtual time pass in steps that no peer takes for a process that stood still.</summary>
    public static async Task Elapse(FakeTimeProvider clock, TimeSpan time, params Action[] polls)
    {
        for (var left = time; left > TimeSpan.Zero; left -= Step)
        {
            clock.Advance(left < Step ? left : Step);
            await Rounds(RoundsInStep, polls);
        }
    }

    /// <summary>A few rounds, for the assertion that something does not happen.</summary>
    public static async Task Rounds(int count, params Action[] polls)
    {
        for (var round = 0; round < count; round++)
        {
            foreach (var poll in polls) poll();
            await Task.Yield();
        }
    }
}
