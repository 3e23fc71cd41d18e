using Transport.LiteNet.Security;
using Transport.LiteNet.Wire;

namespace Transport.LiteNet.Tests.Security;

internal sealed class SealedLinkTests
{
    private SealedLink _client = null!;
    private SealedLink _server = null!;

    [SetUp]
    public void Connect()
    {
        var keys = new ConnectionKeys(new byte[32], new byte[Protocol.RandomBytes], new byte[Protocol.CookieBytes]);
        _client = keys.CreateLink(isClient: true);
        _server = keys.CreateLink(isClient: false);
    }

    [TearDown]
    public void Release()
    {
        _client.Dispose();
        _server.Dispose();
    }

    [TestCase(1)]
    [TestCase(64)]
    [TestCase(Protocol.DatagramBytes - SealedLink.OverheadBytes)]
    public void WhatOneSealsTheOtherOpens(int length)
    {
        foreach (var (from, to) in new[] { (_client, _server), (_server, _client) })
        {
            var content = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();
            var datagram = Seal(from, content);
            Assert.That(datagram, Has.Length.EqualTo(length + SealedLink.OverheadBytes));
            Assert.That(datagram[0], Is.EqualTo(DatagramKind.Sealed));
            if (length >= 64) Assert.That(IndexOf(datagram, content[..16]), Is.EqualTo(-1), "It cannot be read on the way.");
            Assert.That(to.Open(datagram, out var opened), Is.EqualTo(SealOutcome.Genuine));
            Assert.That(datagram[..opened], Is.EqualTo(content));
        }
    }

    [Test]
    public void EveryBitOfADatagramCounts()
    {
        var genuine = Seal(_client, [1, 2, 3, 4]);
        for (var bit = 0; bit < genuine.Length * 8; bit++)
        {
            var changed = genuine.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.That(_server.Open(changed, out var length), Is.Not.EqualTo(SealOutcome.Genuine), $"bit {bit}");
            Assert.That(length, Is.Zero);
        }
        Assert.That(_server.Open(genuine, out _), Is.EqualTo(SealOutcome.Genuine), "The forged ones have not used up its number.");
    }

    [Test]
    public void DatagramIsOpenedOnce()
    {
        var first = Seal(_client, [1]);
        var second = Seal(_client, [2]);
        Assert.That(_server.Open(second.ToArray(), out _), Is.EqualTo(SealOutcome.Genuine));
        Assert.That(_server.Open(first.ToArray(), out _), Is.EqualTo(SealOutcome.Genuine), "Overtaken on the way.");
        Assert.That(_server.Open(first, out _), Is.EqualTo(SealOutcome.Replayed));
        Assert.That(_server.Open(second, out _), Is.EqualTo(SealOutcome.Replayed));
    }

    [Test]
    public void OwnDatagramComingBackIsForged() => Assert.That(_client.Open(Seal(_client, [1, 2, 3]), out _), Is.EqualTo(SealOutcome.Forged));

    [Test]
    public void AnotherConnectionsDatagramIsForged()
    {
        var cookie = new byte[Protocol.CookieBytes];
        cookie[0] = 1;
        using var other = new ConnectionKeys(new byte[32], new byte[Protocol.RandomBytes], cookie).CreateLink(isClient: true);
        Assert.That(_server.Open(Seal(other, [1, 2, 3]), out _), Is.EqualTo(SealOutcome.Forged), "The same secret, and another cookie.");
    }

    [Test]
    public void WhatIsNotSealedIsToldApart()
    {
        Assert.That(_server.Open(new byte[] { 4, 1, 0 }, out _), Is.EqualTo(SealOutcome.Unsealed));
        Assert.That(_server.Open(new byte[SealedLink.OverheadBytes], out _), Is.EqualTo(SealOutcome.Unsealed));
    }

    [Test]
    public void NoDatagramAllocates()
    {
        var buffer = new byte[Protocol.DatagramBytes];
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) _server.Open(buffer.AsSpan(0, _client.Seal(buffer, 100)), out _);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1000));
    }

    [Test]
    public void ProofsDifferByJoinAndToken()
    {
        var keys = new ConnectionKeys(new byte[32], new byte[Protocol.RandomBytes], new byte[Protocol.CookieBytes]);
        var join = new byte[JoinRequest.PlainBytes];
        var proof = keys.Prove(join, []);
        Assert.That(keys.Prove(join, []), Is.EqualTo(proof));
        Assert.That(keys.Prove(join, [1]), Is.Not.EqualTo(proof));
        join[^1] = 1;
        Assert.That(keys.Prove(join, []), Is.Not.EqualTo(proof));
    }

    private static byte[] Seal(SealedLink link, byte[] content)
    {
        var buffer = new byte[content.Length + SealedLink.OverheadBytes];
        content.CopyTo(buffer, 0);
        return buffer[..link.Seal(buffer, content.Length)];
    }

    private static int IndexOf(byte[] bytes, byte[] part) => bytes.AsSpan().IndexOf(part);
}
