namespace Ludus.Rules;

/// <summary>Somebody at the table.</summary>
/// <param name="Id">The peer.</param>
/// <param name="Name">Empty until it has told one.</param>
public sealed record Player(int Id, string Name)
{
    /// <summary>What is shown.</summary>
    public string Label => Name.Length == 0 ? "... connecting ..." : Name;
}
