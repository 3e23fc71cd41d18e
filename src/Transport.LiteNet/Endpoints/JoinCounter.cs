using System.Net;

namespace Transport.LiteNet.Endpoints;

/// <summary>How many are on their way in, in all and from one address. Not synchronised.</summary>
internal sealed class JoinCounter(int max, int maxPerAddress)
{
    private readonly Dictionary<IPAddress, int> _byAddress = [];
    private int _all;

    public bool HasRoom(IPAddress address) =>
        _all < max && (!_byAddress.TryGetValue(address, out var own) || own < maxPerAddress);

    public void Begin(IPAddress address)
    {
        _all++;
        _byAddress.TryGetValue(address, out var own);
        _byAddress[address] = own + 1;
    }

    public void End(IPAddress address)
    {
        _all--;
        if (_byAddress[address] is var own and > 1) _byAddress[address] = own - 1;
        else _byAddress.Remove(address);
    }
}
