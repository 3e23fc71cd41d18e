using System.Collections.Concurrent;

namespace Transport.ContractTests;

/// <summary>
/// Two carriers in one session. The first peer of a test is a multiplex of both; the clients after it are in turn one that tries both, one of
/// the second carrier only, a plain peer of the first and a plain peer of the second.
/// </summary>
public sealed class MultiplexCarrier(ContractCarrier first, ContractCarrier second) : ContractCarrier
{
    // Tests of threads create and start peers at once.
    private readonly ConcurrentDictionary<MultiplayerPeer, Parts> _parts = new();
    private int _created = -1;

    /// <summary>Whether all clients are plain peers, in turn of the first and of the second carrier. Default false.</summary>
    public bool HasPlainClients { get; init; }

    public override string Name => $"multiplex of {first.Name} and {second.Name}";

    public override bool IsSingleThreaded => first.IsSingleThreaded && second.IsSingleThreaded;

    public override bool HasVirtualTime => first.HasVirtualTime && second.HasVirtualTime;

    public override bool DeliversEveryModeReliably => first.DeliversEveryModeReliably && second.DeliversEveryModeReliably;

    public override int ConnectsForUniqueIds => Math.Min(first.ConnectsForUniqueIds, second.ConnectsForUniqueIds);

    public override int WarmUpPackets => Math.Max(first.WarmUpPackets, second.WarmUpPackets);

    public override int StormClients => Math.Min(first.StormClients, second.StormClients);

    public override TimeSpan CloseDrainTime => Longest(first.CloseDrainTime, second.CloseDrainTime);

    public override TimeSpan ClockGrain => Longest(first.ClockGrain, second.ClockGrain);

    public override TimeSpan LivenessTime => Longest(first.LivenessTime, second.LivenessTime);

    // The links that a test hurts are those of its first client, which is connected by the first carrier.
    public override string? CannotCutLinks => first.CannotCutLinks;

    public override string? CannotSilenceLinks => first.CannotSilenceLinks;

    public override string? CannotMoveTime => HasVirtualTime ? null : first.CannotMoveTime ?? second.CannotMoveTime;

    public override string? CannotLimitPackets => first.CannotLimitPackets ?? second.CannotLimitPackets;

    public override string? CannotTellRefusals => first.CannotTellRefusals ?? second.CannotTellRefusals;

    public override string? CannotBeAllocationFree => first.CannotBeAllocationFree ?? second.CannotBeAllocationFree;

    public override bool ShowsModeOf(MultiplayerPeer client)
    {
        var (carrier, member) = LinkOf(client);
        return carrier.ShowsModeOf(member);
    }

    public override bool ShowsChannelOf(MultiplayerPeer client)
    {
        var (carrier, member) = LinkOf(client);
        return carrier.ShowsChannelOf(member);
    }

    // Where both fail, the last one's reason counts.
    public override DisconnectReason ReasonWhenNobodyAnswersTo(MultiplayerPeer client) =>
        _parts[client].Second is { } member ? second.ReasonWhenNobodyAnswersTo(member) : first.ReasonWhenNobodyAnswersTo(client);

    public override MultiplayerPeer CreatePeer(CarrierLimits limits) => KindOf(Interlocked.Increment(ref _created)) switch
    {
        2 => CreateMultiplex(limits, triesBoth: false),
        3 => CreatePlain(first, limits),
        4 => CreatePlain(second, limits),
        _ => CreateMultiplex(limits, triesBoth: true),
    };

    public override void StartServer(MultiplayerPeer peer)
    {
        var parts = _parts[peer];
        if (parts.Multiplex is { } multiplex)
        {
            Clear(multiplex);
            multiplex.Add(parts.First!, first.StartServer);
            multiplex.Add(parts.Second!, second.StartServer);
            multiplex.CreateServer();
        }
        else if (parts.First is not null) first.StartServer(peer);
        else second.StartServer(peer);
    }

