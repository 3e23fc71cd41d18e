using System.Diagnostics.CodeAnalysis;

namespace Transport.Godot.Values;

/// <summary>
/// Goes through a Variant and all that is in it, in the order in which they are sent: a container, then its content. A dictionary's content
/// is key, value, key, value. Without recursion. It has to be disposed, and must not be copied.
/// </summary>
internal struct TreeWalk(in Variant root) : IDisposable
{
    private RentedStack<Level> _levels = new();
    private Variant _current = root;

    /// <summary>Where it stands; the root at first.</summary>
    [UnscopedRef]
    public readonly ref readonly Variant Current => ref _current;

    /// <summary>The name of the property that <see cref="Current"/> is; null when it is none.</summary>
    public string? Name { get; private set; }

    /// <summary>How many containers <see cref="Current"/> is inside.</summary>
    public readonly int Depth => _levels.Count;

    /// <summary>Goes on: into what it stands on, or behind it. False at the end.</summary>
    public bool MoveNext()
    {
        if (_current.IsContainer) _levels.Push(new Level(_current.Reference!));
        while (_levels.Count > 0)
        {
            if (_levels.Top.TryTake(out _current, out var name))
            {
                Name = name;
                return true;
            }
            _levels.Pop();
        }
        return false;
    }

    public void Dispose() => _levels.Dispose();

    private struct Level(object container)
    {
        private int _next;

        public bool TryTake(out Variant value, out string? name)
        {
            var place = _next++;
            name = null;
            value = default;
            switch (container)
            {
                case VariantArray array:
                    if (place >= array.Count) return false;
                    value = array[place];
                    return true;
                case VariantDictionary dictionary:
                    if (place >= dictionary.Count * 2) return false;
                    var entry = dictionary.At(place / 2);
                    value = place % 2 == 0 ? entry.Key : entry.Value;
                    return true;
                default:
                    var data = (ObjectData)container;
                    if (place >= data.Count) return false;
                    (name, value) = data[place];
                    return true;
            }
        }
    }
}
