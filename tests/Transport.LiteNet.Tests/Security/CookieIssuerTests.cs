using System.Net;
using Transport.LiteNet.Security;
using Transport.LiteNet.Wire;

namespace Transport.LiteNet.Tests.Security;

internal sealed class CookieIssuerTests
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Issued = TimeSpan.FromSeconds(100);
    private static readonly IPEndPoint Asker = new(IPAddress.Parse("192.0.2.1"), 5000);
    private static readonly byte[] Nonce = new byte[Protocol.RandomBytes];

    private CookieIssuer _issuer = null!;
    private byte[] _cookie = null!;

    [SetUp]
    public void Issue()
    {
        _issuer = new CookieIssuer(Lifetime);
        _cookie = new byte[Protocol.CookieBytes];
        _issuer.Write(_cookie, Asker, Nonce, Issued);
    }

    [TearDown]
    public void Release() => _issuer.Dispose();

    [Test]
    public void CookieIsGoodForItsAskerUntilItsTimeIsOver()
    {
        Assert.That(_issuer.IsValid(_cookie, Asker, Nonce, Issued), Is.True);
        Assert.That(_issuer.IsValid(_cookie, Asker, Nonce, Issued + Lifetime), Is.True);
        Assert.That(_issuer.IsValid(_cookie, Asker, Nonce, Issued + Lifetime + TimeSpan.FromTicks(1)), Is.False);
        Assert.That(_issuer.IsValid(_cookie, Asker, Nonce, Issued - TimeSpan.FromTicks(1)), Is.False, "From the future.");
    }

    [TestCase("192.0.2.2", 5000)]
    [TestCase("192.0.2.1", 5001)]
    [TestCase("::ffff:192.0.2.1", 5000)]
    [TestCase("2001:db8::1", 5000)]
    public void CookieIsForOneAddressOnly(string address, int port) =>
        Assert.That(_issuer.IsValid(_cookie, new IPEndPoint(IPAddress.Parse(address), port), Nonce, Issued), Is.False);

    [Test]
    public void CookieIsForOneRandomNumberOnly()
    {
        byte[] other = [1, .. Nonce[1..]];
        Assert.That(_issuer.IsValid(_cookie, Asker, other, Issued), Is.False);
    }

    [Test]
    public void EveryBitOfACookieCounts()
    {
        for (var bit = 0; bit < _cookie.Length * 8; bit++)
        {
            _cookie[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.That(_issuer.IsValid(_cookie, Asker, Nonce, Issued + TimeSpan.FromSeconds(1)), Is.False, $"bit {bit}");
            _cookie[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Test]
    public void CookieOfAnotherServerIsNotGood()
    {
        using var other = new CookieIssuer(Lifetime);
        Assert.That(other.IsValid(_cookie, Asker, Nonce, Issued), Is.False);
    }

    [Test]
    public void CookiesAllocateNothing()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            _issuer.Write(_cookie, Asker, Nonce, Issued);
            _issuer.IsValid(_cookie, Asker, Nonce, Issued);
        }
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1000));
    }
}
