using Microsoft.Extensions.Time.Testing;
using Transport.Testing;

namespace Transport.ContractTests;

/// <summary>
/// Another carrier behind a simulated network: perfect, or with conditions. The network cuts and silences links, whether or not the other carrier can.
/// </summary>
public sealed class SimulatedCarrier : ContractCarrier
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    private readonly ContractCarrier _carrier;
    private readonly FakeTimeProvider _time = new();
    private readonly SimulatedNetwork _network;
    private readonly bool _isPerfect;

    public SimulatedCarrier(ContractCarrier carrier, NetworkConditions? conditions = null)
    {
        _carrier = carrier;
        _isPerfect = conditions is null;
        TakesTime = conditions is not null && carrier.HasVirtualTime;
        _network = new SimulatedNetwork(
            new SimulatedNetworkOptions { Seed = ContractSeed.Value }, carrier.HasVirtualTime ? _time : TimeProvider.System)
        {
            Conditions = conditions ?? NetworkConditions.Perfect,
        };
        IsOrdered = conditions is null or { Loss: 0, Duplication: 0, Reordering: 0, BytesPerSecond: null };
    }

    public override string Name => $"{_carrier.Name} on {(_isPerfect ? "a perfect" : TakesTime ? "a bad and slow" : "a bad")} simulated network";

    public override bool IsSingleThreaded => _carrier.IsSingleThreaded;

    public override bool HasVirtualTime => _carrier.HasVirtualTime;

    public override bool TakesTime { get; }

    public override bool DeliversEveryModeReliably => _carrier.DeliversEveryModeReliably && (IsOrdered || !_carrier.ShowsMode);

    public override bool ShowsMode => _carrier.ShowsMode;

    public override bool ShowsChannel => _carrier.ShowsChannel;

    public override DisconnectReason ReasonWhenNobodyAnswers => _carrier.ReasonWhenNobodyAnswers;

    public override bool ShowsModeOf(MultiplayerPeer client) => _carrier.ShowsModeOf(Wrapped(client).Inner);

    public override bool ShowsChannelOf(MultiplayerPeer client) => _carrier.ShowsChannelOf(Wrapped(client).Inner);

    public override DisconnectReason ReasonWhenNobodyAnswersTo(MultiplayerPeer client) =>
        _carrier.ReasonWhenNobodyAnswersTo(Wrapped(client).Inner);

    public override int ConnectsForUniqueIds => _carrier.ConnectsForUniqueIds;

    public override int WarmUpPackets => _carrier.WarmUpPackets;

    public override int StormClients => _carrier.StormClients;

    public override TimeSpan CloseDrainTime => _carrier.CloseDrainTime;

    public override TimeSpan ClockGrain => _carrier.ClockGrain;

    public override TimeSpan LivenessTime => _carrier.LivenessTime;

    public override string? CannotMoveTime => _carrier.CannotMoveTime;

    public override string? CannotLimitPackets => _carrier.CannotLimitPackets;

    public override string? CannotTellRefusals => _carrier.CannotTellRefusals;

    public override string? CannotBeAllocationFree => TakesTime
        ? "The test's clock allocates for each timer that is set; the simulator's own tests count with another clock."
        : !_isPerfect && !HasVirtualTime
            ? "In real time so many echoes over a slow network would take minutes; the run on a perfect network counts."
            : _carrier.CannotBeAllocationFree;

    private bool IsOrdered { get; }

    public override MultiplayerPeer CreatePeer(CarrierLimits limits) => _network.Wrap(
        _carrier.CreatePeer(limits),
        new SimulatedMultiplayerPeerOptions
        {
            InboundQueueBytes = limits.InboundBytes,
            InboundQueuePackets = limits.InboundPackets,
            InFlightBytes = limits.OutboundBytes,
            InFlightPackets = limits.OutboundPackets,
            SilenceLimit = LivenessTime,
        });

    public override void StartServer(MultiplayerPeer peer) => Wrapped(peer).Start(_carrier.StartServer);

    public override void StartClient(MultiplayerPeer client, MultiplayerPeer server) =>
        Wrapped(client).Start(inner => _carrier.StartClient(inner, Wrapped(server).Inner));

    public override void StartClientOfNobody(MultiplayerPeer client) => Wrapped(client).Start(_carrier.StartClientOfNobody);

    public override void Advance(TimeSpan time)
    {
        _carrier.Advance(time);
        _time.Advance(time);
    }

    // Only packets on their way get older: what the other carrier does in the background takes no virtual time, and shall not be late for its deadlines.
    public override void PassTime() => _time.Advance(Tick);

    public override void CutLink(MultiplayerPeer client) => Wrapped(client).CutLink(MultiplayerPeer.TargetPeerServer);

    public override void SilenceLink(MultiplayerPeer client) => _network.Partition(Wrapped(client));

    public override async ValueTask DisposeAsync()
    {
        await _carrier.DisposeAsync();
        await base.DisposeAsync();
    }

    private static SimulatedMultiplayerPeer<MultiplayerPeer> Wrapped(MultiplayerPeer peer) => (SimulatedMultiplayerPeer<MultiplayerPeer>)peer;
}
