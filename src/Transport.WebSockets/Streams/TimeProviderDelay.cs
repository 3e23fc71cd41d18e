namespace Transport.WebSockets.Streams;

/// <summary><c>Task.Delay</c> on a <see cref="TimeProvider"/>, in both target frameworks.</summary>
internal static class TimeProviderDelay
{
    public static Task Delay(this TimeProvider time, TimeSpan delay, CancellationToken cancellationToken = default) =>
#if NET
        Task.Delay(delay, time, cancellationToken);
#else
        TimeProviderTaskExtensions.Delay(time, delay, cancellationToken);
#endif
}
