using System.Diagnostics;

namespace Transport.AspNetCore.Tests.Fixtures;

/// <summary>Waits for what has to come; never for a time to pass, but gives up after <see cref="Cap"/>.</summary>
internal static class Waiting
{
    public static readonly TimeSpan Cap = TimeSpan.FromSeconds(60);

    private const int RoundsBetweenPauses = 16;

    /// <param name="isReached">Asked again and again.</param>
    /// <param name="awaited">Completes the sentence "waited in vain for".</param>
    /// <param name="poll">Done before each question.</param>
    public static async Task Until(Func<bool> isReached, string awaited, Action? poll = null)
    {
        var started = Stopwatch.GetTimestamp();
        for (var round = 1; ; round++)
        {
            poll?.Invoke();
            if (isReached()) return;
            if (Stopwatch.GetElapsedTime(started) > Cap) Assert.Fail($"Waited in vain for {awaited}.");
            if (round % RoundsBetweenPauses == 0) await Task.Delay(1);
            else await Task.Yield();
        }
    }

    /// <summary>A task that must end, with the same cap.</summary>
    public static async Task Soon(Task task, string awaited)
    {
        if (await Task.WhenAny(task, Task.Delay(Cap)) != task) Assert.Fail($"Waited in vain for {awaited}.");
        await task;
    }

    /// <inheritdoc cref="Soon(Task, string)"/>
    public static async Task<T> Soon<T>(Task<T> task, string awaited)
    {
        await Soon((Task)task, awaited);
        return await task;
    }
}
