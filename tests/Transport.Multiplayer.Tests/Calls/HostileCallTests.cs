using Transport.Multiplayer.Arguments;
using Transport.Multiplayer.Tests.Fixtures;

namespace Transport.Multiplayer.Tests.Calls;

/// <summary>Calls that no generated code has written: nothing gets out of Poll, and no method is called.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class HostileCallTests : IDisposable
{
    private readonly RawSession _session = new(clients: 1);

    public HostileCallTests()
    {
        _session.A.Send($"01 {Methods.ChecksumText} 00 01 00 00 00 \"Board\" 00");
        _session.Server.Api.Poll();
        _session.A.Settle();
    }

    public void Dispose() => _session.Dispose();

    [TestCase("Add", "03 01 02", TestName = "one argument is missing")]
    [TestCase("Add", "02 01 02", TestName = "one argument fewer")]
    [TestCase("Add", "04 01 02 03 04", TestName = "one argument more")]
    [TestCase("Add", "03 01 02 03 04", TestName = "trailing bytes")]
    [TestCase("Add", "03 A1 31 02 03", TestName = "text for a number")]
    [TestCase("Add", "03 01 02 CD 01 00", TestName = "a number that does not fit")]
    [TestCase("Add", "03 C0 02 03", TestName = "nil for a number")]
    [TestCase("Say", "01 A2 C3 28", TestName = "text that is no UTF-8")]
    [TestCase("Say", "01 DB FF FF FF FF", TestName = "text of 4 GiB")]
    [TestCase("Say", "01 C0", TestName = "nil for a text")]
    [TestCase("Aim", "02 DD 77 35 94 00 01 90", TestName = "a list of 2 billion")]
    [TestCase("Aim", "02 90 DD FF FF FF FF A0", TestName = "a list of 4 billion")]
    [TestCase("Score", "02 DF 7F FF FF FF 92 01 02", TestName = "a map of 2 billion")]
    [TestCase("Score", "02 82 A1 61 01 A1 61 02 92 01 02", TestName = "a key that comes twice")]
    [TestCase("put_mark", "02 01 92 03 01", TestName = "a record with a member fewer")]
    [TestCase("put_mark", "02 01 94 03 01 C0 C0", TestName = "a record with a member more")]
    [TestCase("put_mark", "02 01 C0", TestName = "nil for a record")]
    [TestCase("Maybe", "02 C1 C0", TestName = "a code that is never used")]
    [TestCase("Blob", "01 A1 41", TestName = "text for bytes")]
    public void CallIsRefused(string method, string arguments)
    {
        _session.A.Send($"00 01 {Methods.Id(method)} {arguments}");
        Assert.That(_session.Server.Api.Poll, Throws.Nothing);
        Assert.That(_session.Server.Board.Calls, Is.Empty);
        Assert.That(_session.Server.Board.Sum, Is.Zero);
        var failure = _session.Server.Failures.Single();
        Assert.That((failure.Peer, failure.Reason, failure.Method), Is.EqualTo((_session.A.Id, CallFailureReason.InvalidArguments, method)));
        Assert.That(failure.Text, Is.Not.Empty);
    }

    [TestCase("80", "Add", TestName = "nothing instead of three arguments")]
    [TestCase("80", "Say", TestName = "bytes instead of a text")]
    [TestCase("80", "Ready", TestName = "bytes instead of nothing")]
    [TestCase("80", "Submit", TestName = "bytes instead of a call that is answered")]
    public void RawFormIsForBytesAndForNothing(string flags, string method)
    {
        _session.A.Send($"{flags} 01 {Methods.Id(method)}{(method == "Add" ? "" : " A1 41")}");
        _session.Server.Api.Poll();
        Assert.That(_session.Server.Failures.Single().Reason, Is.EqualTo(CallFailureReason.InvalidArguments));
        Assert.That(_session.Server.Board.Calls, Is.Empty);
    }

    [TestCase("")]
    [TestCase("A1 41", TestName = "a text, in the raw form, is bytes")]
    public void RawFormOfBytesIsWhateverComes(string bytes)
    {
        _session.A.Send($"80 01 {Methods.Id("Blob")} {bytes}");
        _session.A.Send($"00 01 {Methods.Id("Blob")} 01 C4 01 41");
        _session.Server.Api.Poll();
        Assert.That(_session.Server.Board.Calls, Is.EqualTo([$"Blob {Hex.Of(bytes)} from {_session.A.Id}", $"Blob 41 from {_session.A.Id}"]));
    }

    [Test]
    public void OptionalArgumentMayBeMissing()
    {
        _session.A.Send($"00 01 {Methods.Id("Join")} 01 A1 41");
        _session.A.Send($"00 01 {Methods.Id("Join")} 02 A1 42 05");
        _session.A.Send($"00 01 {Methods.Id("Join")} 00");
        _session.Server.Api.Poll();
        Assert.That(_session.Server.Board.Calls, Is.EqualTo([$"Join A 1 from {_session.A.Id}", $"Join B 5 from {_session.A.Id}"]));
        Assert.That(_session.Server.Failures, Has.Count.EqualTo(1));
    }

    [TestCase("00 01 FF 00")]
    [TestCase("40 01 04 80 00", TestName = "a method of a node, which Godot counts from 8000")]
    [TestCase("40 01 FF FF 00")]
    public void UnknownMethodIsRefused(string call)
    {
        _session.A.Send(call);
        _session.Server.Api.Poll();
        Assert.That(_session.Server.Failures.Single().Reason, Is.EqualTo(CallFailureReason.UnknownMethod));
    }

    [TestCase("00 63 00 00", TestName = "an id that was not given")]
    [TestCase("20 07 00 00 80 00 00 \"Bored\" 00", TestName = "a path where there is nothing")]
    [TestCase("20 07 00 00 80 00 00 00", TestName = "an empty path")]
    [TestCase("20 07 00 00 80 00 00 C3 28 00", TestName = "a path that is no UTF-8")]
    public void UnknownObjectIsRefused(string call)
    {
        _session.A.Send(call);
        _session.Server.Api.Poll();
        Assert.That(_session.Server.Failures.Single().Reason, Is.EqualTo(CallFailureReason.UnknownObject));
    }

    [Test]
    public void NestingOfTenThousandIsRefused()
    {
        byte[] call = [.. Bytes.Of($"00 01 {Methods.Id("Aim")} 02"), .. Enumerable.Repeat((byte)0x91, 10_000), 0xC0];
        _session.A.Peer.Send(call, 1);
        _session.Server.Api.Poll();
        Assert.That(_session.Server.Failures.Single().Reason, Is.EqualTo(CallFailureReason.InvalidArguments));
    }

    // What the largest packet can be made to take. The multiple is that of the type: a byte may stand for an element of 4, 8 or more.
    [TestCase("Aim", 0x00, 9, TestName = "integers of a byte each")]
    [TestCase("Score", 0xA0, 17, TestName = "keys that are the same")]
    [TestCase("Say", 0x41, 3, TestName = "letters of a byte each")]
    public void MemoryIsASmallMultipleOfThePacket(string method, byte filling, int multiple)
    {
        const int size = 65_000;
        var payload = method switch
        {
            "Aim" => Bytes.Of($"00 01 {Methods.Id(method)} 02 DC FC 00"),
            "Score" => Bytes.Of($"00 01 {Methods.Id(method)} 02 DE 7C 00"),
            _ => Bytes.Of($"00 01 {Methods.Id(method)} 01 DA FD 00"),
        };
        var call = new byte[size];
        Array.Fill(call, filling);
        payload.CopyTo(call, 0);
        _session.Server.Board.Happened = static _ => Assert.Fail("The arguments are not right.");
        Send();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Send();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        TestContext.Out.WriteLine($"{allocated:N0} bytes for a packet of {size:N0}");
        Assert.That(allocated, Is.LessThan(multiple * size));

        void Send()
        {
            // With a trailing byte, so that no method is called.
            _session.A.Peer.Send(call, 1);
            _session.Server.Api.Poll();
        }
    }

    [Test]
    public void ValuesOfTheFormThatCostsMostAreBounded()
    {
        // Lists of empty lists: one byte each, and an object each.
        byte[] bytes = [0xDC, 0xFA, 0x00, .. Enumerable.Repeat((byte)0x90, 64_000)];
        var reader = ArgumentEncoding.MessagePack.CreateReader();
        reader.Begin(bytes, 0, bytes.Length, 1, isRaw: false);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var lists = new List<List<int>>(reader.BeginArray());
        while (reader.IsOk && lists.Count < lists.Capacity)
        {
            lists.Add(new List<int>(reader.BeginArray()));
            reader.EndArray();
        }
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        TestContext.Out.WriteLine($"{allocated:N0} bytes for {bytes.Length:N0}");
        Assert.That(allocated, Is.LessThan(64 * bytes.Length));
    }
}
