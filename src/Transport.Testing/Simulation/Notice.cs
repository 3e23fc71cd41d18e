namespace Transport.Testing.Simulation;

/// <summary>The news of a peer that came or went, or of a connect that failed.</summary>
internal sealed class Notice
{
    public NoticeKind Kind { get; init; }

    /// <summary>Whom it is about; 0 for a connect that failed.</summary>
    public int Id { get; init; }

    /// <summary>A client's own id, with <see cref="NoticeKind.Connected"/>.</summary>
    public int UniqueId { get; init; }

    public DisconnectInfo Info { get; init; }
}
