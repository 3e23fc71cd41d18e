using System.Text;
using System.Text.Unicode;
using BenchmarkDotNet.Attributes;
using Transport.WebSockets.Protocol;

namespace Transport.Benchmarks;

/// <summary>
/// Text of one to four bytes for a character: the framework's check of a whole, and this library's, which also takes text in pieces that end
/// anywhere (RFC 6455 section 8.1).
/// </summary>
[MemoryDiagnoser]
public class Utf8Benchmarks
{
    private const string Sample = "Plain words, Ümläute, Ελληνικά, 漢字, 🎲. ";
    private const int Pieces = 4;

    private byte[] _text = [];

    [Params(16, 64, 1024, 65536)]
    public int Bytes { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        var text = new StringBuilder();
        while (Encoding.UTF8.GetByteCount(text.ToString()) < Bytes) text.Append(Sample);
        _text = Encoding.UTF8.GetBytes(text.ToString())[..Bytes];
        // Cut inside a character, the text would not be valid.
        for (var end = Bytes; !Utf8.IsValid(_text); end--) _text.AsSpan(end - 1).Fill((byte)' ');
        if (!TransportWhole() || !TransportInPieces()) throw new InvalidOperationException("The text was taken for something else.");
    }

    [Benchmark(Baseline = true)]
    public bool Framework() => Utf8.IsValid(_text);

    [Benchmark]
    public bool TransportWhole()
    {
        var utf8 = default(Utf8Validator);
        return utf8.TryAppend(_text) && utf8.IsComplete;
    }

    [Benchmark]
    public bool TransportInPieces()
    {
        var utf8 = default(Utf8Validator);
        var piece = _text.Length / Pieces;
        var isValid = true;
        for (var i = 0; i < Pieces; i++) isValid &= utf8.TryAppend(_text.AsSpan(i * piece, piece));
        return isValid && utf8.IsComplete;
    }
}
