using Transport.ContractTests;

namespace Transport.Browser.Contract;

internal sealed class LoopbackContract : MultiplayerPeerContract
{
    protected override ContractCarrier CreateCarrier() => new LoopbackCarrier();
}
