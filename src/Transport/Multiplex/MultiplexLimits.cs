namespace Transport.Multiplex;

/// <summary>The options of one peer, checked and kept.</summary>
internal sealed class MultiplexLimits
{
    public MultiplexLimits(MultiplexOptions options)
    {
        if (options.MaxClients < 1)
            throw new ArgumentOutOfRangeException(nameof(options), $"{nameof(options.MaxClients)} must be at least 1, and is {options.MaxClients}.");
        if (options.FallbackDelay < TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(options), $"{nameof(options.FallbackDelay)} must not be below zero, and is {options.FallbackDelay}.");
        if (options.ConnectTimeout <= options.FallbackDelay)
            throw new ArgumentOutOfRangeException(nameof(options), $"{nameof(options.ConnectTimeout)} must be above {nameof(options.FallbackDelay)}, {options.FallbackDelay}, and is {options.ConnectTimeout}.");
        MaxClients = options.MaxClients ?? int.MaxValue;
        FallbackDelay = options.FallbackDelay;
        ConnectTimeout = options.ConnectTimeout;
    }

    public int MaxClients { get; }

    public TimeSpan FallbackDelay { get; }

    public TimeSpan ConnectTimeout { get; }
}
