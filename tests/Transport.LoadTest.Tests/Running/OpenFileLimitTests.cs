using Transport.LoadTest.Running;

namespace Transport.LoadTest.Tests.Running;

public sealed class OpenFileLimitTests
{
    private const string Limits = """
        Limit                     Soft Limit           Hard Limit           Units
        Max processes             127234               127234               processes
        Max open files            4096                 20000                files
        """;

    [Test]
    public void FewConnectionsPass() => Assert.That(OpenFileLimit.WhyNot(3000, Limits), Is.Null);

    [Test]
    public void TooManyAreToldWithTheWayOut() =>
        Assert.That(
            OpenFileLimit.WhyNot(10_000, Limits),
            Does.Contain("10000 connections").And.Contain("it may have 4096").And.Contain("ulimit -Hn 10300").And.Contain("--connections"));

    [TestCase("")]
    [TestCase("Max open files            unlimited            unlimited            files")]
    public void LimitThatIsNoneStopsNobody(string limits) => Assert.That(OpenFileLimit.WhyNot(1_000_000, limits), Is.Null);
}
