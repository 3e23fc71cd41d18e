namespace ConnectFour.Calls;

/// <summary>What a client wants to be in a match.</summary>
/// <param name="Match">The match's name; empty for whichever there is.</param>
/// <param name="Name">The player's name.</param>
/// <param name="Secret">What came with the first <see cref="JoinAnswer"/>, to take up the same place; else empty.</param>
/// <param name="Watch">To watch, and not to play.</param>
public sealed record JoinRequest(string Match, string Name, string Secret, bool Watch);
