namespace Transport.WebSockets.Streams;

/// <summary>What became of a message that was to be queued.</summary>
internal enum QueueOutcome
{
    /// <summary>Queued behind others.</summary>
    Added,

    /// <summary>Queued as the first: somebody has to see to it that it is written.</summary>
    AddedFirst,

    /// <summary>Not queued: it would pass a limit.</summary>
    Full,

    /// <summary>Not queued: the connection is closing or over.</summary>
    Sealed,
}
