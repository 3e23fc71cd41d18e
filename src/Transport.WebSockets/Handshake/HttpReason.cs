namespace Transport.WebSockets.Handshake;

/// <summary>The statuses a handshake is refused with, and the words that go with a status. Source: RFC 9110 section 15.</summary>
internal static class HttpReason
{
    public const int BadRequest = 400;
    public const int Forbidden = 403;
    public const int MethodNotAllowed = 405;
    public const int UpgradeRequired = 426;
    public const int HeadTooLarge = 431;
    public const int VersionNotSupported = 505;

    /// <summary>Empty for a status that is not met here.</summary>
    public static string Of(int status) => status switch
    {
        301 => "Moved Permanently",
        302 => "Found",
        307 => "Temporary Redirect",
        308 => "Permanent Redirect",
        BadRequest => "Bad Request",
        401 => "Unauthorized",
        402 => "Payment Required",
        Forbidden => "Forbidden",
        404 => "Not Found",
        MethodNotAllowed => "Method Not Allowed",
        408 => "Request Timeout",
        409 => "Conflict",
        410 => "Gone",
        UpgradeRequired => "Upgrade Required",
        429 => "Too Many Requests",
        HeadTooLarge => "Request Header Fields Too Large",
        500 => "Internal Server Error",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        VersionNotSupported => "HTTP Version Not Supported",
        _ => "",
    };
}
