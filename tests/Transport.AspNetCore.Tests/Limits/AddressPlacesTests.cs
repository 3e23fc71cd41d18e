using System.Net;
using Transport.AspNetCore.Limits;

namespace Transport.AspNetCore.Tests.Limits;

internal sealed class AddressPlacesTests
{
    [Test]
    public void EachAddressHasItsPlaces()
    {
        var places = new AddressPlaces(2);
        Assert.That(Take(places, "192.0.2.1", "192.0.2.1", "192.0.2.1"), Is.EqualTo(new[] { true, true, false }));
        Assert.That(Take(places, "192.0.2.2"), Is.EqualTo(new[] { true }));
        places.GiveBack(IPAddress.Parse("192.0.2.1"));
        Assert.That(Take(places, "192.0.2.1", "192.0.2.1"), Is.EqualTo(new[] { true, false }));
    }

    [Test]
    public void ANetworkOfIPv6IsOneAddress()
    {
        var places = new AddressPlaces(1);
        Assert.That(
            Take(places, "2001:db8:0:1::1", "2001:db8:0:1:ffff::2", "2001:db8:0:2::1"),
            Is.EqualTo(new[] { true, false, true }));
    }

    [Test]
    public void AnIPv4AddressInTheFormOfIPv6IsTheSame() =>
        Assert.That(Take(new AddressPlaces(1), "::ffff:192.0.2.1", "192.0.2.1"), Is.EqualTo(new[] { true, false }));

    [Test]
    public void AnAddressThatIsNotKnownIsNotLimited()
    {
        var places = new AddressPlaces(1);
        Assert.That(places.TryTake(null) && places.TryTake(null), Is.True);
        places.GiveBack(null);
        Assert.That(places.Count, Is.Zero);
    }

    [Test]
    public void NothingIsKeptOfAddressesThatHaveLeft()
    {
        var places = new AddressPlaces(2);
        Take(places, "192.0.2.1", "192.0.2.1", "192.0.2.1");
        Assert.That(places.Count, Is.EqualTo(1));
        places.GiveBack(IPAddress.Parse("192.0.2.1"));
        places.GiveBack(IPAddress.Parse("192.0.2.1"));
        Assert.That(places.Count, Is.Zero);
    }

    private static bool[] Take(AddressPlaces places, params string[] addresses) =>
        Array.ConvertAll(addresses, address => places.TryTake(IPAddress.Parse(address)));
}
