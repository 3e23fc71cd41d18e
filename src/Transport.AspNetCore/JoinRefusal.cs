using Microsoft.AspNetCore.Http;

namespace Transport.AspNetCore;

/// <summary>A game's no to somebody who wants to join: an HTTP status, and a line of text that the client gets with it.</summary>
public sealed class JoinRefusal
{
    /// <summary>Any refusal.</summary>
    /// <param name="status">400 to 599.</param>
    /// <param name="text">Why, as one line.</param>
    /// <exception cref="ArgumentOutOfRangeException">A status that is no refusal.</exception>
    public JoinRefusal(int status, string text)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 400);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 599);
        ArgumentNullException.ThrowIfNull(text);
        Status = status;
        Text = text;
    }

    /// <summary>The HTTP status.</summary>
    public int Status { get; }

    /// <summary>What the client is told.</summary>
    public string Text { get; }

    /// <summary>After how many seconds the client may try again; null to say nothing of it.</summary>
    internal int? RetryAfterSeconds { get; init; }

    /// <summary>404: there is no such session.</summary>
    /// <param name="text">Why, as one line.</param>
    public static JoinRefusal NotFound(string text = "There is no such session.") => new(StatusCodes.Status404NotFound, text);

    /// <summary>403: not for this player.</summary>
    /// <param name="text">Why, as one line.</param>
    public static JoinRefusal Forbidden(string text = "This session is not for you.") => new(StatusCodes.Status403Forbidden, text);

    /// <summary>503: not now.</summary>
    /// <param name="text">Why, as one line.</param>
    public static JoinRefusal Unavailable(string text = "The session takes no more players.") => new(StatusCodes.Status503ServiceUnavailable, text);
}
