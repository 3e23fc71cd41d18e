namespace Transport.Multiplayer.Generator.Codecs;

/// <summary>The helpers of one class, by name.</summary>
internal sealed class CodecSet(IEnumerable<Helper> helpers)
{
    // Far above what matters: it only bounds how many elements a list may promise.
    private const int MaxValues = 1000;

    private readonly Dictionary<string, Helper> _helpers = helpers.ToDictionary(static helper => helper.Name);
    private readonly Dictionary<string, int> _values = [];

    public Helper Find(string name) => _helpers[name];

    /// <summary>See <see cref="Codec.FewestValues"/>.</summary>
    public int FewestValues(string name)
    {
        if (_values.TryGetValue(name, out var known)) return known;
        // A type inside itself: one value at the least.
        _values[name] = 1;
        return _values[name] = Math.Min(_helpers[name].FewestValues(this), MaxValues);
    }
}
