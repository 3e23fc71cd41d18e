using System.Text;
using TicTacToe.Messages;
using TicTacToe.Rules;

namespace TicTacToe.Tests.Messages;

public sealed class MessageReaderTests
{
    private static readonly GameMessage[] Messages =
    [
        new Seated(Mark.Cross),
        new Seated(Mark.Nought),
        new GameStarted(),
        new PlayMove(0),
        new PlayMove(8),
        new PlayMove(-1),
        new PlayMove(int.MaxValue),
        new PlayMove(int.MinValue),
        new MovePlayed(Mark.Nought, 8),
        new MoveRefused(MoveRefusal.NoGame),
        new MoveRefused(MoveRefusal.CellTaken),
        new GameEnded(GameResult.CrossWins),
        new GameEnded(GameResult.Draw),
        new GameEnded(GameResult.Abandoned, "X went home: “até já”."),
        new GameEnded(GameResult.Abandoned, new string('x', GameEnded.MaxWhyBytes)),
    ];

    [TestCaseSource(nameof(Messages))]
    public void ReadsWhatWasWritten(GameMessage message)
    {
        Assert.That(Read(Write(message)), Is.EqualTo(message));
    }

    // The protocol as bytes: what the README's table says.
    [TestCase("92 01 01", typeof(Seated))]
    [TestCase("91 02", typeof(GameStarted))]
    [TestCase("92 03 08", typeof(PlayMove))]
    [TestCase("93 04 02 08", typeof(MovePlayed))]
    [TestCase("92 05 02", typeof(MoveRefused))]
    [TestCase("93 06 04 A3 62 79 65", typeof(GameEnded))]
    public void BytesOnTheWire(string hex, Type type)
    {
        var bytes = Bytes(hex);
        var message = Read(bytes);

        Assert.That(message, Is.TypeOf(type));
        Assert.That(Write(message!), Is.EqualTo(bytes));
    }

    [TestCase("", TestName = "RefusesEmptyPacket")]
    [TestCase("90", TestName = "RefusesArrayWithoutKind")]
    [TestCase("C0", TestName = "RefusesNil")]
    [TestCase("03", TestName = "RefusesBareNumber")]
    [TestCase("81 03 08", TestName = "RefusesMap")]
    [TestCase("92 00 01", TestName = "RefusesUnknownKind")]
    [TestCase("92 07 01", TestName = "RefusesKindOfTheFuture")]
    [TestCase("92 A1 33 08", TestName = "RefusesKindAsText")]
    [TestCase("91 03", TestName = "RefusesMissingField")]
    [TestCase("93 03 08 00", TestName = "RefusesSuperfluousField")]
    [TestCase("92 03 08 00", TestName = "RefusesTrailingBytes")]
    [TestCase("92 03", TestName = "RefusesTruncatedPacket")]
    [TestCase("92 03 CF FF FF FF FF FF FF FF FF", TestName = "RefusesNumberBeyondInt32")]
    [TestCase("92 03 CB 3F F0 00 00 00 00 00 00", TestName = "RefusesFraction")]
    [TestCase("92 01 00", TestName = "RefusesSeatOfNobody")]
    [TestCase("92 01 03", TestName = "RefusesThirdMark")]
    [TestCase("93 04 01 09", TestName = "RefusesPlayedMoveOffTheBoard")]
    [TestCase("92 05 00", TestName = "RefusesUnknownRefusal")]
    [TestCase("92 05 05", TestName = "RefusesRefusalOfTheFuture")]
    [TestCase("93 06 00 A0", TestName = "RefusesEndOfAnOpenGame")]
    [TestCase("93 06 05 A0", TestName = "RefusesUnknownResult")]
    [TestCase("93 06 04 C0", TestName = "RefusesMissingText")]
    [TestCase("93 06 04 DB FF FF FF FF 61", TestName = "RefusesTextThatClaimsFourGigabytes")]
    [TestCase("93 06 04 DA 00 01 61", TestName = "RefusesShortTextWithALongHeader")]
    [TestCase("93 06 04 A2 C3 28", TestName = "RefusesTextThatIsNotUtf8")]
    [TestCase("93 06 04 A3 61", TestName = "RefusesTextThatClaimsMoreThanThereIs")]
    [TestCase("93 06 04", TestName = "RefusesMissingLastField")]
    [TestCase("DD FF FF FF FF 03 08", TestName = "RefusesArrayThatClaimsFourBillion")]
    [TestCase("DD 80 00 00 00 03 08", TestName = "RefusesArrayThatOverflowsItsCount")]
    public void RefusesMalformedPacket(string hex)
    {
        Assert.That(Read(Bytes(hex)), Is.Null);
    }

    [Test]
    public void RefusesTextAboveTheLimit()
    {
        byte[] head = [0x93, 0x06, 0x04, 0xD9, GameEnded.MaxWhyBytes + 1];

        Assert.That(Read([.. head, .. Enumerable.Repeat((byte)'x', GameEnded.MaxWhyBytes + 1)]), Is.Null);
    }

    [Test]
    public void RefusesSixtyKilobytesBehindAMove()
    {
        Assert.That(Read([.. Bytes("92 03 08"), .. new byte[60_000]]), Is.Null);
    }

    [Test]
    public void RefusesEveryPrefixOfEveryMessage()
    {
        foreach (var message in Messages)
        {
            var bytes = Write(message);
            for (var length = 0; length < bytes.Length; length++)
                Assert.That(Read(bytes[..length]), Is.Null, $"{message}, first {length} bytes");
        }
    }

    [Test]
    public void CutsLongTextBetweenCharacters()
    {
        var ended = (GameEnded)Read(Write(new GameEnded(GameResult.Abandoned, "a" + new string('é', GameEnded.MaxWhyBytes))))!;

        Assert.That(Encoding.UTF8.GetByteCount(ended.Why), Is.EqualTo(GameEnded.MaxWhyBytes - 1));
        Assert.That(ended.Why, Does.EndWith("é").And.Not.Contain("\uFFFD"));
    }

    [Test]
    public void TextCannotSteerTheTerminal()
    {
        var ended = (GameEnded)Read(Write(new GameEnded(GameResult.Abandoned, "\u001b[2Jhello\r\n\a")))!;

        Assert.That(ended.Why, Is.EqualTo(" [2Jhello   "));
    }

    // Whatever comes, there is no exception; and what is understood means the same when it is written again.
    [Test]
    public void TwoHundredThousandMutationsNeverThrow()
    {
        var seed = Seeds.ForThisRun(20_260_101);
        var random = new Random(seed);
        var valid = Messages.Select(Write).ToArray();
        var understood = 0;
        for (var i = 0; i < 200_000; i++)
        {
            var bytes = Mutation.Of(valid[random.Next(valid.Length)], random);
            if (!MessageReader.TryRead(bytes, out var message)) continue;
            understood++;
            if (!message.Equals(Read(Write(message))))
                Assert.Fail($"seed {seed}, packet {i}: {Convert.ToHexString(bytes)} became {message}");
        }
        Assert.That(understood, Is.GreaterThan(1000), $"seed {seed}: the mutations have to come close to the protocol");
    }

    private static byte[] Write(GameMessage message) => new MessageWriter().Write(message).ToArray();

    private static GameMessage? Read(byte[] bytes) => MessageReader.TryRead(bytes, out var message) ? message : null;

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
}
