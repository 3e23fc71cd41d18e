using Transport.ContractTests;
using Transport.Multiplayer.Tests.Fixtures;

namespace Transport.Multiplayer.Tests.Calls;

/// <summary>A million packets that were valid before they were damaged.</summary>
[TestFixture]
public sealed class MutationTests
{
    private const int Packets = 1_000_000;
    private const int Batch = 200;

    // The answers, the strings and the tables of what is taken are in it, for packets of a few bytes.
    private const double MostBytesPerByte = 20;

    private static readonly string[] Valid =
    [
        $"00 01 {Methods.Id("Add")} 03 01 CD 01 2C 03",
        $"00 01 {Methods.Id("Say")} 01 A5 67 72 C3 BC 6E",
        $"80 01 {Methods.Id("Ready")}",
        $"80 01 {Methods.Id("Blob")} 01 02 FF",
        $"00 01 {Methods.Id("MaybeBlob")} 01 C0",
        $"00 01 {Methods.Id("Aim")} 02 93 01 02 03 92 A1 61 A1 62",
        $"00 01 {Methods.Id("Maybe")} 02 C0 A2 68 69",
        $"00 01 {Methods.Id("put_mark")} 02 01 93 03 02 A2 68 6D",
        $"00 01 {Methods.Id("Score")} 02 82 A1 61 01 A1 62 02 92 07 08",
        $"00 01 {Methods.Id("Join")} 02 A1 41 05",
        $"00 01 {Methods.Id("Submit")} 02 07 93 03 01 C0",
        $"00 01 {Methods.Id("_answer")} 03 01 00 C0",
        $"00 01 {Methods.Id("Restart")} 01 07",
        $"20 09 00 00 80 {Methods.Id("Say")} 01 A1 41 \"Board\" 00",
        $"A0 06 00 00 80 {Methods.Id("Ready")} \"Board\" 00",
        $"01 {Methods.ChecksumText} 00 02 00 00 00 \"Board\" 00 \"messagepack\" 0A \"Add(int)\"",
        "02 01 01 00 00 00",
        "02 00 01 00 00 00 00",
        "03 68 69",
        "04 FF 02 00 00 00 01 00 00 00 00 00 00 00 07 00 00 00 \"Thing1\" 00 02 00 00 00 02 01",
        "06 0A 00 01 00 00 80 02 00 00 00 02 FF",
        "07 00",
        "07 01 05 00 00 00",
        "07 03 00 00 00 00 03 68 69",
        $"07 03 00 00 00 00 80 01 {Methods.Id("Ready")}",
        "07 03 05 00 00 00 03 68 69",
    ];

    [Test]
    public void NothingGetsOutOfPollAndMemoryIsBounded()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        using var server = new LoopbackMultiplayerPeer(timeProvider: time);
        using var api = new MultiplayerApi(server, new MultiplayerApiOptions { FaultBudget = null }, time);
        var board = new Board();
        api.Register("Board", board);
        using var stranger = new RawPeer(time);
        using var other = new RawPeer(time);
        server.CreateServer();
        stranger.Peer.CreateClient(server);
        other.Peer.CreateClient(server);
        stranger.Peer.Poll();
        other.Peer.Poll();
        api.Poll();
        stranger.Peer.Send(Bytes.Of($"01 {Methods.ChecksumText} 00 01 00 00 00 \"Board\" 00"), 1);
        board.Rpc.Ready();

        var random = new Random(ContractSeed.Value);
        var valid = Array.ConvertAll(Valid, Bytes.Of);
        var packet = new byte[256];
        long sent = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Packets; i += Batch)
        {
            for (var k = 0; k < Batch; k++)
            {
                var length = Mutate(valid[random.Next(valid.Length)], packet, random);
                stranger.Peer.Send(packet.AsSpan(0, length), 1);
                sent += length;
            }
            Assert.That(api.Poll, Throws.Nothing, ContractSeed.Message);
            board.Calls.Clear();
            Drain(stranger.Peer);
            Drain(other.Peer);
        }
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        TestContext.Out.WriteLine($"{Packets:N0} packets, {sent:N0} bytes, {api.Statistics.Failures:N0} failures, {api.Statistics.CallsReceived:N0} calls, " +
            $"{(double)allocated / sent:N1} bytes allocated for each byte");
        Assert.That((double)allocated / sent, Is.LessThan(MostBytesPerByte), ContractSeed.Message);
        Assert.That(api.Statistics.Failures, Is.GreaterThan(Packets / 10), "Most of them are damaged.");
        Assert.That(api.Statistics.CallsReceived, Is.GreaterThan(Packets / 100), "Some of them are still valid.");

        other.Peer.Send(Bytes.Of($"A0 06 00 00 80 {Methods.Id("Ready")} \"Board\" 00"), 1);
        api.Poll();
        Assert.That(board.Calls, Is.EqualTo([$"Ready from {other.Id}"]), "It goes on as before.");
    }

    private static int Mutate(byte[] valid, byte[] packet, Random random)
    {
        var length = valid.Length;
        valid.CopyTo(packet, 0);
        for (var count = random.Next(4); count > 0; count--)
        {
            var at = length == 0 ? 0 : random.Next(length);
            switch (random.Next(6))
            {
                case 0:
                    packet[at] = (byte)random.Next(256);
                    break;
                case 1:
                    packet[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    length = at;
                    break;
                case 3 when length < packet.Length:
                    packet.AsSpan(at, length - at).CopyTo(packet.AsSpan(at + 1));
                    packet[at] = (byte)random.Next(256);
                    length++;
                    break;
                case 4 when length > 0:
                    packet.AsSpan(at + 1, length - at - 1).CopyTo(packet.AsSpan(at));
                    length--;
                    break;
                default:
                    packet[at] = (byte)(random.Next(2) == 0 ? 0xFF : 0x7F);
                    break;
            }
        }
        return length;
    }

    private static void Drain(LoopbackMultiplayerPeer peer)
    {
        peer.Poll();
        while (peer.TryReceive(out _))
        {
        }
    }
}
