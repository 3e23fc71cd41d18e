using Transport.WebSockets.Framing;

namespace Transport.WebSockets.Tests.Framing;

// RFC 6455 section 5.3.
internal sealed class MaskingTests
{
    private const int Guard = 40;

    [Test]
    public void MasksTheExampleOfTheRfc()
    {
        // Section 5.7: a masked "Hello".
        byte[] payload = [.. "Hello"u8];
        Masking.Apply(payload, 0x3D21FA37);
        Assert.That(payload, Is.EqualTo(new byte[] { 0x7F, 0x9F, 0x4D, 0x51, 0x58 }));
    }

    [Test]
    public void EveryLengthAndOffsetIsMaskedAsByteByByte()
    {
        var random = TestSeed.NewRandom();
        for (var length = 0; length <= 300; length++)
        {
            for (var offset = 0; offset < 5; offset++)
            {
                var key = (uint)random.NextInt64(1L << 32);
                // An odd start, and bytes around that must not change.
                var start = Guard + random.Next(8);
                var memory = random.NextBytes(start + length + Guard);
                var expected = memory.ToArray();
                for (var i = 0; i < length; i++) expected[start + i] ^= (byte)(key >> 8 * ((i + offset) % 4));

                Masking.Apply(memory.AsSpan(start, length), key, offset);

                Assert.That(memory, Is.EqualTo(expected), $"length {length}, offset {offset}");
            }
        }
    }

    [Test]
    public void EveryLengthIsMaskedWhileCopied()
    {
        var random = TestSeed.NewRandom();
        for (var length = 0; length <= 300; length++)
        {
            var key = (uint)random.NextInt64(1L << 32);
            var start = random.Next(8);
            var source = random.NextBytes(start + length);
            var untouched = source.ToArray();
            var memory = random.NextBytes(Guard + length + Guard);
            var expected = memory.ToArray();
            for (var i = 0; i < length; i++) expected[Guard + i] = (byte)(source[start + i] ^ (byte)(key >> 8 * (i % 4)));

            // Room behind the copy stays as it is.
            Masking.CopyMasked(source.AsSpan(start, length), memory.AsSpan(Guard), key);

            Assert.That(memory, Is.EqualTo(expected), $"length {length}");
            Assert.That(source, Is.EqualTo(untouched), $"length {length}");
        }
    }

    [Test]
    public void LargePayloadsAreMaskedToTheLastByte()
    {
        var random = TestSeed.NewRandom();
        foreach (var length in new[] { 4096, 65535, 65536, 65537, 1_000_003 })
        {
            var key = (uint)random.NextInt64(1L << 32);
            var payload = random.NextBytes(length);
            var expected = payload.ToArray();
            for (var i = 0; i < length; i++) expected[i] ^= (byte)(key >> 8 * (i % 4));
            Masking.Apply(payload, key);
            Assert.That(payload.AsSpan().SequenceEqual(expected), Is.True, $"length {length}");
        }
    }

    [Test]
    public void PiecesOfAPayloadAreMaskedAsTheWhole()
    {
        var random = TestSeed.NewRandom();
        var whole = random.NextBytes(5000);
        var pieces = whole.ToArray();
        Masking.Apply(whole, 0x01020304);
        for (var position = 0; position < pieces.Length;)
        {
            var count = Math.Min(random.Next(1, 100), pieces.Length - position);
            Masking.Apply(pieces.AsSpan(position, count), 0x01020304, position);
            position += count;
        }
        Assert.That(pieces, Is.EqualTo(whole));
    }

    [Test]
    public void CopyToTooLittleRoomIsTheCallersMistake()
    {
        var destination = new byte[9];
        Assert.That(() => Masking.CopyMasked(new byte[10], destination, 0xFFFFFFFF), Throws.ArgumentException);
        Assert.That(destination, Is.All.Zero);
    }
}
