namespace Transport.ContractTests;

/// <summary>
/// What the suite needs of a carrier: peers, ways to start them, and ways to hurt them. One object serves one test.
/// A property of type string says why the carrier cannot keep a rule, or null when it can; the test is then ignored with that reason.
/// </summary>
public abstract class ContractCarrier : IAsyncDisposable
{
    /// <summary>What the run is called in the output.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>A peer that is not started.</summary>
    public abstract MultiplayerPeer CreatePeer(CarrierLimits limits);

    /// <summary>Starts a peer as a server, where <see cref="StartClient"/> finds it; again and again for the same peer.</summary>
    public abstract void StartServer(MultiplayerPeer peer);

    /// <summary>Starts a peer as a client of a server that is started, or was.</summary>
    public abstract void StartClient(MultiplayerPeer client, MultiplayerPeer server);

    /// <summary>Starts a peer as a client of a place where nobody answers; it fails as soon as the carrier can tell.</summary>
    public abstract void StartClientOfNobody(MultiplayerPeer client);

    /// <summary>Whether all work is done in the calls of the peers' users, and none in the background.</summary>
    public virtual bool IsSingleThreaded => false;

    /// <summary>Whether <see cref="Advance"/> moves the carrier's time.</summary>
    public virtual bool HasVirtualTime => false;

    /// <summary>Whether things happen only as virtual time passes. The suite lets it pass while it waits.</summary>
    public virtual bool TakesTime => false;

    /// <summary>Whether every mode arrives, once, and in order.</summary>
    public virtual bool DeliversEveryModeReliably => true;

    /// <summary>Whether the receiver sees the mode that was sent; otherwise Reliable.</summary>
    public virtual bool ShowsMode => false;

    /// <summary>Whether the receiver sees the channel that was sent; otherwise 0.</summary>
    public virtual bool ShowsChannel => false;

    /// <summary>What a client is told of <see cref="StartClientOfNobody"/>.</summary>
    public virtual DisconnectReason ReasonWhenNobodyAnswers => DisconnectReason.Unreachable;

    /// <summary><see cref="ShowsMode"/> between a client and its server, where not all links are alike.</summary>
    public virtual bool ShowsModeOf(MultiplayerPeer client) => ShowsMode;

    /// <summary><see cref="ShowsChannel"/> between a client and its server, where not all links are alike.</summary>
    public virtual bool ShowsChannelOf(MultiplayerPeer client) => ShowsChannel;

    /// <summary><see cref="ReasonWhenNobodyAnswers"/> for one client, where not all are alike.</summary>
    public virtual DisconnectReason ReasonWhenNobodyAnswersTo(MultiplayerPeer client) => ReasonWhenNobodyAnswers;

    /// <summary>How many connects the test of unique ids makes.</summary>
    public virtual int ConnectsForUniqueIds => 1000;

    /// <summary>How many packets it takes until the carrier's pools have all that they need.</summary>
    public virtual int WarmUpPackets => 20_000;

    /// <summary>How many clients the storm has.</summary>
    public virtual int StormClients => 100;

    /// <summary>How long a close may take to drain.</summary>
    public virtual TimeSpan CloseDrainTime => TimeSpan.FromSeconds(5);

    /// <summary>How late the carrier may look at a time that has come.</summary>
    public virtual TimeSpan ClockGrain => TimeSpan.FromMilliseconds(1);

    /// <summary>How long a silent link may go unnoticed.</summary>
    public virtual TimeSpan LivenessTime => TimeSpan.FromSeconds(30);

    public virtual string? CannotMoveTime => HasVirtualTime ? null : "The carrier has no virtual time.";

    public virtual string? CannotCutLinks => null;

    public virtual string? CannotSilenceLinks => null;

    public virtual string? CannotLimitPackets => null;

    public virtual string? CannotTellRefusals => null;

    public virtual string? CannotBeAllocationFree => null;

    /// <summary>Moves the carrier's time on.</summary>
    public virtual void Advance(TimeSpan time) => throw new NotSupportedException();

    /// <summary>Lets some time pass, where the carrier <see cref="TakesTime"/>; as long as the suite waits, it is called again.</summary>
    public virtual void PassTime() => throw new NotSupportedException();

    /// <summary>Breaks the connection of a client, as a reset does: both ends find out.</summary>
    public virtual void CutLink(MultiplayerPeer client) => throw new NotSupportedException();

    /// <summary>Lets nothing through any more between a client and its server, and tells nobody.</summary>
    public virtual void SilenceLink(MultiplayerPeer client) => throw new NotSupportedException();

    /// <summary>Frees what the carrier holds beyond its peers.</summary>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return default;
    }
}
