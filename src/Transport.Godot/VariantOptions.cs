namespace Transport.Godot;

/// <summary>Limits and habits of reading and writing Variants. They are read at each call.</summary>
public sealed class VariantOptions
{
    private const int LeastMaxEncodedBytes = 1024;
    private const int MostMaxEncodedBytes = 256 * 1024 * 1024;

    private int _maxDepth = 1024;
    private int _maxEncodedBytes = 8 * 1024 * 1024;

    /// <summary>The defaults, for everybody who gives none.</summary>
    internal static VariantOptions Default { get; } = new();

    /// <summary>
    /// Whether objects may be read and written in full, as <see cref="ObjectData"/>, and classes and scripts of typed lists keep their names. Ids of
    /// objects are read and written without it. Default false. Source: Godot <c>allow_objects</c> and <c>full_objects</c>.
    /// </summary>
    public bool AllowObjects { get; set; }

    /// <summary>
    /// How many containers a value may be inside. What is deeper is refused. Neither reading nor writing needs more of the thread's stack for a
    /// deeper value: any limit is safe on any stack. Default 1024, as in Godot.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A negative number.</exception>
    public int MaxDepth
    {
        get => _maxDepth;
        set => _maxDepth = value >= 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A value is inside no container, or inside some.");
    }

    /// <summary>
    /// The most bytes that one Variant may take when it is written. A larger one throws before anything is written. 1,024 to 268,435,456, rounded up
    /// to a power of two. Default 8,388,608 (8 MiB). Source: Godot <c>encode_buffer_max_size</c>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A number outside of this range.</exception>
    public int MaxEncodedBytes
    {
        get => _maxEncodedBytes;
        set
        {
            if (value is < LeastMaxEncodedBytes or > MostMaxEncodedBytes)
                throw new ArgumentOutOfRangeException(nameof(value), value, $"The limit is {LeastMaxEncodedBytes:N0} to {MostMaxEncodedBytes:N0} bytes.");
            var rounded = LeastMaxEncodedBytes;
            while (rounded < value) rounded *= 2;
            _maxEncodedBytes = rounded;
        }
    }
}
