using System.Text;
using Transport.Multiplayer;
using Transport.WebSockets;

namespace Transport.AspNetCore;

/// <summary>
/// What the sessions of one game may take, and how they live. Read when the host starts; later changes do nothing. A value that makes no
/// sense throws there.
/// </summary>
public sealed class MultiplayerOptions
{
    // What a timer can wait.
    private static readonly TimeSpan LongestDuration = TimeSpan.FromDays(24);

    /// <summary>
    /// The WebSockets of each session: sizes, queues, pings, subprotocols. <see cref="WebSocketMultiplayerPeerOptions.MaxClients"/> is made no higher
    /// than <see cref="MaxPeersPerSession"/>. What concerns TLS and the HTTP head is the server's: Kestrel's limits count.
    /// </summary>
    public WebSocketMultiplayerPeerOptions WebSockets { get; } = new();

    /// <summary>The <see cref="MultiplayerApi"/> of each session: answers, arguments, budgets of its peers.</summary>
    public MultiplayerApiOptions Api { get; } = new();

    /// <summary>
    /// The origins (<c>https://game.example</c>) whose pages may connect beside those of this very server; <c>*</c> for every one. A browser of
    /// another origin is answered 403; a client without an Origin header is not a browser and passes. Default empty: this server's own only.
    /// The same list as <see cref="WebSocketMultiplayerPeerOptions.AllowedOrigins"/> of <see cref="WebSockets"/>.
    /// </summary>
    public IList<string> AllowedOrigins => WebSockets.AllowedOrigins;

    /// <summary>How many sessions there may be at once; a join that would need another one is answered 503. Default 10,000.</summary>
    public int MaxSessions { get; set; } = 10_000;

    /// <summary>How many peers one session takes, over all its carriers; further ones are answered 503. Default 64.</summary>
    public int MaxPeersPerSession { get; set; } = 64;

    /// <summary>
    /// How many peers may come from one address, over all sessions and carriers; an IPv6 network of 64 bits counts as one. Further ones are answered 429.
    /// Default 100. Behind a proxy all have its address, unless the forwarded headers are taken in.
    /// </summary>
    public int MaxPeersPerAddress { get; set; } = 100;

    /// <summary>
    /// How many joins are looked at per second, and at once; further ones are answered 503 with Retry-After. Joins that were refused before, by
    /// authorization for instance, are not counted. Default 500.
    /// </summary>
    public int MaxHandshakesPerSecond { get; set; } = 500;

    /// <summary>How long the name of a session may be, in characters; a longer one is answered 404. Default 64.</summary>
    public int MaxSessionNameChars { get; set; } = 64;

    /// <summary>How long a game may take to create a session, and to let a peer in; then the join is answered 503. Default 10 s.</summary>
    public TimeSpan AdmissionTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a session that everybody has left is kept; zero ends it at once. One that nobody has ever joined is not kept. Default 30 s.
    /// </summary>
    public TimeSpan EmptyLinger { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How often <see cref="MultiplayerSession.OnTick"/> is called; zero for never, and then a session runs only when something comes. Default zero.
    /// </summary>
    public TimeSpan TickInterval { get; set; }

    /// <summary>
    /// How long games may take to save when the host goes down, or when a session ends. The host's own limit
    /// (<c>HostOptions.ShutdownTimeout</c>, 30 s) is kept in any case. Default 10 s.
    /// </summary>
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// What peers are told with code 1001 when the host goes down; at most 123 bytes of UTF-8. Default <c>The server is going down.</c>
    /// </summary>
    public string ShutdownReason { get; set; } = "The server is going down.";

    /// <summary>
    /// Whether a session ends when the game's code throws in it: peers are told 1011. Default false: it is logged and counted, and the session goes
    /// on.
    /// </summary>
    public bool EndsSessionOnError { get; set; }

    /// <summary>
    /// How often round trips and queues of all peers are put into the metrics, while somebody listens to them; zero for never. Default 10 s.
    /// </summary>
    public TimeSpan SampleInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Throws when a value makes no sense.</summary>
    /// <exception cref="ArgumentException">Which one, and why.</exception>
    internal void Check()
    {
        CheckPositive(MaxSessions, nameof(MaxSessions));
        CheckPositive(MaxPeersPerSession, nameof(MaxPeersPerSession));
        CheckPositive(MaxPeersPerAddress, nameof(MaxPeersPerAddress));
        CheckPositive(MaxHandshakesPerSecond, nameof(MaxHandshakesPerSecond));
        CheckPositive(MaxSessionNameChars, nameof(MaxSessionNameChars));
        if (AdmissionTimeout == TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(AdmissionTimeout), AdmissionTimeout, "It must be longer than zero.");
        CheckDuration(AdmissionTimeout, nameof(AdmissionTimeout));
        CheckDuration(EmptyLinger, nameof(EmptyLinger));
        CheckDuration(TickInterval, nameof(TickInterval));
        CheckDuration(ShutdownTimeout, nameof(ShutdownTimeout));
        CheckDuration(SampleInterval, nameof(SampleInterval));
        CheckReason(ShutdownReason);
        // What only they can check of their own options.
        using var trial = new WebSocketMultiplayerPeer(WebSockets);
        trial.CreateStreamServer();
        using var api = new MultiplayerApi(trial, Api);
    }

    private static void CheckPositive(int value, string name)
    {
        if (value <= 0) throw new ArgumentOutOfRangeException(name, value, "It must be at least 1.");
    }

    private static void CheckDuration(TimeSpan value, string name)
    {
        if (value < TimeSpan.Zero) throw new ArgumentOutOfRangeException(name, value, "It must not be negative.");
        if (value > LongestDuration) throw new ArgumentOutOfRangeException(name, value, $"It must be at most {LongestDuration.TotalDays:0} days.");
    }

    private static void CheckReason(string reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        if (Encoding.UTF8.GetByteCount(reason) > CloseCode.MaxReasonBytes)
            throw new ArgumentException($"{nameof(ShutdownReason)} has at most {CloseCode.MaxReasonBytes} bytes of UTF-8.", nameof(reason));
    }
}
