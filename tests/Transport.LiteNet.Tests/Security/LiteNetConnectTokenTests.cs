using Transport.LiteNet.Security;
using Transport.LiteNet.Wire;

namespace Transport.LiteNet.Tests.Security;

internal sealed class LiteNetConnectTokenTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, LiteNetConnectToken.ServerKeyBytes).Select(i => (byte)i)];
    private static readonly DateTimeOffset Tomorrow = DateTimeOffset.FromUnixTimeMilliseconds(1_800_000_000_123);

    [Test]
    public void ServerReadsWhatTheIssuerSaid()
    {
        var token = LiteNetConnectToken.Issue(Key, Tomorrow, [7, 8, 9], "eu1");
        var (secret, sealedPart) = LiteNetConnectToken.Split(token);
        var opened = SealedToken.Open(sealedPart, Key)!;
        Assert.That((opened.Expires, opened.Server), Is.EqualTo((Tomorrow, "eu1")));
        Assert.That(opened.Secret, Is.EqualTo(secret));
        Assert.That(opened.UserData, Is.EqualTo(new byte[] { 7, 8, 9 }));
    }

    [Test]
    public void TokensAreNeverAlike()
    {
        var tokens = Enumerable.Range(0, 50).Select(_ => LiteNetConnectToken.Issue(Key, Tomorrow)).ToArray();
        Assert.That(tokens.Select(token => Convert.ToHexString(LiteNetConnectToken.Split(token).Secret)), Is.Unique);
    }

    [Test]
    public void SealedPartDoesNotShowTheSecretOrTheUserData()
    {
        byte[] userData = [.. "Alice, account 4711"u8];
        var (secret, sealedPart) = LiteNetConnectToken.Split(LiteNetConnectToken.Issue(Key, Tomorrow, userData));
        Assert.That(sealedPart.AsSpan().IndexOf(secret), Is.EqualTo(-1));
        Assert.That(sealedPart.AsSpan().IndexOf(userData), Is.EqualTo(-1));
    }

    [Test]
    public void EveryBitOfTheSealedPartCounts()
    {
        var sealedPart = LiteNetConnectToken.Split(LiteNetConnectToken.Issue(Key, Tomorrow, [1])).Sealed;
        for (var bit = 0; bit < sealedPart.Length * 8; bit++)
        {
            sealedPart[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.That(SealedToken.Open(sealedPart, Key), Is.Null, $"bit {bit}");
            sealedPart[bit / 8] ^= (byte)(1 << (bit % 8));
        }
        Assert.That(SealedToken.Open(sealedPart, new byte[32]), Is.Null, "Another key.");
    }

    [Test]
    public void LargestTokenFitsIntoAJoin()
    {
        var token = LiteNetConnectToken.Issue(Key, DateTimeOffset.MaxValue, new byte[LiteNetConnectToken.MaxUserDataBytes], new string('x', 128));
        Assert.That(LiteNetConnectToken.Split(token).Sealed, Has.Length.LessThanOrEqualTo(JoinRequest.MaxTokenBytes));
    }

    [Test]
    public void MistakesAreToldClearly()
    {
        Assert.That(() => LiteNetConnectToken.Issue(new byte[31], Tomorrow), Throws.ArgumentException.With.Message.Contains("32 bytes"));
        Assert.That(() => LiteNetConnectToken.Issue(Key, Tomorrow, new byte[513]), Throws.ArgumentException.With.Message.Contains("512"));
        Assert.That(() => LiteNetConnectToken.Issue(Key, Tomorrow, [], new string('x', 129)), Throws.ArgumentException.With.Message.Contains("128"));
        Assert.That(() => LiteNetSecurity.Token([]), Throws.ArgumentException.With.Message.Contains("no connect token"));
        Assert.That(() => LiteNetSecurity.Token(new byte[200]), Throws.ArgumentException);
        Assert.That(() => LiteNetSecurity.SharedSecret(new byte[15]), Throws.ArgumentException.With.Message.Contains("16 bytes"));
        Assert.That(() => LiteNetSecurity.ServerKey(new byte[16]), Throws.ArgumentException.With.Message.Contains("32 bytes"));
        Assert.That(() => LiteNetSecurity.ServerKey(Key, new string('€', 43)), Throws.ArgumentException.With.Message.Contains("128 bytes"));
    }
}