    public override void StartClient(MultiplayerPeer client, MultiplayerPeer server)
    {
        var (own, its) = (_parts[client], _parts[server]);
        var reachable = own with
        {
            First = its.First is null || !own.TriesFirst ? null : own.First,
            Second = its.Second is null ? null : own.Second,
        };
        Start(client, reachable, one => first.StartClient(one, its.First!), two => second.StartClient(two, its.Second!));
    }

    public override void StartClientOfNobody(MultiplayerPeer client) =>
        Start(client, _parts[client], first.StartClientOfNobody, second.StartClientOfNobody);

    public override void Advance(TimeSpan time)
    {
        first.Advance(time);
        second.Advance(time);
    }

    public override void CutLink(MultiplayerPeer client)
    {
        var (carrier, member) = LinkOf(client);
        carrier.CutLink(member);
    }

    public override void SilenceLink(MultiplayerPeer client)
    {
        var (carrier, member) = LinkOf(client);
        carrier.SilenceLink(member);
    }

    public override async ValueTask DisposeAsync()
    {
        await first.DisposeAsync();
        await second.DisposeAsync();
        await base.DisposeAsync();
    }

    private int KindOf(int number) => HasPlainClients && number > 0 ? 3 + number % 2 : number % 5;

    private MultiplexMultiplayerPeer CreateMultiplex(CarrierLimits limits, bool triesBoth)
    {
        var multiplex = new MultiplexMultiplayerPeer(new MultiplexOptions { MaxClients = limits.MaxClients });
        // The limit on clients is the one over all.
        limits = limits with { MaxClients = null };
        var parts = new Parts(multiplex, first.CreatePeer(limits), second.CreatePeer(limits), triesBoth);
        multiplex.Add(parts.First!, static _ => throw new NotSupportedException("It is to be started by the carrier."));
        multiplex.Add(parts.Second!, static _ => throw new NotSupportedException("It is to be started by the carrier."));
        _parts[multiplex] = parts;
        return multiplex;
    }

    private MultiplayerPeer CreatePlain(ContractCarrier carrier, CarrierLimits limits)
    {
        var peer = carrier.CreatePeer(limits);
        _parts[peer] = carrier == first ? new Parts(null, peer, null, TriesFirst: true) : new Parts(null, null, peer, TriesFirst: false);
        return peer;
    }

    private static void Start(MultiplayerPeer client, Parts members, Action<MultiplayerPeer> startFirst, Action<MultiplayerPeer> startSecond)
    {
        if (members.Multiplex is { } multiplex)
        {
            Clear(multiplex);
            if (members.First is not null) multiplex.Add(members.First, startFirst);
            if (members.Second is not null) multiplex.Add(members.Second, startSecond);
            multiplex.CreateClient();
        }
        else if (members.First is not null) startFirst(client);
        else startSecond(client);
    }

    private static void Clear(MultiplexMultiplayerPeer multiplex)
    {
        foreach (var member in multiplex.Members) multiplex.Remove(member);
    }

    // By which carrier a client is connected, and the peer of that carrier.
    private (ContractCarrier Carrier, MultiplayerPeer Member) LinkOf(MultiplayerPeer client)
    {
        var parts = _parts[client];
        var member = parts.Multiplex?.ChosenMember ?? client;
        return (member == parts.First ? first : second, member);
    }

    private static TimeSpan Longest(TimeSpan one, TimeSpan two) => one > two ? one : two;

    /// <param name="Multiplex">Null for a plain peer, which is one of the two itself.</param>
    /// <param name="First">The peer of the first carrier.</param>
    /// <param name="Second">The peer of the second carrier.</param>
    /// <param name="TriesFirst">Whether, as a client, it tries the first carrier.</param>
    private sealed record Parts(MultiplexMultiplayerPeer? Multiplex, MultiplayerPeer? First, MultiplayerPeer? Second, bool TriesFirst);
}
