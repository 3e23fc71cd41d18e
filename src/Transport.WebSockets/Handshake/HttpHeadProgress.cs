namespace Transport.WebSockets.Handshake;

/// <summary>What <see cref="HttpHeadReader.Read"/> came to.</summary>
internal enum HttpHeadProgress
{
    NeedMoreBytes = 0,

    /// <summary>The first line is there; it is the caller's to judge before reading on.</summary>
    StartLine = 1,

    /// <summary>The blank line is there.</summary>
    Complete = 2,

    TooLarge = 3,
    Malformed = 4,
}
