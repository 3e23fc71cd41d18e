using System.Net;
using Transport.LiteNet.Endpoints;

namespace Transport.LiteNet.Tests.Endpoints;

internal sealed class JoinCounterTests
{
    private static readonly IPAddress First = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress Second = IPAddress.Parse("192.0.2.2");

    [Test]
    public void OneAddressHasSoManyPlacesAndAllTogetherHaveSoMany()
    {
        var counter = new JoinCounter(max: 3, maxPerAddress: 2);
        counter.Begin(First);
        counter.Begin(First);
        Assert.That((counter.HasRoom(First), counter.HasRoom(Second)), Is.EqualTo((false, true)));
        counter.Begin(Second);
        Assert.That((counter.HasRoom(First), counter.HasRoom(Second)), Is.EqualTo((false, false)));
        counter.End(First);
        Assert.That((counter.HasRoom(First), counter.HasRoom(Second)), Is.EqualTo((true, true)));
        counter.End(First);
        counter.End(Second);
        Assert.That(counter.HasRoom(First), Is.True);
    }
}
