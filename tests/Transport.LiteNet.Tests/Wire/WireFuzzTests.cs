using Transport.LiteNet.Security;
using Transport.LiteNet.Wire;

namespace Transport.LiteNet.Tests.Wire;

/// <summary>No bytes of a stranger make a reader throw, and what is read is what was written.</summary>
internal sealed class WireFuzzTests
{
    private const int Rounds = 100_000;

    [Test]
    public void AnyBytesAreReadWithoutAnException()
    {
        var random = TestSeed.NewRandom();
        for (var i = 0; i < Rounds; i++) ReadAll(random.NextBytes(random.Next(300)), random.NextBytes(Protocol.RandomBytes));
    }

    [Test]
    public void ChangedMessagesAreReadWithoutAnException()
    {
        var random = TestSeed.NewRandom();
        var nonce = random.NextBytes(Protocol.RandomBytes);
        for (var i = 0; i < Rounds; i++)
        {
            var message = WriteAny(random, nonce);
            for (var changes = random.Next(4); changes >= 0 && message.Length > 0; changes--) message[random.Next(message.Length)] = (byte)random.Next(256);
            if (random.Next(3) == 0) message = message[..random.Next(message.Length + 1)];
            ReadAll(message, nonce);
        }
    }

    [Test]
    public void OpenedTokensOfAnyBytesAreNone()
    {
        var random = TestSeed.NewRandom();
        var key = random.NextBytes(SealedToken.KeyBytes);
        for (var i = 0; i < 2000; i++) Assert.That(SealedToken.Open(random.NextBytes(random.Next(200)), key), Is.Null);
    }

    private static byte[] WriteAny(Random random, byte[] nonce)
    {
        var buffer = new byte[Protocol.DatagramBytes];
        var cookie = random.NextBytes(Protocol.CookieBytes);
        var text = new string('x', random.Next(124));
        switch (random.Next(7))
        {
            case 0: Knock.Write(buffer, nonce); return buffer[..Knock.Bytes];
            case 1: Challenge.Write(buffer, nonce, SecurityKind.Token, cookie); return buffer[..Challenge.Bytes];
            case 2: return buffer[..Refusal.Write(buffer, nonce, random.Next(1000), text)];
            case 3:
                var join = new JoinRequest { Version = 1, Random = nonce, Cookie = cookie, Channels = 8, WindowBytes = 1, WindowPackets = 1, Proof = cookie.AsSpan(0, 16) };
                return [6, 13, 0, 0, 0, .. random.NextBytes(12), 16, .. new byte[16], .. buffer[..join.Write(buffer)]];
            case 4: ControlMessage.WriteWelcome(buffer, random.Next(), 1, 1); return buffer[..ControlMessage.WelcomeBytes];
            case 5: ControlMessage.WriteCredit(buffer, random.Next(), random.Next()); return buffer[..ControlMessage.CreditBytes];
            default: return buffer[..ControlMessage.WriteClose(buffer, random.Next(), 4000, text)];
        }
    }

    private static void ReadAll(byte[] bytes, byte[] nonce)
    {
        Knock.TryRead(bytes, out _, out _);
        Challenge.TryRead(bytes, nonce, out _, out _);
        Refusal.TryRead(bytes, nonce, out _);
        if (LitePacket.TryReadConnectRequest(bytes, out _, out var data)) JoinRequest.TryRead(data, out _);
        JoinRequest.TryRead(bytes, out _);
        LitePacket.IsExpected(bytes, 8, isClient: true);
        LitePacket.IsExpected(bytes, 1, isClient: false);
        ControlMessage.TryReadWelcome(bytes, out _, out _, out _);
        ControlMessage.TryReadCredit(bytes, out _, out _);
        ControlMessage.TryReadClose(bytes, out _, out _, out _);
        Farewell.TryRead(bytes, out _, out _);
    }
}
