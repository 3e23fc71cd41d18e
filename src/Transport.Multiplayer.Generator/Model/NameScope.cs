namespace Transport.Multiplayer.Generator.Model;

/// <summary>Names that are in use where generated code needs some of its own.</summary>
/// <param name="taken">Those that are given, without the @ of keywords.</param>
internal sealed class NameScope(IEnumerable<string> taken)
{
    private readonly HashSet<string> _taken = new(taken, StringComparer.Ordinal);

    /// <summary>The wanted name, or with a number behind it the first that is free. It is taken from now on.</summary>
    public string Take(string wanted)
    {
        var name = wanted;
        for (var i = 2; !_taken.Add(name); i++) name = $"{wanted}{i}";
        return name;
    }
}
