using Transport.LiteNet.Security;
using Transport.LiteNet.Wire;

namespace Transport.LiteNet.Tests.Wire;

/// <summary>The datagrams before there is a connection.</summary>
internal sealed class HandshakeDatagramTests
{
    private static readonly byte[] Nonce = [.. Enumerable.Range(1, Protocol.RandomBytes).Select(i => (byte)i)];
    private static readonly byte[] Cookie = [.. Enumerable.Range(101, Protocol.CookieBytes).Select(i => (byte)i)];

    [Test]
    public void KnockTellsVersionAndRandomNumber()
    {
        var datagram = new byte[Knock.Bytes];
        Knock.Write(datagram, Nonce);
        Assert.That(Knock.TryRead(datagram, out var version, out var random), Is.True);
        Assert.That((version, random.ToArray()), Is.EqualTo((Protocol.Version, Nonce)));
    }

    [Test]
    public void KnockIsLongerThanAnyAnswerToIt() =>
        Assert.That(Knock.Bytes, Is.GreaterThan(Challenge.Bytes).And.GreaterThanOrEqualTo(Refusal.MaxBytes));

    [Test]
    public void KnockOfAnotherVersionIsStillAKnock()
    {
        var datagram = new byte[Knock.Bytes];
        Knock.Write(datagram, Nonce);
        datagram[5] = 77;
        Assert.That(Knock.TryRead(datagram, out var version, out _), Is.True);
        Assert.That(version, Is.EqualTo(77));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(4)]
    public void KnockWithAnotherBeginningIsNone(int at)
    {
        var datagram = new byte[Knock.Bytes];
        Knock.Write(datagram, Nonce);
        datagram[at] ^= 1;
        Assert.That(Knock.TryRead(datagram, out _, out _), Is.False);
    }

    [TestCase(Knock.Bytes - 1)]
    [TestCase(Knock.Bytes + 1)]
    public void KnockOfAnotherLengthIsNone(int length)
    {
        var datagram = new byte[Knock.Bytes + 1];
        Knock.Write(datagram, Nonce);
        Assert.That(Knock.TryRead(datagram.AsSpan(0, length), out _, out _), Is.False);
    }

    [Test]
    public void ChallengeTellsCookieAndSecurity()
    {
        var datagram = new byte[Challenge.Bytes];
        Challenge.Write(datagram, Nonce, SecurityKind.Token, Cookie);
        Assert.That(Challenge.TryRead(datagram, Nonce, out var security, out var cookie), Is.True);
        Assert.That((security, cookie.ToArray()), Is.EqualTo((SecurityKind.Token, Cookie)));
    }

    [Test]
    public void AnswersToSomebodyElseAreNone()
    {
        var datagram = new byte[Knock.Bytes];
        byte[] other = [.. Nonce[1..], 0];
        Challenge.Write(datagram, other, SecurityKind.None, Cookie);
        Assert.That(Challenge.TryRead(datagram.AsSpan(0, Challenge.Bytes), Nonce, out _, out _), Is.False);
        var length = Refusal.Write(datagram, other, Refusal.Unavailable, "no");
        Assert.That(Refusal.TryRead(datagram.AsSpan(0, length), Nonce, out _), Is.False);
    }

    [TestCase(Refusal.Unavailable, DisconnectReason.Refused)]
    [TestCase(Refusal.WrongVersion, DisconnectReason.Refused)]
    [TestCase(Refusal.Conflict, DisconnectReason.Refused)]
    [TestCase(Refusal.Unauthorized, DisconnectReason.SecurityFailed)]
    public void RefusalTellsCodeAndText(int code, DisconnectReason reason)
    {
        var datagram = new byte[Refusal.MaxBytes];
        var length = Refusal.Write(datagram, Nonce, code, "Not für you.");
        Assert.That(Refusal.TryRead(datagram.AsSpan(0, length), Nonce, out var info), Is.True);
        Assert.That(info, Is.EqualTo(new DisconnectInfo(reason, DisconnectOrigin.Remote, code, "Not für you.")));
    }

    [TestCase(false, 0)]
    [TestCase(true, 0)]
    [TestCase(true, JoinRequest.MaxTokenBytes)]
    public void JoinTellsAllOfIt(bool hasProof, int tokenBytes)
    {
        var proof = hasProof ? new byte[Protocol.ProofBytes] : [];
        var token = new byte[tokenBytes];
        proof.AsSpan().Fill(7);
        token.AsSpan().Fill(8);
        var buffer = new byte[Protocol.DatagramBytes];
        var written = new JoinRequest
        {
            Version = 1, Random = Nonce, Cookie = Cookie, Channels = 8, WindowBytes = 65_535, WindowPackets = 4096, Proof = proof, Token = token,
        };
        var length = written.Write(buffer);
        Assert.That(JoinRequest.TryRead(buffer.AsSpan(0, length), out var read), Is.True);
        Assert.That(
            (read.Version, read.Channels, read.WindowBytes, read.WindowPackets), Is.EqualTo(((byte)1, (byte)8, 65_535u, 4096u)));
        Assert.That(read.Random.ToArray(), Is.EqualTo(Nonce));
        Assert.That(read.Cookie.ToArray(), Is.EqualTo(Cookie));
        Assert.That(read.Proof.ToArray(), Is.EqualTo(proof));
        Assert.That(read.Token.ToArray(), Is.EqualTo(token));
    }

    [Test]
    public void JoinOfAWrongLengthOrWithoutAWindowIsNone()
    {
        var buffer = new byte[Protocol.DatagramBytes + 1];
        var join = new JoinRequest { Version = 1, Random = Nonce, Cookie = Cookie, Channels = 8, WindowBytes = 1, WindowPackets = 1 };
        join.Write(buffer);
        Assert.That(JoinRequest.TryRead(buffer.AsSpan(0, JoinRequest.PlainBytes), out _), Is.True);
        foreach (var length in new[] { 0, JoinRequest.PlainBytes - 1, JoinRequest.PlainBytes + 1, JoinRequest.PlainBytes + Protocol.ProofBytes - 1, JoinRequest.PlainBytes + Protocol.ProofBytes + JoinRequest.MaxTokenBytes + 1 })
            Assert.That(JoinRequest.TryRead(buffer.AsSpan(0, length), out _), Is.False, $"{length} bytes");
        (join with { WindowPackets = 0 }).Write(buffer);
        Assert.That(JoinRequest.TryRead(buffer.AsSpan(0, JoinRequest.PlainBytes), out _), Is.False);
    }

    [Test]
    public void LargestJoinFitsIntoADatagramOfLiteNetLib() =>
        Assert.That(18 + 28 + JoinRequest.PlainBytes + Protocol.ProofBytes + JoinRequest.MaxTokenBytes, Is.LessThanOrEqualTo(Protocol.DatagramBytes));
}
