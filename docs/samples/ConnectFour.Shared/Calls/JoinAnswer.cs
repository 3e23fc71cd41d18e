using ConnectFour.Rules;

namespace ConnectFour.Calls;

/// <summary>The server's answer to a <see cref="JoinRequest"/>.</summary>
/// <param name="Result">What became of it.</param>
/// <param name="Name">The name as the others see it; empty when refused.</param>
/// <param name="Seat">The seat; none when watching or refused.</param>
/// <param name="Secret">
/// Proves later that a place was this one's: whoever loses his connection takes his place up again with name and secret. Empty when refused.
/// </param>
public sealed record JoinAnswer(JoinResult Result, string Name, Disc Seat, string Secret)
{
    /// <summary>An answer that says no.</summary>
    public static JoinAnswer No(JoinResult why) => new(why, "", Disc.None, "");
}
