using System.Diagnostics.CodeAnalysis;

namespace Transport.Godot;

/// <summary>
/// A path to a node, and to a property behind it: <c>/root/Main/Player:position:x</c>. Never changes. Source: Godot <c>NodePath</c>.
/// </summary>
public sealed class NodePath : IEquatable<NodePath>
{
    private readonly string[] _names;
    private readonly string[] _subnames;

    /// <summary>A path from text: names between slashes, then subnames behind colons. A slash in front makes it absolute.</summary>
    /// <exception cref="ArgumentNullException">No text.</exception>
    public NodePath(string path)
    {
        if (path is null) throw new ArgumentNullException(nameof(path));
        var colon = path.IndexOf(':', StringComparison.Ordinal);
        var nodes = colon < 0 ? path : path[..colon];
        IsAbsolute = nodes.StartsWith('/');
        _names = nodes.Split('/', StringSplitOptions.RemoveEmptyEntries);
        _subnames = colon < 0 ? [] : path[(colon + 1)..].Split(':', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>A path from its parts. The arrays are copied.</summary>
    /// <param name="names">Names of nodes, from the outermost.</param>
    /// <param name="subnames">Names of a property and of its parts.</param>
    /// <param name="isAbsolute">Whether it begins at the root.</param>
    /// <exception cref="ArgumentNullException">One of the arrays, or a name in it, is null.</exception>
    public NodePath(string[] names, string[] subnames, bool isAbsolute)
        : this(Copy(names, nameof(names)), Copy(subnames, nameof(subnames)), isAbsolute, owned: true)
    {
    }

    private NodePath(string[] names, string[] subnames, bool isAbsolute, bool owned)
    {
        _ = owned;
        _names = names;
        _subnames = subnames;
        IsAbsolute = isAbsolute;
    }

    /// <summary>The path without names. Source: Godot <c>NodePath("")</c>.</summary>
    public static NodePath Empty { get; } = new("");

    /// <summary>The names of nodes, from the outermost. Source: Godot <c>get_name</c>.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The names of a property and of its parts. Source: Godot <c>get_subname</c>.</summary>
    public IReadOnlyList<string> Subnames => _subnames;

    /// <summary>Whether it begins at the root. Source: Godot <c>is_absolute</c>.</summary>
    public bool IsAbsolute { get; }

    /// <summary>A path from text.</summary>
    [return: NotNullIfNotNull(nameof(path))]
    public static explicit operator NodePath?(string? path) => path is null ? null : new(path);

    /// <summary>Whether the parts are the same.</summary>
    public static bool operator ==(NodePath? left, NodePath? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether the parts differ.</summary>
    public static bool operator !=(NodePath? left, NodePath? right) => !(left == right);

    /// <inheritdoc/>
    public bool Equals(NodePath? other) =>
        other is not null && IsAbsolute == other.IsAbsolute
        && _names.AsSpan().SequenceEqual(other._names) && _subnames.AsSpan().SequenceEqual(other._subnames);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NodePath);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(IsAbsolute);
        hash.Add(_names.Length);
        foreach (var name in _names) hash.Add(name);
        foreach (var name in _subnames) hash.Add(name);
        return hash.ToHashCode();
    }

    /// <summary>The path as text.</summary>
    public override string ToString()
    {
        var nodes = (IsAbsolute ? "/" : "") + string.Join('/', _names);
        return _subnames.Length == 0 ? nodes : $"{nodes}:{string.Join(':', _subnames)}";
    }

    /// <summary>As <see cref="Names"/>.</summary>
    internal ReadOnlySpan<string> NameSpan => _names;

    /// <summary>As <see cref="Subnames"/>.</summary>
    internal ReadOnlySpan<string> SubnameSpan => _subnames;

    /// <summary>A path that keeps the arrays.</summary>
    internal static NodePath Own(string[] names, string[] subnames, bool isAbsolute) => new(names, subnames, isAbsolute, owned: true);

    private static string[] Copy(string[] names, string parameter)
    {
        if (names is null || Array.IndexOf(names, null) >= 0) throw new ArgumentNullException(parameter);
        return (string[])names.Clone();
    }
}
