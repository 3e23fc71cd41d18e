using System.Globalization;

namespace Transport.Multiplayer;

/// <summary>
/// How much of something one peer may do. Unused units are saved up to <see cref="Burst"/>. For the options of
/// <see cref="MultiplayerApiOptions"/>.
/// </summary>
/// <param name="perSecond">See <see cref="PerSecond"/>.</param>
/// <param name="burst">See <see cref="Burst"/>; 0 for ten times <paramref name="perSecond"/>.</param>
/// <param name="action">See <see cref="Action"/>.</param>
/// <exception cref="ArgumentOutOfRangeException">Fewer than one per second, or a negative burst.</exception>
public sealed class PeerBudget(int perSecond, int burst = 0, BudgetAction action = BudgetAction.Drop)
{
    private const int BurstSeconds = 10;

    /// <summary>How many come in again each second, 1 or more.</summary>
    public int PerSecond { get; } = perSecond > 0
        ? perSecond
        : throw new ArgumentOutOfRangeException(nameof(perSecond), perSecond, "A budget has at least one per second.");

    /// <summary>How many there are at once, at the most and at first. Default ten seconds' worth.</summary>
    public int Burst { get; } = burst switch
    {
        < 0 => throw new ArgumentOutOfRangeException(nameof(burst), burst, "A burst is not negative."),
        0 => (int)Math.Min((long)perSecond * BurstSeconds, int.MaxValue),
        _ => burst,
    };

    /// <summary>What happens above it. Default <see cref="BudgetAction.Drop"/>.</summary>
    public BudgetAction Action { get; } = action;

    /// <summary><c>100 per second, 1,000 at once, then Drop</c>.</summary>
    public override string ToString() =>
        string.Format(CultureInfo.InvariantCulture, "{0:N0} per second, {1:N0} at once, then {2}", PerSecond, Burst, Action);
}
