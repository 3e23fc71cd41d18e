namespace Transport.LiteNet.Flow;

/// <summary>What became of a packet that was to be queued.</summary>
internal enum QueueOutcome
{
    /// <summary>It is in the queue.</summary>
    Added,

    /// <summary>There was no room.</summary>
    Full,

    /// <summary>Nothing more is taken: the connection is ending.</summary>
    Sealed,
}
