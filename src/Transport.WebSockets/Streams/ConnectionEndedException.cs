namespace Transport.WebSockets.Streams;

/// <summary>Carries the end of a connection out of the steps that open it. Never leaves <see cref="StreamConnection"/>.</summary>
#pragma warning disable CA1032 // Thrown in one way only.
internal sealed class ConnectionEndedException(DisconnectInfo info) : Exception(info.ToString())
#pragma warning restore CA1032
{
    public DisconnectInfo Info { get; } = info;
}
