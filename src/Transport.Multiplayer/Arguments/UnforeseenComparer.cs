namespace Transport.Multiplayer.Arguments;

/// <summary>
/// Hashes that differ from one process to the next. The hash of a number is the number: who chooses the numbers could have all of them meet in
/// one place of a table, and adding them would take time by the square of their count.
/// </summary>
internal sealed class UnforeseenComparer<T> : IEqualityComparer<T>
    where T : notnull
{
    /// <summary>The comparer for keys of this type; null for the usual one.</summary>
    public static IEqualityComparer<T>? ForKeys { get; } = typeof(T) == typeof(string) ? null : new UnforeseenComparer<T>();

    public bool Equals(T? x, T? y) => EqualityComparer<T>.Default.Equals(x!, y!);

    public int GetHashCode(T obj) => HashCode.Combine(obj);
}
