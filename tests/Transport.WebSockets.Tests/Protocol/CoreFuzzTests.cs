using System.Globalization;
using Transport.WebSockets.Protocol;

namespace Transport.WebSockets.Tests.Protocol;

/// <summary>
/// Hostile input through the pure core, in both roles: no exception, the same as the plain reference says however the bytes are cut
/// and the room is given, and all memory given back. TRANSPORT_SEED and TRANSPORT_FUZZ_INPUTS change what is tried.
/// </summary>
[NonParallelizable]
internal sealed class CoreFuzzTests
{
    private static readonly int Inputs =
        int.TryParse(Environment.GetEnvironmentVariable("TRANSPORT_FUZZ_INPUTS"), CultureInfo.InvariantCulture, out var count)
            ? count
            : 1_000_000;

    private readonly EventLog _expected = new();
    private readonly EventLog _actual = new();
    private readonly ReleaseCount _released = new();

    [Test]
    public void EveryCutOfEveryInputTellsTheSame([Values] WebSocketRole role)
    {
        var random = TestSeed.NewRandom();
        var inputs = new FuzzInput(random);
        var events = 0L;
        var bytes = 0L;
        var memory = 0L;
        for (var i = 0; i < Inputs / 2; i++)
        {
            // What grows later than this is not warming up.
            if (i == Inputs / 8) memory = GC.GetTotalMemory(forceFullCollection: true);
            var input = inputs.Next(role);
            var limit = random.Next(4) == 0 ? random.Next(20) : random.Next(100, 400);
            _expected.Clear();
            ReferenceReader.Read(input, role, limit, _expected);
            events += _expected.Count;
            bytes += input.Length;

            Compare(i, role, limit, input, "one piece", input.Length, roomy: true);
            Compare(i, role, limit, input, "single bytes", 1, roomy: true);
            Compare(i, role, limit, input, "pieces", random, roomy: random.Next(2) == 0);
        }
        var growth = GC.GetTotalMemory(forceFullCollection: true) - memory;
        TestContext.Out.WriteLine(
            $"{role}: {Inputs / 2} inputs, {bytes} bytes, {events} events, {_released.Taken} blocks, memory grew by {growth} B");
        Assert.That(_released.Told, Is.EqualTo(_released.Taken));
        Assert.That(growth, Is.LessThan(8_000_000));
        // The inputs are no use when they break off at once.
        Assert.That(events, Is.GreaterThan(Inputs));
    }

    [Test]
    public void EveryCutOfALongStreamTellsTheSame([Values] WebSocketRole role, [Values(400, 70_000)] int limit)
    {
        var random = TestSeed.NewRandom();
        var inputs = new FuzzInput(random);
        var events = 0L;
        var bytes = 0L;
        for (var i = 0; i < Math.Max(1, Inputs / 5000); i++)
        {
            var input = inputs.Frames(role, random.Next(1, 400), largest: limit / 4, mayEnd: false);
            _expected.Clear();
            ReferenceReader.Read(input, role, limit, _expected);
            events += _expected.Count;
            bytes += input.Length;
            using var reader = new MessageReader(role, limit);
            _actual.Clear();
            ReadAll(reader, input, limit, largestRead: 1 << random.Next(3, 18), random);
            Check(i, role, limit, input, "reads", reader, mostHeld: 4 * Math.Max(limit, ReadBuffer.MaxReadBytes));
        }
        TestContext.Out.WriteLine($"{role}: {bytes} bytes, {events} events");
        Assert.That(_released.Told, Is.EqualTo(_released.Taken));
    }

    // Reads as a stream would: into the reader's own memory, as much as there happens to be.
    private void ReadAll(MessageReader reader, byte[] input, int limit, int largestRead, Random random)
    {
        for (var rest = input.AsSpan(); !rest.IsEmpty;)
        {
            var memory = reader.GetMemory().Span;
            if (memory.IsEmpty) Assert.Fail("No memory to read into.");
            var count = Math.Min(Math.Min(rest.Length, memory.Length), random.Next(4) == 0 ? random.Next(1, largestRead) : largestRead);
            rest[..count].CopyTo(memory);
            reader.Advance(count);
            rest = rest[count..];
            if (!Read(reader, roomy: false, limit, random)) break;
        }
    }

