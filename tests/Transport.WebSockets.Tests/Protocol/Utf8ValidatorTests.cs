using System.Text;
using Transport.WebSockets.Protocol;

namespace Transport.WebSockets.Tests.Protocol;

// RFC 3629; checked against the platform's own strict decoder.
internal sealed class Utf8ValidatorTests
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    [Test]
    public void EveryScalarValueIsTakenInOneAndInSinglePieces()
    {
        Span<byte> bytes = stackalloc byte[4];
        for (var value = 0; value <= 0x10FFFF; value++)
        {
            if (!Rune.IsValid(value)) continue;
            var count = new Rune(value).EncodeToUtf8(bytes);
            if (!IsUtf8(bytes[..count], pieceBytes: 4) || !IsUtf8(bytes[..count], pieceBytes: 1)) Assert.Fail($"U+{value:X4}");
        }
    }

    [Test]
    public void EverySequenceOfTwoBytesIsJudgedAsThePlatformDoes()
    {
        for (var i = 0; i < 0x10000; i++) Compare([(byte)(i >> 8), (byte)i]);
    }

    [TestCase("C080", TestName = "overlong NUL")]
    [TestCase("C1BF", TestName = "overlong DEL")]
    [TestCase("E09FBF", TestName = "overlong U+07FF")]
    [TestCase("F08FBFBF", TestName = "overlong U+FFFF")]
    [TestCase("EDA080", TestName = "first surrogate")]
    [TestCase("EDBFBF", TestName = "last surrogate")]
    [TestCase("F4908080", TestName = "U+110000")]
    [TestCase("F5808080", TestName = "lead byte F5")]
    [TestCase("FF", TestName = "lead byte FF")]
    [TestCase("80", TestName = "continuation without lead")]
    [TestCase("E4BDC3", TestName = "lead inside a sequence")]
    [TestCase("C328", TestName = "ASCII inside a sequence")]
    public void RefusesEveryForbiddenForm(string hex)
    {
        var bytes = Convert.FromHexString(hex);
        Assert.That(IsUtf8(bytes, pieceBytes: 8), Is.False);
        Assert.That(IsUtf8(bytes, pieceBytes: 1), Is.False);
    }

    [TestCase("EDBF80", 2)]
    [TestCase("F490", 2)]
    [TestCase("C0", 1)]
    [TestCase("F0808080", 2)]
    public void AMistakeIsSeenAtItsFirstByte(string hex, int seenAfter)
    {
        var utf8 = default(Utf8Validator);
        var bytes = Convert.FromHexString(hex);
        for (var i = 0; i < seenAfter - 1; i++) Assert.That(utf8.TryAppend(bytes.AsSpan(i, 1)), Is.True);
        Assert.That(utf8.TryAppend(bytes.AsSpan(seenAfter - 1, 1)), Is.False);
    }

    [Test]
    public void TextIsIncompleteInsideACharacter()
    {
        var utf8 = default(Utf8Validator);
        Assert.That(utf8.IsComplete, Is.True);
        foreach (var b in new byte[] { 0xF0, 0x9F, 0x98 })
        {
            Assert.That(utf8.TryAppend([b]), Is.True);
            Assert.That(utf8.IsComplete, Is.False);
        }
        Assert.That(utf8.TryAppend([]), Is.True);
        Assert.That(utf8.TryAppend([0x80]), Is.True);
        Assert.That(utf8.IsComplete, Is.True);
    }

    [Test]
    public void RandomTextIsJudgedAsThePlatformDoesHoweverItIsCut()
    {
        var random = TestSeed.NewRandom();
        for (var i = 0; i < 100_000; i++)
        {
            var text = new StringBuilder();
            for (var n = random.Next(40); n > 0; n--) text.Append(NextCharacter(random));
            var bytes = Encoding.UTF8.GetBytes(text.ToString());
            if (bytes.Length > 0 && random.Next(2) == 0) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            Compare(random.Next(4) == 0 ? bytes[..random.Next(bytes.Length + 1)] : bytes, random.Next(1, 20));
        }
    }

    private static string NextCharacter(Random random) => random.Next(6) switch
    {
        0 => new Rune(random.Next(0x80, 0x800)).ToString(),
        1 => new Rune(random.Next(0x800, 0xD800)).ToString(),
        2 => new Rune(random.Next(0x10000, 0x110000)).ToString(),
        _ => ((char)random.Next(0x80)).ToString(),
    };

    private static void Compare(byte[] bytes, int pieceBytes = 1)
    {
        var expected = IsStrictUtf8(bytes);
        if (IsUtf8(bytes, pieceBytes: int.MaxValue) != expected || IsUtf8(bytes, pieceBytes) != expected)
            Assert.Fail($"{Convert.ToHexString(bytes)} in pieces of {pieceBytes}: {(expected ? "is" : "is not")} UTF-8, seed {TestSeed.Value}");
    }

    private static bool IsUtf8(ReadOnlySpan<byte> bytes, int pieceBytes)
    {
        var utf8 = default(Utf8Validator);
        while (!bytes.IsEmpty)
        {
            var count = Math.Min(pieceBytes, bytes.Length);
            if (!utf8.TryAppend(bytes[..count])) return false;
            bytes = bytes[count..];
        }
        return utf8.IsComplete;
    }

    private static bool IsStrictUtf8(byte[] bytes)
    {
        // Quick where it can be; exceptions cost too much for all of them.
        var replaced = Encoding.UTF8.GetString(bytes);
        if (!replaced.Contains('\uFFFD')) return true;
        try
        {
            Strict.GetCharCount(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
