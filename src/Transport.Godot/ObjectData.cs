using System.Collections;
using Transport.Godot.Values;

namespace Transport.Godot;

/// <summary>
/// A Godot object as data: the name of its class and its stored properties, in order. Nothing is created, loaded or run for it. It is read and
/// written with <see cref="VariantOptions.AllowObjects"/> only. Source: Godot <c>put_var</c> with <c>full_objects</c>.
/// </summary>
/// <remarks>An object's script is a property named <c>script</c>, whose value is a path such as <c>res://enemy.gd</c>.</remarks>
public sealed class ObjectData : IReadOnlyList<KeyValuePair<string, Variant>>, IEquatable<ObjectData>
{
    private readonly List<KeyValuePair<string, Variant>> _properties;

    /// <summary>An object without properties.</summary>
    /// <param name="className">The class, such as <c>Node2D</c>; not empty, since that is no object.</param>
    /// <exception cref="ArgumentException">No name.</exception>
    public ObjectData(string className) : this(className, 0)
    {
    }

    internal ObjectData(string className, int capacity)
    {
        if (string.IsNullOrEmpty(className)) throw new ArgumentException("An object has a class.", nameof(className));
        ClassName = className;
        _properties = new List<KeyValuePair<string, Variant>>(capacity);
    }

    /// <summary>The name of the class. Source: Godot <c>get_class</c>.</summary>
    public string ClassName { get; }

    /// <summary>How many properties there are.</summary>
    public int Count => _properties.Count;

    /// <summary>A property by its place.</summary>
    public KeyValuePair<string, Variant> this[int index] => _properties[index];

    /// <summary>Adds a property behind the others.</summary>
    /// <exception cref="ArgumentNullException">No name.</exception>
    public void Add(string name, Variant value) =>
        _properties.Add(new(name ?? throw new ArgumentNullException(nameof(name)), value));

    /// <summary>Finds a property; the last one where a name is there twice, since Godot sets them in order.</summary>
    public bool TryGetValue(string name, out Variant value)
    {
        for (var i = _properties.Count - 1; i >= 0; i--)
        {
            if (_properties[i].Key != name) continue;
            value = _properties[i].Value;
            return true;
        }
        value = default;
        return false;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, Variant>> GetEnumerator() => _properties.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Whether class and properties are the same, in the same order.</summary>
    public bool Equals(ObjectData? other) => other is not null && TreeEquality.AreEqual(this, other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ObjectData);

    /// <summary>From the content: do not change an object that is a key.</summary>
    public override int GetHashCode() => TreeHash.Of(this);

    /// <summary>Class and properties, for logs; what is long or deep is cut.</summary>
    public override string ToString() => ValueText.Of((Variant)this);
}
