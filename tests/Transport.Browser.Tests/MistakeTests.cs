namespace Transport.Browser.Tests;

/// <summary>What a page cannot do throws at the call, and says so.</summary>
internal sealed class MistakeTests : BrowserTests
{
    [TestCase("server")]
    [TestCase("stream server")]
    [TestCase("accepted stream")]
    [TestCase("listener")]
    public Task APageIsNoServer(string mistake) => AssertAsync(mistake, "PlatformNotSupportedException: A page in a browser cannot be a server.");

    [TestCase("header")]
    [TestCase("header of a socket")]
    public Task APageAddsNoHeaders(string mistake) => AssertAsync(
        mistake,
        "PlatformNotSupportedException: A page in a browser cannot add headers to a handshake. Send a token in the URL, the subprotocol or the first packet.");

    [TestCase("any certificate")]
    [TestCase("another name")]
    public Task APageDoesNotChooseWhomToTrust(string mistake) => AssertAsync(
        mistake,
        "PlatformNotSupportedException: A page in a browser cannot choose whom TLS trusts: the browser does. Leave the TLS options out.");

    [Test]
    public Task AddressThatTheBrowserDoesNotTakeIsTheCallers() =>
        AssertAsync("no address", "ArgumentException: \"1.2.3.400\" is not a host name or address.");

    [Test]
    public Task APageKnowsNoTcp() => AssertAsync("no delay", "InvalidOperationException: There is no TCP connection.");

    [TestCase("close code", "ArgumentOutOfRangeException: A close code is 1000 to 1011, without 1004 to 1006, or 3000 to 4999.")]
    [TestCase("reason", "ArgumentException: A close reason has at most 123 bytes of UTF-8; this one has 124.")]
    public Task AClosesArgumentsAreTheSameAsElsewhere(string mistake, string thrown) => AssertAsync(mistake, thrown);

    // The platform's own words behind it are left out of a published page.
    private static async Task AssertAsync(string mistake, string thrown) =>
        Assert.That((await Page.CallAsync("Mistakes", "Make", mistake)).GetString(), Does.StartWith(thrown));
}
