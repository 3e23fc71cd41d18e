namespace Transport.Multiplayer;

/// <summary>
/// An awaited call has no result, and why. A method that is called may throw it to tell the caller a code and a text of its own; of any
/// other exception the caller learns only that there was one.
/// </summary>
public sealed class RpcException : Exception
{
    /// <summary>The longest text that travels to the caller, in bytes of UTF-8. The rest is cut off.</summary>
    public const int MaxTextBytes = 512;

    /// <summary>An end of a call.</summary>
    /// <param name="code">See <see cref="Code"/>.</param>
    /// <param name="text">For the caller. It comes from a remote: show it, do not trust it.</param>
    /// <param name="innerException">What made it so, at this end; null for nothing.</param>
    public RpcException(int code, string text, Exception? innerException = null)
        : base(text, innerException) => Code = code;

    /// <summary>An end with a text alone, and the code <see cref="RpcErrorCode.FirstOfApplication"/>.</summary>
    /// <param name="text">For the caller.</param>
    public RpcException(string text)
        : this(text, null)
    {
    }

    /// <summary>The same, with what made it so.</summary>
    /// <param name="text">For the caller.</param>
    /// <param name="innerException">It stays at this end.</param>
    public RpcException(string text, Exception? innerException)
        : this(RpcErrorCode.FirstOfApplication, text, innerException)
    {
    }

    /// <summary>An end with neither code nor text of its own.</summary>
    public RpcException()
        : this("The call has no result.")
    {
    }

    /// <summary>One of <see cref="RpcErrorCode"/>, or an application's own.</summary>
    public int Code { get; }
}
