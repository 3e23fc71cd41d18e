using System.Collections;
using Transport.Godot.Values;

namespace Transport.Godot;

/// <summary>
/// Keys and values, in the order in which the keys came; keys and values of any types or of one each. Source: Godot <c>Dictionary</c>.
/// </summary>
/// <remarks>
/// <para><c>new VariantDictionary { ["name"] = "Ann", ["hp"] = 100, [2] = "two" }</c></para>
/// <para>A key is looked up by type and content; a String and a StringName of the same text are the same key, 1 and 1.0 are not, as in Godot.
/// An array may be a key, and must then not change.</para>
/// <para>Typed dictionaries take what fits and convert as <see cref="VariantArray"/> does. Two dictionaries are equal when types, keys and
/// values are, in whatever order. Removing costs as much as there are entries. One thread at a time.</para>
/// </remarks>
public sealed class VariantDictionary : IDictionary<Variant, Variant>, IReadOnlyDictionary<Variant, Variant>, IEquatable<VariantDictionary>
{
    private EntryTable _entries;

    /// <summary>An empty dictionary of anything.</summary>
    public VariantDictionary() : this(default, default, 0)
    {
    }

    /// <summary>An empty dictionary with keys and values of one type each. Source: Godot <c>Dictionary[String, int]</c> and the like, since 4.4.</summary>
    public VariantDictionary(ElementType keyType, ElementType valueType) : this(keyType, valueType, 0)
    {
    }

    internal VariantDictionary(ElementType keyType, ElementType valueType, int capacity)
    {
        KeyType = keyType;
        ValueType = valueType;
        _entries = new EntryTable(capacity);
    }

    /// <summary>What keys there may be.</summary>
    public ElementType KeyType { get; }

    /// <summary>What values there may be.</summary>
    public ElementType ValueType { get; }

    /// <summary>How many keys there are.</summary>
    public int Count => _entries.Count;

    /// <summary>The keys in order.</summary>
    public ICollection<Variant> Keys => [.. this.Select(entry => entry.Key)];

    /// <summary>The values in the order of their keys.</summary>
    public ICollection<Variant> Values => [.. this.Select(entry => entry.Value)];

    IEnumerable<Variant> IReadOnlyDictionary<Variant, Variant>.Keys => Keys;

    IEnumerable<Variant> IReadOnlyDictionary<Variant, Variant>.Values => Values;

    bool ICollection<KeyValuePair<Variant, Variant>>.IsReadOnly => false;

    /// <summary>The value of a key. Setting one that is there keeps its place.</summary>
    /// <exception cref="KeyNotFoundException">There is no such key.</exception>
    /// <exception cref="ArgumentException">The dictionary is typed, and key or value does not fit.</exception>
    public Variant this[Variant key]
    {
        get => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"There is no key {key}.");
        set
        {
            Fit(ref key, ref value);
            _entries.Set(key, value);
        }
    }

    /// <summary>Adds a key that is not there yet.</summary>
    /// <exception cref="ArgumentException">The key is there, or the dictionary is typed and key or value does not fit.</exception>
    public void Add(Variant key, Variant value)
    {
        Fit(ref key, ref value);
        if (_entries.Find(key) >= 0) throw new ArgumentException($"There is a key {key} already.", nameof(key));
        _entries.Set(key, value);
    }

    void ICollection<KeyValuePair<Variant, Variant>>.Add(KeyValuePair<Variant, Variant> item) => Add(item.Key, item.Value);

    /// <inheritdoc/>
    public bool ContainsKey(Variant key) => _entries.Find(key) >= 0;

    /// <summary>The value of a key; false when there is none.</summary>
    public bool TryGetValue(Variant key, out Variant value)
    {
        var place = _entries.Find(key);
        value = place < 0 ? default : _entries[place].Value;
        return place >= 0;
    }

    bool ICollection<KeyValuePair<Variant, Variant>>.Contains(KeyValuePair<Variant, Variant> item) =>
        TryGetValue(item.Key, out var value) && value.Equals(item.Value);

    /// <inheritdoc/>
    public bool Remove(Variant key) => _entries.Remove(key);

    bool ICollection<KeyValuePair<Variant, Variant>>.Remove(KeyValuePair<Variant, Variant> item) =>
        TryGetValue(item.Key, out var value) && value.Equals(item.Value) && _entries.Remove(item.Key);

    /// <inheritdoc/>
    public void Clear() => _entries.Clear();

    /// <inheritdoc/>
    public void CopyTo(KeyValuePair<Variant, Variant>[] array, int arrayIndex)
    {
        for (var i = 0; i < Count; i++) array[arrayIndex + i] = At(i);
    }

    /// <summary>Keys and values in order.</summary>
    public IEnumerator<KeyValuePair<Variant, Variant>> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return At(i);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Whether types, keys and values are the same, in whatever order.</summary>
    public bool Equals(VariantDictionary? other) => other is not null && TreeEquality.AreEqual(this, other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as VariantDictionary);

    /// <summary>From the content: do not change a dictionary that is a key.</summary>
    public override int GetHashCode() => TreeHash.Of(this);

    /// <summary>As Godot writes it, <c>{ "k": 1, 2: "v" }</c>; what is long or deep is cut.</summary>
    public override string ToString() => ValueText.Of((Variant)this);

    /// <summary>An entry by its place, in order.</summary>
    internal KeyValuePair<Variant, Variant> At(int place) => _entries[place];

    private void Fit(ref Variant key, ref Variant value)
    {
        if (!KeyType.TryFit(ref key))
            throw new ArgumentException($"A dictionary with keys of {KeyType} does not take a {key.Type}.", nameof(key));
        if (!ValueType.TryFit(ref value))
            throw new ArgumentException($"A dictionary with values of {ValueType} does not take a {value.Type}.", nameof(value));
    }
}
