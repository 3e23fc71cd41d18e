using System.Text;
using Transport.WebSockets.Handshake;

namespace Transport.WebSockets.Tests.Handshake;

public class HttpHeadReaderTests
{
    [Test]
    public void HandsOutTheFirstLineThenTheFieldsAndLeavesTheRest()
    {
        var reader = new HttpHeadReader(1000);
        var bytes = "GET / HTTP/1.1\r\nA: b\r\nC: d\r\n\r\nframes"u8;

        Assert.That(reader.Read(bytes, out var first), Is.EqualTo(HttpHeadProgress.StartLine));
        Assert.That(Encoding.ASCII.GetString(reader.StartLine), Is.EqualTo("GET / HTTP/1.1"));
        Assert.That(first, Is.EqualTo("GET / HTTP/1.1\r\n".Length));
        Assert.That(reader.Read(bytes[first..], out var second), Is.EqualTo(HttpHeadProgress.Complete));
        Assert.That(Encoding.ASCII.GetString(bytes[(first + second)..]), Is.EqualTo("frames"));
        Assert.That(reader.Headers.Select(field => $"{field.Key}={field.Value}"), Is.EqualTo(["A=b", "C=d"]));
    }

    [Test]
    public void ReadsAHeadWithoutFields() => Assert.That(Run("X\r\n\r\n").Outcome, Is.EqualTo(HttpHeadProgress.Complete));

    [TestCase("")]
    [TestCase("X")]
    [TestCase("X\r")]
    [TestCase("X\r\n")]
    [TestCase("X\r\nA: b\r\n")]
    [TestCase("X\r\nA: b\r\n\r")]
    public void WaitsForTheBlankLine(string text) => Assert.That(Run(text).Outcome, Is.EqualTo(HttpHeadProgress.NeedMoreBytes));

    [TestCase("\r\n", "first line is empty")]
    [TestCase("X\n", "carriage return before")]
    [TestCase("X\r\nA: b\n", "carriage return before")]
    [TestCase("X\r\nA: b\r\n\n", "carriage return before")]
    [TestCase("X\rY", "line feed behind")]
    [TestCase("X\r\r", "line feed behind")]
    [TestCase("X\r\nA: b\rC", "line feed behind")]
    [TestCase("\0", "0x00")]
    [TestCase("X\r\nA: b\0", "0x00")]
    [TestCase("X\r\nA\u001B", "0x1B")]
    [TestCase("X\r\nA: b\u007F", "0x7F")]
    [TestCase("X\r\nA: b\r\n folded\r\n", "folded")]
    [TestCase("X\r\n A: b\r\n", "folded")]
    [TestCase("X\r\nA b\r\n", "no colon")]
    [TestCase("X\r\nA : b\r\n", "space before the colon")]
    public void RefusesWhatIsNoHeadAtTheByteThatTells(string text, string fault)
    {
        var told = Run(text + "what follows is not read");

        Assert.That(told.Outcome, Is.EqualTo(HttpHeadProgress.Malformed));
        Assert.That(told.Fault, Does.Contain(fault));
        Assert.That(told.Consumed, Is.EqualTo(text.Length));
    }

    [Test]
    public void TakesTabsInValues() => Assert.That(Run("X\r\nA:\tb\tc\t\r\n\r\n").Outcome, Is.EqualTo(HttpHeadProgress.Complete));

    [TestCase(0, true)]
    [TestCase(1, false)]
    public void TakesAHeadUpToTheLimit(int more, bool isTaken)
    {
        var head = HeadText.Request().PaddedTo(500 + more).ToString();

        Assert.That(head, Has.Length.EqualTo(500 + more));
        Assert.That(Run(head, 500).Outcome, Is.EqualTo(TakenOrTooLarge(isTaken)));
    }

    [Test]
    public void TheLimitIsOnTheFirstLineToo()
    {
        var told = Run(new string('a', 300), 200);

        Assert.That(told.Outcome, Is.EqualTo(HttpHeadProgress.TooLarge));
        Assert.That(told.Consumed, Is.EqualTo(200));
    }

