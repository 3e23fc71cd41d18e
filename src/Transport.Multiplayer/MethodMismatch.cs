namespace Transport.Multiplayer;

/// <summary>
/// A peer has other methods for an object than this end, or writes arguments in another way: calls between the two may reach the wrong
/// method, or none. See <see cref="MultiplayerApi.MethodsDiffer"/>.
/// </summary>
public sealed class MethodMismatch
{
    internal MethodMismatch(int peer, string path, IReadOnlyList<string> here, IReadOnlyList<string>? there)
    {
        Peer = peer;
        Path = path;
        Here = here;
        There = there;
    }

    /// <summary>The peer.</summary>
    public int Peer { get; }

    /// <summary>The object's path.</summary>
    public string Path { get; }

    /// <summary>The encoding of this end, and behind it the methods that it has, each with its signature, in the order of their ids.</summary>
    public IReadOnlyList<string> Here { get; }

    /// <summary>The same of the peer; null when it has not told them. A Godot peer does not.</summary>
    public IReadOnlyList<string>? There { get; }

    /// <summary>What only one of the two has, or, when the peer has not told, what this end has.</summary>
    public override string ToString()
    {
        if (There is null) return $"Peer {Peer} has other methods for {Path} than this end, or another encoding. Here: {string.Join(", ", Here)}.";
        var onlyHere = string.Join(", ", Here.Except(There));
        var onlyThere = string.Join(", ", There.Except(Here));
        return $"Peer {Peer} has other methods for {Path}. Only here: {Name(onlyHere)}. Only there: {Name(onlyThere)}.";
    }

    private static string Name(string list) => list.Length == 0 ? "none" : list;
}
