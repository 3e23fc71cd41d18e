using Microsoft.Extensions.Time.Testing;

namespace Transport.ContractTests;

/// <summary>The in-process carrier, under virtual time.</summary>
public sealed class LoopbackCarrier : ContractCarrier
{
    private readonly FakeTimeProvider _time = new();

    public override string Name => "loopback";

    public override bool IsSingleThreaded => true;

    public override bool HasVirtualTime => true;

    public override bool ShowsMode => true;

    public override bool ShowsChannel => true;

    public override string? CannotCutLinks => "Nothing lies between the ends of a loopback link that could break.";

    public override string? CannotSilenceLinks => CannotCutLinks;

    public override MultiplayerPeer CreatePeer(CarrierLimits limits) => new LoopbackMultiplayerPeer(
        new LoopbackOptions
        {
            MaxPacketBytes = limits.MaxPacketBytes,
            InboundQueueBytes = limits.InboundBytes,
            InboundQueuePackets = limits.InboundPackets,
            OutboundQueueBytes = limits.OutboundBytes,
            OutboundQueuePackets = limits.OutboundPackets,
            MaxClients = limits.MaxClients,
            CloseDrainTimeout = CloseDrainTime,
        },
        timeProvider: _time);

    public override void StartServer(MultiplayerPeer peer) => ((LoopbackMultiplayerPeer)peer).CreateServer();

    public override void StartClient(MultiplayerPeer client, MultiplayerPeer server) =>
        ((LoopbackMultiplayerPeer)client).CreateClient((LoopbackMultiplayerPeer)server);

    public override void StartClientOfNobody(MultiplayerPeer client)
    {
        using var nobody = new LoopbackMultiplayerPeer();
        ((LoopbackMultiplayerPeer)client).CreateClient(nobody);
    }

    public override void Advance(TimeSpan time) => _time.Advance(time);
}
