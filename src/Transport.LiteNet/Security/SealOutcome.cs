namespace Transport.LiteNet.Security;

/// <summary>What a datagram of an encrypted connection turned out to be.</summary>
internal enum SealOutcome
{
    /// <summary>From the other end, and new.</summary>
    Genuine,

    /// <summary>Not encrypted.</summary>
    Unsealed,

    /// <summary>It has come before, or is too old to tell.</summary>
    Replayed,

    /// <summary>Changed on the way, or by somebody who has not the key.</summary>
    Forged,
}
