using System.Security.Cryptography;
using System.Text;
using ConnectFour.Calls;
using ConnectFour.Rules;

namespace ConnectFour.Matches;

/// <summary>One who is in a match: a player, one who watches, or the bot.</summary>
internal sealed class Person(string name, Disc seat, bool isBot = false)
{
    private const int SecretBytes = 16;

    // A peer's id is never 0.
    private const int Nobody = 0;

    /// <summary>As the others see it.</summary>
    public string Name { get; } = name;

    /// <summary>What only this one and the server know.</summary>
    public string Secret { get; } = Convert.ToHexString(RandomNumberGenerator.GetBytes(SecretBytes));

    public bool IsBot { get; } = isBot;

    /// <summary>None for one who watches. Changes with each game.</summary>
    public Disc Seat { get; set; } = seat;

    /// <summary>The connection; 0 when it is lost, and for the bot.</summary>
    public int Peer { get; set; }

    public bool IsConnected => Peer != Nobody;

    public bool WantsRematch { get; set; }

    public int Wins { get; set; }

    /// <summary>When the connection was lost.</summary>
    public TimeSpan AwaySince { get; private set; }

    /// <summary>How long he could be away from then on.</summary>
    public TimeSpan AwayBudget { get; set; }

    /// <summary>When the seat is given up; only while he is away.</summary>
    public TimeSpan AwayUntil => AwaySince + AwayBudget;

    public Presence Presence => IsBot ? Presence.Bot : IsConnected ? Presence.Here : Presence.Away;

    /// <summary>Compares without telling by the time it takes how much of it was right.</summary>
    public bool Knows(string? secret) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(secret ?? ""), Encoding.UTF8.GetBytes(Secret));

    public void GoAway(TimeSpan now)
    {
        Peer = Nobody;
        AwaySince = now;
    }

    public void ComeBack(int peer, TimeSpan now)
    {
        if (!IsConnected) AwayBudget = AwayUntil - now;
        Peer = peer;
    }

    public SeatState State(TimeSpan now) =>
        new(Name, Presence, WantsRematch, Wins, Presence == Presence.Away && AwayUntil > now ? AwayUntil - now : TimeSpan.Zero);
}
