namespace Transport.WebSockets.Protocol;

/// <summary>
/// The close codes of a page in a browser. It may send 1000 and 3000 to 4999 only, so that 1001 to 1011 travel as 3001 to 3011. It cannot cut a connection
/// either: a cut travels as 3006, for 1006, which is never on the wire.
/// </summary>
internal static class PageCloseCode
{
    private const int Distance = 2000;

    /// <summary>What a page sends when it cuts.</summary>
    public const int Cut = CloseCode.Abnormal + Distance;

    /// <summary>What a page sends for a code.</summary>
    public static int From(int code) => code switch
    {
        CloseCode.NoStatus => CloseCode.Normal,
        > CloseCode.Normal and < CloseCode.Normal + Distance => code + Distance,
        _ => code,
    };

    /// <summary>The code that was meant, when it came from a page; any other as it is.</summary>
    public static int Meant(int code) => code is > CloseCode.Normal + Distance and <= CloseCode.InternalError + Distance ? code - Distance : code;
}
