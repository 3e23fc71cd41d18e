namespace Transport.LiteNet.Tests.Contract;

/// <summary>Real UDP sockets, and every datagram encrypted.</summary>
internal sealed class SealedCarrier : LiteNetCarrier
{
    public override string Name => "litenet, encrypted";

    protected override LiteNetSecurity? Security { get; } = LiteNetSecurity.SharedSecret("sixteen bytes or more"u8);
}
