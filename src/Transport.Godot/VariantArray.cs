using System.Collections;
using Transport.Godot.Values;

namespace Transport.Godot;

/// <summary>
/// A list of Variants, of any types or of one. Source: Godot <c>Array</c>.
/// </summary>
/// <remarks>
/// <para><c>VariantArray array = [1, "two", 3.5];</c></para>
/// <para>A typed array takes what fits its <see cref="ElementType"/> and converts as Godot does: String and StringName into each other, Int
/// into Float. Anything else throws.</para>
/// <para>Two arrays are equal when type and elements are. One thread at a time.</para>
/// </remarks>
public sealed class VariantArray : IList<Variant>, IReadOnlyList<Variant>, IEquatable<VariantArray>
{
    private readonly List<Variant> _items;

    /// <summary>An empty array of anything.</summary>
    public VariantArray() : this(default, 0)
    {
    }

    /// <summary>An empty array of one type. Source: Godot <c>Array[int]</c> and the like.</summary>
    public VariantArray(ElementType elementType) : this(elementType, 0)
    {
    }

    /// <summary>An array of anything, with these elements.</summary>
    /// <exception cref="ArgumentNullException">No elements.</exception>
    public VariantArray(IEnumerable<Variant> items) => _items = [.. items ?? throw new ArgumentNullException(nameof(items))];

    internal VariantArray(ElementType elementType, int capacity)
    {
        ElementType = elementType;
        _items = new List<Variant>(capacity);
    }

    /// <summary>What may be in it.</summary>
    public ElementType ElementType { get; }

    /// <summary>How many elements there are.</summary>
    public int Count => _items.Count;

    bool ICollection<Variant>.IsReadOnly => false;

    /// <summary>An element.</summary>
    /// <exception cref="ArgumentException">The array is typed, and the value does not fit.</exception>
    public Variant this[int index]
    {
        get => _items[index];
        set => _items[index] = Fit(value);
    }

    /// <summary>Adds an element at the end.</summary>
    /// <exception cref="ArgumentException">The array is typed, and the value does not fit.</exception>
    public void Add(Variant item) => _items.Add(Fit(item));

    /// <summary>Puts an element in front of another.</summary>
    /// <exception cref="ArgumentException">The array is typed, and the value does not fit.</exception>
    public void Insert(int index, Variant item) => _items.Insert(index, Fit(item));

    /// <inheritdoc/>
    public bool Remove(Variant item) => _items.Remove(item);

    /// <inheritdoc/>
    public void RemoveAt(int index) => _items.RemoveAt(index);

    /// <inheritdoc/>
    public void Clear() => _items.Clear();

    /// <inheritdoc/>
    public bool Contains(Variant item) => _items.Contains(item);

    /// <inheritdoc/>
    public int IndexOf(Variant item) => _items.IndexOf(item);

    /// <inheritdoc/>
    public void CopyTo(Variant[] array, int arrayIndex) => _items.CopyTo(array, arrayIndex);

    /// <summary>The elements in order.</summary>
    public List<Variant>.Enumerator GetEnumerator() => _items.GetEnumerator();

    IEnumerator<Variant> IEnumerable<Variant>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Whether type and elements are the same.</summary>
    public bool Equals(VariantArray? other) => other is not null && TreeEquality.AreEqual(this, other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as VariantArray);

    /// <summary>From the content: do not change an array that is a key.</summary>
    public override int GetHashCode() => TreeHash.Of(this);

    /// <summary>As Godot writes it, <c>[1, "two", 3.5]</c>; what is long or deep is cut.</summary>
    public override string ToString() => ValueText.Of((Variant)this);

    private Variant Fit(Variant item) =>
        ElementType.TryFit(ref item)
            ? item
            : throw new ArgumentException($"An array of {ElementType} does not take a {item.Type}.", nameof(item));
}