    private void Compare(int number, WebSocketRole role, int limit, byte[] input, string cut, int pieceBytes, bool roomy)
    {
        using var reader = new MessageReader(role, limit);
        _actual.Clear();
        for (var position = 0; position < input.Length; position += pieceBytes)
        {
            if (!Feed(reader, input.AsSpan(position, Math.Min(pieceBytes, input.Length - position)), roomy, limit, null)) break;
        }
        Check(number, role, limit, input, cut, reader);
    }

    private void Compare(int number, WebSocketRole role, int limit, byte[] input, string cut, Random random, bool roomy)
    {
        using var reader = new MessageReader(role, limit);
        _actual.Clear();
        for (var rest = input.AsSpan(); !rest.IsEmpty;)
        {
            var count = Math.Min(rest.Length, random.Next(1, 30));
            if (!Feed(reader, rest[..count], roomy, limit, random)) break;
            rest = rest[count..];
        }
        Check(number, role, limit, input, cut, reader);
    }

    private void Check(int number, WebSocketRole role, int limit, byte[] input, string cut, MessageReader reader, int mostHeld = ReadBuffer.MinBytes)
    {
        Take(reader);
        if (!_actual.Bytes.SequenceEqual(_expected.Bytes))
            Assert.Fail($"Input {number} of seed {TestSeed.Value}, {role}, limit {limit}, {cut}: "
                + $"{Start(Convert.ToHexString(input))}\nexpected {Start(_expected.ToString())}\nwas      {Start(_actual.ToString())}");
        if (reader.BufferBytes > mostHeld) Assert.Fail($"Input {number}, {role}, {cut}: {reader.BufferBytes} B held");
        reader.Dispose();
        if (reader.BufferBytes != 0) Assert.Fail($"Input {number}, {role}, {cut}: {reader.BufferBytes} B kept");
    }

    private static string Start(string hex) => hex.Length <= 1000 ? hex : hex[..1000] + "...";

    private bool Feed(MessageReader reader, ReadOnlySpan<byte> bytes, bool roomy, int limit, Random? random)
    {
        reader.Feed(bytes);
        return Read(reader, roomy, limit, random);
    }

    // As a driver does it: read until there is nothing, take what there is in between. False at the end.
    private bool Read(MessageReader reader, bool roomy, int limit, Random? random)
    {
        while (true)
        {
            var outcome = roomy
                ? reader.Read(int.MaxValue, int.MaxValue)
                : reader.Read(random!.Next(1, 4), limit + random.Next(50));
            // A driver may leave the messages there while it waits for bytes.
            if (outcome != ReadOutcome.NeedMoreBytes || random is null || random.Next(2) == 0) Take(reader);
            switch (outcome)
            {
                case ReadOutcome.NeedMoreBytes: return true;
                case ReadOutcome.Ping: _actual.Ping(reader.ControlPayload); break;
                case ReadOutcome.Pong: _actual.Pong(reader.ControlPayload); break;
                case ReadOutcome.Close: _actual.Close(reader.CloseCode, reader.CloseReason); return false;
                case ReadOutcome.Failed: _actual.Failed(reader.Failure); return false;
            }
        }
    }

    private void Take(MessageReader reader)
    {
        if (reader.TakeBlock() is not { } block) return;
        for (var i = 0; i < block.Count; i++) _actual.Message(block[i].Payload.Span, block.IsText(i));
        block.Owner = _released;
        _released.Taken++;
        block.Release();
    }

    private sealed class ReleaseCount : IMessageBlockOwner
    {
        public long Taken { get; set; }

        public long Told { get; private set; }

        public void Released(MessageBlock block) => Told++;
    }
}
