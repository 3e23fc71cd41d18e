namespace Transport.LiteNet;

/// <summary>Why a datagram was not let in: the values of the tag <c>transport.cause</c>.</summary>
internal static class DatagramCause
{
    /// <summary>From somebody who is not connected, and nothing that strangers may send.</summary>
    public const string Stranger = "stranger";

    /// <summary>From a peer's address, and nothing that a peer sends.</summary>
    public const string Unexpected = "unexpected";

    /// <summary>A join without a cookie that is good for it.</summary>
    public const string Cookie = "cookie";

    /// <summary>From an encrypted peer's address, and not encrypted.</summary>
    public const string Unsealed = "unsealed";

    /// <summary>It has come before.</summary>
    public const string Replayed = "replayed";

    /// <summary>Changed on the way, or encrypted with another key.</summary>
    public const string Forged = "forged";
}
