namespace Transport.Multiplayer;

/// <summary>Why an awaited call has no result (<see cref="RpcException.Code"/>). An application's own codes are 1000 and above.</summary>
public static class RpcErrorCode
{
    /// <summary>The called end does not let this peer call the method. Answered by the called end.</summary>
    public const int Refused = 1;

    /// <summary>The called end did not understand the arguments. Answered by the called end.</summary>
    public const int InvalidArguments = 2;

    /// <summary>The method threw at the called end. Answered by the called end.</summary>
    public const int Threw = 3;

    /// <summary>The called end has too many unfinished calls of this peer. Answered by the called end.</summary>
    public const int Busy = 4;

    /// <summary>The called end cancelled the method. Answered by the called end.</summary>
    public const int Cancelled = 5;

    /// <summary>The result could not be sent: it is too large, or writing it threw. Answered by the called end.</summary>
    public const int ResultNotSent = 6;

    /// <summary>The called end has no object under this path.</summary>
    public const int UnknownObject = 10;

    /// <summary>The called end's object has no such method.</summary>
    public const int UnknownMethod = 11;

    /// <summary>The called peer left the session, or this end did, before an answer came.</summary>
    public const int PeerGone = 12;

    /// <summary>An answer came that this end did not understand.</summary>
    public const int InvalidAnswer = 13;

    /// <summary>The lowest code that is an application's own.</summary>
    public const int FirstOfApplication = 1000;
}
