using System.Net;
using Transport.LiteNet.Endpoints;

namespace Transport.LiteNet.Tests.Endpoints;

internal sealed class ClientEndpointTests
{
    [TestCase("", "")]
    [TestCase("::1", "::1")]
    [TestCase("::1 ::2 ::3 10.0.0.1 10.0.0.2", "::1 10.0.0.1 ::2 10.0.0.2 ::3")]
    [TestCase("10.0.0.1 10.0.0.2 ::1", "10.0.0.1 ::1 10.0.0.2")]
    public void FamiliesTakeTurns(string addresses, string expected)
    {
        var parsed = addresses.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(IPAddress.Parse);
        Assert.That(string.Join(' ', ClientEndpoint.TakeTurns(parsed)), Is.EqualTo(expected));
    }
}
