using Transport.ContractTests;

namespace Transport.WebSockets.Tests.Contract;

/// <summary>What every way of running the WebSocket carrier has in common.</summary>
internal abstract class WebSocketCarrier : ContractCarrier
{
    protected virtual TimeProvider Time => TimeProvider.System;

    protected virtual bool UsesPlatformSocket => false;

    public override MultiplayerPeer CreatePeer(CarrierLimits limits) => new WebSocketMultiplayerPeer(
        new WebSocketMultiplayerPeerOptions
        {
            MaxMessageBytes = limits.MaxPacketBytes,
            InboundQueueBytes = limits.InboundBytes,
            InboundQueuePackets = limits.InboundPackets,
            OutboundQueueBytes = limits.OutboundBytes,
            OutboundQueuePackets = limits.OutboundPackets,
            MaxClients = limits.MaxClients,
            MaxPendingHandshakesPerAddress = StormClients,
            DrainTimeout = CloseDrainTime,
            SilenceLimit = LivenessTime,
            UsesPlatformSocket = UsesPlatformSocket,
        },
        Time);
}
