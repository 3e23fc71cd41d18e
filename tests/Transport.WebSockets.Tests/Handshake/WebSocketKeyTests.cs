using Transport.WebSockets.Handshake;

namespace Transport.WebSockets.Tests.Handshake;

public class WebSocketKeyTests
{
    [Test]
    public void TheRfcsSampleKeyIsMadeFromItsNonce() =>
        Assert.That(WebSocketKey.FromNonce(HeadText.Nonce), Is.EqualTo(HeadText.Key));

    [Test]
    public void TheRfcsSampleKeyIsAcceptedAsInSection13() =>
        Assert.That(WebSocketKey.Accept(HeadText.Key), Is.EqualTo(HeadText.Accept));

    // Computed apart from this code, with openssl.
    [TestCase("AAAAAAAAAAAAAAAAAAAAAA==", "ICX+Yqv66kxgM0FcWaLWlFLwTAI=")]
    [TestCase("/////////////////////w==", "XXpj4jYzLM2yUE0C7TIgMwTQh2g=")]
    public void OtherKeysAreAcceptedWithTheirOwnAnswer(string key, string accept) =>
        Assert.That(WebSocketKey.Accept(key), Is.EqualTo(accept));

    [TestCase(HeadText.Key, true)]
    [TestCase("x3JJHMbDL1EzLkh9GBhXDw==", true)]
    [TestCase("AAAAAAAAAAAAAAAAAAAAAA==", true)]
    [TestCase("", false)]
    [TestCase("dGhlIHNhbXBsZSBub25jZQ", false)]
    [TestCase("dGhlIHNhbXBsZSBub25jZQ= ", false)]
    [TestCase("dGhlIHNhbXBsZSBub25jZSE=", false)]
    [TestCase("dGhlIHNhbXBsZSBub25jZSEh", false)]
    [TestCase("dGhlIHNhbXBsZSBub25j", false)]
    [TestCase("dGhlIHNhbXBsZSBub25jZQ===", false)]
    [TestCase("dGhlIHNhbXBsZSBub25j\tZQ=", false)]
    [TestCase("dGhlIHNh bXBsZSBub25jZQ==", false)]
    [TestCase("????????????????????????", false)]
    public void AKeyIs16BytesInBase64(string key, bool isValid) => Assert.That(WebSocketKey.IsValid(key), Is.EqualTo(isValid));

    [TestCase(15)]
    [TestCase(17)]
    public void ANonceOfAnotherLengthIsTheCallersMistake(int bytes) =>
        Assert.That(() => WebSocketKey.FromNonce(new byte[bytes]), Throws.ArgumentException);
}
