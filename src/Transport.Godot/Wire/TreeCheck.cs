using Transport.Godot.Values;

namespace Transport.Godot.Wire;

/// <summary>
/// Whether bytes are a value with all that is in it, and how many bytes it takes. Everything that can be wrong is found here, before anything
/// is allocated, and without recursion.
/// </summary>
internal ref struct TreeCheck
{
    private readonly ReadOnlySpan<byte> _source;
    private readonly VariantOptions _options;
    private RentedStack<Level> _levels;
    private int _position;
    private VariantFault _fault;

    private TreeCheck(ReadOnlySpan<byte> source, VariantOptions options)
    {
        _source = source;
        _options = options;
        _levels = default;
        _position = 0;
        _fault = default;
    }

    public static bool TryMeasure(ReadOnlySpan<byte> source, VariantOptions options, out int length, out VariantFault fault)
    {
        var check = new TreeCheck(source, options);
        try
        {
            var isWhole = check.TryGoThrough();
            length = check._position;
            fault = check._fault;
            return isWhole;
        }
        finally
        {
            check._levels.Dispose();
        }
    }

    private bool TryGoThrough()
    {
        do
        {
            if (!TryTakeName() || !TryTakeValue()) return false;
            while (_levels.Count > 0 && _levels.Top.Left == 0) _levels.Pop();
        }
        while (_levels.Count > 0);
        return true;
    }

    // Before each property of an object.
    private bool TryTakeName()
    {
        if (_levels.Count == 0 || !_levels.Top.HasNames) return true;
        var error = Text.Find(_source[_position..], out _, out var taken);
        if (error != VariantError.None) return Fail(error, VariantType.Object);
        _position += taken;
        return true;
    }

    private bool TryTakeValue()
    {
        if (_source.Length - _position < Header.Bytes) return Fail(VariantError.Truncated);
        var header = Header.Read(_source[_position..]);
        if (!header.IsKnown) return Fail(VariantError.UnknownType);
        if (_levels.Count > _options.MaxDepth) return Fail(VariantError.TooDeep, header.Type);
        var keyLevels = 0;
        if (_levels.Count > 0)
        {
            keyLevels = _levels.Top.KeyLevelsOfNext;
            if (!ElementType.Takes(_levels.Top.Take(), header.Type)) return Fail(VariantError.WrongElementType, header.Type);
        }
        return header.IsContainer ? TryEnter(header, keyLevels) : TryTakeLeaf(header);
    }

    private bool TryTakeLeaf(Header header)
    {
        var error = LeafCheck.Measure(_source[_position..], header, out var length);
        if (error != VariantError.None) return Fail(error, header.Type);
        _position += length;
        return true;
    }

    private bool TryEnter(Header header, int keyLevels)
    {
        if (keyLevels > TreeHash.Levels) return Fail(VariantError.TooDeep, header.Type);
        var error = ContainerHead.Read(_source[_position..], header, _options, out var head);
        if (error != VariantError.None) return Fail(error, header.Type);
        _position += head.Bytes;
        if (head.Count > 0) _levels.Push(new Level(header.Type, head, keyLevels));
        return true;
    }

    private bool Fail(VariantError error, VariantType type = VariantType.Nil)
    {
        _fault = new VariantFault(error, _position, type);
        return false;
    }

    /// <summary>A container that is being gone through.</summary>
    private struct Level(VariantType type, in ContainerHead head, int keyLevels)
    {
        private readonly VariantType _first = head.First.Type;
        private readonly VariantType _second = type == VariantType.Dictionary ? head.Second.Type : head.First.Type;
        private readonly bool _isDictionary = type == VariantType.Dictionary;
        private readonly int _keyLevels = keyLevels;

        /// <summary>How many values are still to come; a pair counts as two.</summary>
        public int Left { get; private set; } = type == VariantType.Dictionary ? head.Count * 2 : head.Count;

        public readonly bool HasNames { get; } = type == VariantType.Object;

        /// <summary>How many containers deep the next value is in the key of a dictionary, itself included if it is one; 0 when it is in none.</summary>
        public readonly int KeyLevelsOfNext => _keyLevels > 0 ? _keyLevels + 1 : IsKeyNext ? 1 : 0;

        private readonly bool IsKeyNext => _isDictionary && Left % 2 == 0;

        /// <summary>Takes the next value, and tells what type it has to be; Nil for any.</summary>
        public VariantType Take()
        {
            var wanted = IsKeyNext || !_isDictionary ? _first : _second;
            Left--;
            return wanted;
        }
    }
}
