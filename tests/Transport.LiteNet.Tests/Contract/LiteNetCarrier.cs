using System.Net;
using System.Net.Sockets;
using Transport.ContractTests;

namespace Transport.LiteNet.Tests.Contract;

/// <summary>Real UDP sockets on this machine.</summary>
internal class LiteNetCarrier : ContractCarrier
{
    private readonly Dictionary<MultiplayerPeer, int> _ports = [];

    public override string Name => "litenet";

    public override bool DeliversEveryModeReliably => false;

    public override bool ShowsMode => true;

    public override bool ShowsChannel => true;

    public override string? CannotCutLinks => "UDP has no connection in the network that could be reset. Silence is all there is; the run over virtual time silences links.";

    public override string? CannotSilenceLinks => HasVirtualTime ? null : "The run over virtual time silences links.";

    // Each packet in flight is one of LiteNetLib's, and the most that are ever in flight at once are reached by chance.
    public override int WarmUpPackets => 400_000;

    protected virtual TimeProvider Time => TimeProvider.System;

    protected virtual LiteNetSecurity? Security => null;

    public override MultiplayerPeer CreatePeer(CarrierLimits limits) => new LiteNetMultiplayerPeer(
        new LiteNetMultiplayerPeerOptions
        {
            MaxPacketBytes = limits.MaxPacketBytes,
            InboundQueueBytes = limits.InboundBytes,
            InboundQueuePackets = limits.InboundPackets,
            OutboundQueueBytes = limits.OutboundBytes,
            OutboundQueuePackets = limits.OutboundPackets,
            MaxClients = limits.MaxClients,
            MaxPendingHandshakesPerAddress = StormClients,
            DrainTimeout = CloseDrainTime,
            SilenceLimit = LivenessTime,
            Security = Security,
        },
        Time);

    public override void StartServer(MultiplayerPeer peer)
    {
        var server = (LiteNetMultiplayerPeer)peer;
        server.CreateServer(0, "127.0.0.1");
        _ports[peer] = server.LocalPort;
    }

    public override void StartClient(MultiplayerPeer client, MultiplayerPeer server) => Connect(client, _ports[server]);

    public override void StartClientOfNobody(MultiplayerPeer client)
    {
        using var nobody = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        nobody.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Connect(client, ((IPEndPoint)nobody.LocalEndPoint!).Port);
    }

    public override void SilenceLink(MultiplayerPeer client) => ((LiteNetMultiplayerPeer)client).Endpoint!.IsSilenced = true;

    protected static void Connect(MultiplayerPeer client, int port) => ((LiteNetMultiplayerPeer)client).CreateClient("127.0.0.1", port);
}
