using Transport.ContractTests;
using Transport.Multiplayer.Arguments;
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

    private static readonly string[] ValidForGodot =
    [
        $"00 01 0{Arena.AddId} 03 42 2C 01 82 D2 02 96 49 02 05",
        $"00 01 0{Arena.AddId} 03 42 2C 01 C2 00 F2 05 2A 01 00 00 00 02 07",
        $"00 01 0{Arena.AimId} 05 09 00 00 00 00 00 80 3F 00 00 00 40 00 00 40 40 0F 00 00 00 00 00 80 3F 00 00 00 40 00 00 40 40 00 00 80 3F 03 00 01 00 9A 99 99 99 99 99 B9 3F 03 00 00 00 00 00 C0 3F 81",
        $"80 01 0{Arena.BlobId} 01 02 FF",
        $"00 01 0{Arena.BlobId} 01 1D 00 00 00 03 00 00 00 01 02 FF 00",
        $"00 01 0{Arena.HealId} 02 00 00 00 00 15 00 00 00 04 00 00 00 \"name\"",
        $"00 01 0{Arena.HealId} 02 42 2C 01 04 00 00 00 09 00 00 00 67 72 C3 BC 6E 20 E2 82 AC 00 00 00",
        $"00 01 0{Arena.NumbersId} 04 1E 00 00 00 02 00 00 00 01 00 00 00 FF FF FF FF 22 00 00 00 01 00 00 00 03 00 00 00 61 62 00 00 1C 00 00 00 01 00 00 00 03 00 00 00 00 00 C0 3F 1B 00 00 00 01 00 00 00 04 00 00 00 01 00 00 00 61 00 00 00 02 00 00 00 05 00 00 00",
        $"00 01 0{Arena.RoomId} 02 1B 00 00 00 01 00 00 00 04 00 00 00 01 00 00 00 6B 00 00 00 1C 00 00 00 01 00 00 00 1C 00 00 00 00 00 00 00 1C 00 01 00 02 00 00 00 02 00 00 00 02 00 00 00 01 00 00 00 02 00 00 00 02 00 00 00",
        $"00 01 0{Arena.SayId} 01 04 00 00 00 03 00 00 00 42 6F 62 00",
        $"80 01 0{Arena.VarId} 01 02 FF",
        $"00 01 0{Arena.VarId} 01 16 00 00 00 02 00 00 80 01 00 00 00 00 00 00 00 01 00 00 00 61 00 02 00 01 00 00 00 62 00 04 00 01 00 00 00 63 00 74 77",
        $"00 01 0{Arena.VarId} 01 18 00 01 00 07 00 00 00 00 00 00 00",
        $"20 13 00 00 80 0{Arena.SayId} 01 04 00 00 00 03 00 00 00 42 6F 62 00 \"Arena\" 00",
        $"01 {Arena.ChecksumText} 00 02 00 00 00 \"Arena\" 00",
        "02 01 01 00 00 00",
        "03 68 69",
        "04 FF 02 00 00 00 01 00 00 00 00 00 00 00 07 00 00 00 \"Thing1\" 00 02 00 00 00 02 01",
        "16 01 00 00 80 01 00 00 00 00 00 00 00 10 00 00 00 04 00 00 00 05 00 00 00 \"first\" 00 00 00",
        "07 00",
        "07 01 05 00 00 00",
        $"07 03 00 00 00 00 00 01 0{Arena.SayId} 01 04 00 00 00 03 00 00 00 42 6F 62 00",
        "07 03 05 00 00 00 03 68 69",
    ];

    [Test]
    public void NothingGetsOutOfPollAndMemoryIsBounded()
    {
        var board = new Board();
        Run(
            ArgumentEncoding.MessagePack, "Board", board, board.Calls, Valid, $"01 {Methods.ChecksumText} 00 01 00 00 00 \"Board\" 00", board.Rpc.Ready,
            $"A0 06 00 00 80 {Methods.Id("Ready")} \"Board\" 00", "Ready");
    }

    [Test]
    public void NothingOfGodotsArgumentsGetsOutOfPollAndMemoryIsBounded()
    {
        var arena = new Arena();
        Run(
            ArgumentEncoding.Godot, Arena.Path, arena, arena.Calls, ValidForGodot, $"01 {Arena.ChecksumText} 00 01 00 00 00 \"Arena\" 00", () => arena.Say(0, "x"),
            $"20 13 00 00 80 0{Arena.SayId} 01 04 00 00 00 03 00 00 00 42 6F 62 00 \"Arena\" 00", "say Bob");
        Assert.That(arena.Sum, Is.Not.Zero);
    }

    private static void Run(
        ArgumentEncoding encoding, string path, IRpcObject instance, List<string> calls, string[] recorded, string simplify, Action call, string last, string line)
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        using var server = new LoopbackMultiplayerPeer(timeProvider: time);
        using var api = new MultiplayerApi(server, new MultiplayerApiOptions { FaultBudget = null, Encoding = encoding }, time);
        api.Register(path, instance);
        using var stranger = new RawPeer(time);
        using var other = new RawPeer(time);
        server.CreateServer();
        stranger.Peer.CreateClient(server);
        other.Peer.CreateClient(server);
        stranger.Peer.Poll();
        other.Peer.Poll();
        api.Poll();
        stranger.Peer.Send(Bytes.Of(simplify), 1);
        call();

        var random = new Random(ContractSeed.Value);
        var valid = Array.ConvertAll(recorded, Bytes.Of);
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
            calls.Clear();
            Drain(stranger.Peer);
            Drain(other.Peer);
        }
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        TestContext.Out.WriteLine($"{Packets:N0} packets, {sent:N0} bytes, {api.Statistics.Failures:N0} failures, {api.Statistics.CallsReceived:N0} calls, " +
            $"{(double)allocated / sent:N1} bytes allocated for each byte");
        Assert.That((double)allocated / sent, Is.LessThan(MostBytesPerByte), ContractSeed.Message);
        Assert.That(api.Statistics.Failures, Is.GreaterThan(Packets / 10), "Most of them are damaged.");
        Assert.That(api.Statistics.CallsReceived, Is.GreaterThan(Packets / 100), "Some of them are still valid.");

        other.Peer.Send(Bytes.Of(last), 1);
        api.Poll();
        Assert.That(calls, Is.EqualTo([$"{line} from {other.Id}"]), "It goes on as before.");
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
