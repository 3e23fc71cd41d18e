namespace Transport.WebSockets.Handshake;

/// <summary>
/// Reads the head of an HTTP/1.1 message (RFC 9112 section 2) as its bytes come: a first line and header lines, up to the blank
/// line. Every byte is looked at once, in order, so that the outcome does not depend on how the bytes were cut; it keeps the line in
/// hand and the fields so far, never more than the limit. Stricter than the RFC allows: a line ends with CR LF and nothing else.
/// </summary>
internal sealed class HttpHeadReader
{
    public const int MaxHeaderLines = 100;

    private const int FirstCapacity = 256;
    private const byte TlsAlert = 0x15;
    private const byte TlsHandshake = 0x16;

    private readonly int _maxBytes;
    private byte[] _line = [];
    private int _lineBytes;
    private int _headBytes;
    private int _headerLines;
    private bool _hasStartLine;
    private bool _isAfterStartLine;
    private bool _isAfterCarriageReturn;

    public HttpHeadReader(int maxBytes)
    {
        if (maxBytes <= 0) throw new ArgumentOutOfRangeException(nameof(maxBytes), maxBytes, "A head has at least one byte.");
        _maxBytes = maxBytes;
    }

    /// <summary>The first line, without its end; valid from <see cref="HttpHeadProgress.StartLine"/> to the next Read.</summary>
    public ReadOnlySpan<byte> StartLine => _line.AsSpan(0, _lineBytes);

    public HeaderTable Headers { get; private set; } = new();

    /// <summary>What was wrong, when Read said TooLarge or Malformed.</summary>
    public string Fault { get; private set; } = "";

    /// <summary>Whether the other end began with a record of TLS instead of text.</summary>
    public bool StartsWithTls { get; private set; }

    /// <summary>
    /// Takes bytes up to the end of the first line, of the head, or of <paramref name="bytes"/>. What follows the head is not taken.
    /// Not to be called again after TooLarge or Malformed.
    /// </summary>
    public HttpHeadProgress Read(ReadOnlySpan<byte> bytes, out int consumed)
    {
        consumed = 0;
        if (_isAfterStartLine)
        {
            _isAfterStartLine = false;
            _lineBytes = 0;
        }
        while (true)
        {
            if (_headBytes == _maxBytes) return TooLarge($"The head is larger than {_maxBytes} bytes.");
            if (consumed == bytes.Length) return HttpHeadProgress.NeedMoreBytes;

            var window = bytes.Slice(consumed, Math.Min(bytes.Length - consumed, _maxBytes - _headBytes));
            var text = _isAfterCarriageReturn ? default : TextOf(window);
            Keep(text);
            consumed += text.Length;
            if (text.Length == window.Length) continue;

            consumed++;
            var progress = TakeControl(window[text.Length]);
            if (progress != HttpHeadProgress.NeedMoreBytes) return progress;
        }
    }

    /// <summary>After Complete: goes on to the next head of the same stream. The limit is on all of them together.</summary>
    public void ReadNextHead()
    {
        Headers = new HeaderTable();
        _hasStartLine = false;
        _headerLines = 0;
    }

    private static ReadOnlySpan<byte> TextOf(ReadOnlySpan<byte> bytes)
    {
        var length = 0;
        while (length < bytes.Length && !HttpSyntax.IsControl(bytes[length])) length++;
        return bytes[..length];
    }

    private void Keep(ReadOnlySpan<byte> text)
    {
        if (text.Length == 0) return;
        var needed = _lineBytes + text.Length;
        if (needed > _line.Length)
        {
            var wanted = Math.Max(needed, Math.Max(FirstCapacity, 2 * _line.Length));
            Array.Resize(ref _line, Math.Min(_maxBytes, wanted));
        }
        text.CopyTo(_line.AsSpan(_lineBytes));
        _lineBytes = needed;
        _headBytes += text.Length;
    }

    // After a carriage return any byte comes here, and only a line feed is right.
    private HttpHeadProgress TakeControl(byte value)
    {
        if (_headBytes == 0) StartsWithTls = value is TlsAlert or TlsHandshake;
        _headBytes++;
        if (_isAfterCarriageReturn)
        {
            _isAfterCarriageReturn = false;
            return value == '\n' ? EndLine() : Malformed("A carriage return has no line feed behind it.");
        }
        if (value == '\r')
        {
            _isAfterCarriageReturn = true;
            return HttpHeadProgress.NeedMoreBytes;
        }
        return Malformed(value == '\n'
            ? "A line feed has no carriage return before it."
            : $"The head has the control character 0x{value:X2}.");
    }

    private HttpHeadProgress EndLine()
    {
        if (!_hasStartLine)
        {
            if (_lineBytes == 0) return Malformed("The first line is empty.");
            _hasStartLine = true;
            _isAfterStartLine = true;
            return HttpHeadProgress.StartLine;
        }
        if (_lineBytes == 0) return HttpHeadProgress.Complete;
        if (++_headerLines > MaxHeaderLines) return TooLarge($"The head has more than {MaxHeaderLines} header lines.");
        if (!Headers.TryAdd(_line.AsSpan(0, _lineBytes), out var fault)) return Malformed(fault);
        _lineBytes = 0;
        return HttpHeadProgress.NeedMoreBytes;
    }

    private HttpHeadProgress TooLarge(string fault)
    {
        Fault = fault;
        return HttpHeadProgress.TooLarge;
    }

    private HttpHeadProgress Malformed(string fault)
    {
        Fault = fault;
        return HttpHeadProgress.Malformed;
    }
}
