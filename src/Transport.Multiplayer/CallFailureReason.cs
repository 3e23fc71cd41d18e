namespace Transport.Multiplayer;

/// <summary>Why a packet or call of a peer came to nothing.</summary>
public enum CallFailureReason
{
    /// <summary>A packet that is none of the session protocol.</summary>
    Malformed = 0,

    /// <summary>There is no object under the path.</summary>
    UnknownObject = 1,

    /// <summary>The object has no such method.</summary>
    UnknownMethod = 2,

    /// <summary>The peer may not call the method: it is disabled, or for the authority only.</summary>
    Refused = 3,

    /// <summary>The arguments are not those of the method.</summary>
    InvalidArguments = 4,

    /// <summary>The method threw.</summary>
    Threw = 5,

    /// <summary>The peer has too many calls that wait for their answers.</summary>
    Busy = 6,

    /// <summary>An answer to nothing that was asked of this peer.</summary>
    UnexpectedAnswer = 7,

    /// <summary>An answer could not be sent to the peer.</summary>
    AnswerNotSent = 8,
}
