namespace Transport.Godot.Values;

/// <summary>Keys and values in order, found by hash. A String and a StringName of the same text are one key.</summary>
internal struct EntryTable(int capacity)
{
    private const int None = -1;

    // So few are gone through one by one: most dictionaries in packets are small, and cost no buckets.
    private const int MostWithoutBuckets = 4;

    private Entry[] _entries = capacity == 0 ? [] : new Entry[capacity];

    // Places in _entries, by the low bits of the hash code; a power of two of them, or none.
    private int[] _buckets = NewBuckets(capacity);

    public int Count { get; private set; }

    public readonly KeyValuePair<Variant, Variant> this[int place] => new(_entries[place].Key, _entries[place].Value);

    /// <summary>The place of a key, or -1.</summary>
    public readonly int Find(in Variant key) => Count == 0 ? None : Find(key, key.GetHashCode());

    /// <summary>Sets the value of a key, which keeps its place when it is there already.</summary>
    public void Set(in Variant key, in Variant value)
    {
        var hashCode = key.GetHashCode();
        var place = Count == 0 ? None : Find(key, hashCode);
        if (place != None)
        {
            _entries[place].Value = value;
            return;
        }
        if (Count == _entries.Length) Grow();
        _entries[Count] = new Entry { HashCode = hashCode, Key = key, Value = value };
        Link(Count++);
    }

    /// <summary>Removes a key; those behind it move up.</summary>
    public bool Remove(in Variant key)
    {
        var place = Find(key);
        if (place < 0) return false;
        Count--;
        Array.Copy(_entries, place + 1, _entries, place, Count - place);
        _entries[Count] = default;
        LinkAll();
        return true;
    }

    public void Clear()
    {
        _entries = [];
        _buckets = [];
        Count = 0;
    }

    private readonly int Find(in Variant key, int hashCode)
    {
        var place = _buckets.Length == 0 ? Count - 1 : _buckets[hashCode & (_buckets.Length - 1)];
        while (place != None)
        {
            ref var entry = ref _entries[place];
            if (entry.HashCode == hashCode && IsSameKey(entry.Key, key)) return place;
            place = entry.Next;
        }
        return None;
    }

    private static bool IsSameKey(in Variant left, in Variant right) =>
        left.IsText && right.IsText ? left.TextValue == right.TextValue : left.Equals(right);

    private void Grow()
    {
        Array.Resize(ref _entries, Math.Max(4, _entries.Length * 2));
        _buckets = NewBuckets(_entries.Length);
        LinkAll();
    }

    private readonly void LinkAll()
    {
        Array.Fill(_buckets, None);
        for (var place = 0; place < Count; place++) Link(place);
    }

    private readonly void Link(int place)
    {
        if (_buckets.Length == 0)
        {
            _entries[place].Next = place - 1;
            return;
        }
        ref var bucket = ref _buckets[_entries[place].HashCode & (_buckets.Length - 1)];
        _entries[place].Next = bucket;
        bucket = place;
    }

    private static int[] NewBuckets(int capacity)
    {
        if (capacity <= MostWithoutBuckets) return [];
        var size = MostWithoutBuckets * 2;
        while (size < capacity) size *= 2;
        var buckets = new int[size];
        Array.Fill(buckets, None);
        return buckets;
    }

    private struct Entry
    {
        public int HashCode;
        public int Next;
        public Variant Key;
        public Variant Value;
    }
}
