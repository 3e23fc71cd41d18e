using System.Net;
using System.Net.Sockets;

namespace Transport.AspNetCore.Limits;

/// <summary>How many peers each address has. A network of IPv6 is one address: whoever has one of them has all. Thread-safe.</summary>
internal sealed class AddressPlaces(int limit)
{
    private const int NetworkBytes = 8;

    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, int> _taken = [];

    /// <summary>How many addresses have a place.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _taken.Count;
        }
    }

    /// <summary>Takes a place. An address that is not known is not limited.</summary>
    public bool TryTake(IPAddress? address)
    {
        if (address is null) return true;
        var key = NetworkOf(address);
        lock (_gate)
        {
            var taken = _taken.GetValueOrDefault(key);
            if (taken >= limit) return false;
            _taken[key] = taken + 1;
            return true;
        }
    }

    public void GiveBack(IPAddress? address)
    {
        if (address is null) return;
        var key = NetworkOf(address);
        lock (_gate)
        {
            if (--_taken[key] == 0) _taken.Remove(key);
        }
    }

    private static IPAddress NetworkOf(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address;
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[NetworkBytes..].Clear();
        return new IPAddress(bytes);
    }
}
