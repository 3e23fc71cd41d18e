using System.Security.Cryptography;
using System.Text;
using Transport.Multiplayer.Wire;

namespace Transport.Multiplayer.Tests.Wire;

[TestFixture]
public sealed class Md5Tests
{
    // RFC 1321, appendix A.5.
    [TestCase("", "D41D8CD98F00B204E9800998ECF8427E")]
    [TestCase("a", "0CC175B9C0F1B6A831C399E269772661")]
    [TestCase("abc", "900150983CD24FB0D6963F7D28E17F72")]
    [TestCase("message digest", "F96B697D7CB7938D525A2F31AAF161D0")]
    [TestCase("abcdefghijklmnopqrstuvwxyz", "C3FCD3D76192E4007DFB496CCA67E13B")]
    [TestCase("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", "D174AB98D277D9F5A5611C2C9F419D9F")]
    [TestCase("12345678901234567890123456789012345678901234567890123456789012345678901234567890", "57EDF4A22BE3C955AC49DA2E2107B67A")]
    public void VectorsOfTheRfcComeOut(string message, string expected) =>
        Assert.That(Convert.ToHexString(Md5.Hash(Encoding.ASCII.GetBytes(message))), Is.EqualTo(expected));

    [Test]
    public void HashIsThePlatforms([Range(0, 200)] int length)
    {
        var message = new byte[length];
        new Random(length).NextBytes(message);
#pragma warning disable CA5351 // It is what is compared with.
        Assert.That(Md5.Hash(message), Is.EqualTo(MD5.HashData(message)));
#pragma warning restore CA5351
    }
}