    [TestCase(100, true)]
    [TestCase(101, false)]
    public void TakesAHundredHeaderLines(int lines, bool isTaken) =>
        Assert.That(Run("X\r\n" + string.Concat(Enumerable.Repeat("A:\r\n", lines)) + "\r\n").Outcome,
            Is.EqualTo(TakenOrTooLarge(isTaken)));

    [TestCase(0, true)]
    [TestCase(1, false)]
    public void TheLimitIsOnAllHeadsOfAStreamTogether(int more, bool isTaken)
    {
        const string First = "HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n";
        var second = "HTTP/1.1 101 Switching Protocols\r\nB: " + new string('b', more) + "\r\n\r\n";
        var reader = new HttpHeadReader(First.Length + second.Length - more);

        Assert.That(RunOne(reader, First, int.MaxValue).Outcome, Is.EqualTo(HttpHeadProgress.Complete));
        reader.ReadNextHead();

        Assert.That(RunOne(reader, second, int.MaxValue).Outcome, Is.EqualTo(TakenOrTooLarge(isTaken)));
        Assert.That(reader.Headers.ContainsKey("Link"), Is.False);
    }

    [TestCase("\u0016\u0003\u0001", true)]
    [TestCase("\u0015\u0003\u0001", true)]
    [TestCase("\u0014\u0003\u0001", false)]
    [TestCase("X\u0016", false)]
    public void KnowsTlsByItsFirstByte(string text, bool expected)
    {
        var reader = new HttpHeadReader(100);

        Assert.That(RunOne(reader, text, 1).Outcome, Is.EqualTo(HttpHeadProgress.Malformed));
        Assert.That(reader.StartsWithTls, Is.EqualTo(expected));
    }

    [Test]
    public void AFloodTakesNoMoreMemoryThanTheLimitAllows()
    {
        var flood = Enumerable.Repeat((byte)'a', 1_000_000).ToArray();
        new HttpHeadReader(8192).Read(flood, out _);
        var reader = new HttpHeadReader(8192);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var outcome = reader.Read(flood, out var consumed);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.That(outcome, Is.EqualTo(HttpHeadProgress.TooLarge));
        Assert.That(consumed, Is.EqualTo(8192));
        Assert.That(allocated, Is.LessThan(2 * 8192));
    }

    [Test]
    public void ByteByByteTakesTwiceTheMemoryOfTheLineAtMost()
    {
        var line = Enumerable.Repeat((byte)'a', 8000).ToArray();
        var reader = new HttpHeadReader(8192);
        reader.Read(line.AsSpan(0, 1), out _);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 1; i < line.Length; i++) reader.Read(line.AsSpan(i, 1), out _);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.That(allocated, Is.LessThan(2 * 8192 + 1024));
    }

    [Test]
    public void ALimitBelowOneIsTheCallersMistake() =>
        Assert.That(() => new HttpHeadReader(0), Throws.InstanceOf<ArgumentOutOfRangeException>());

    private static HttpHeadProgress TakenOrTooLarge(bool isTaken) => isTaken ? HttpHeadProgress.Complete : HttpHeadProgress.TooLarge;

    private static (HttpHeadProgress Outcome, int Consumed, string Fault) Run(string text, int limit = 8192)
    {
        var whole = RunOne(new HttpHeadReader(limit), text, int.MaxValue);
        foreach (var piece in (int[])[1, 2, 3, 7])
            Assert.That(RunOne(new HttpHeadReader(limit), text, piece), Is.EqualTo(whole), $"in pieces of {piece}");
        return whole;
    }

    private static (HttpHeadProgress Outcome, int Consumed, string Fault) RunOne(HttpHeadReader reader, string text, int piece)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        var total = 0;
        while (true)
        {
            var outcome = reader.Read(bytes.AsSpan(total, Math.Min(piece, bytes.Length - total)), out var consumed);
            total += consumed;
            if (outcome == HttpHeadProgress.StartLine) continue;
            if (outcome != HttpHeadProgress.NeedMoreBytes || total == bytes.Length) return (outcome, total, reader.Fault);
        }
    }
}
