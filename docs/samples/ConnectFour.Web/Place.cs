namespace ConnectFour.Web;

/// <summary>A player's place in a match, to take it up again.</summary>
/// <param name="Name">The player's name.</param>
/// <param name="Secret">What shows that it is the same player.</param>
/// <param name="Watch">To watch, and not to play.</param>
public sealed record Place(string Name, string Secret, bool Watch);
