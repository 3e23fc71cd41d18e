using System.Buffers;

namespace Transport.Godot.Values;

/// <summary>
/// A stack in rented memory, for what would otherwise be recursion: its depth costs no stack of the thread. It has to be disposed, and
/// must not be copied.
/// </summary>
internal struct RentedStack<T> : IDisposable
{
    private const int FirstLength = 16;

    private T[]? _items;

    public int Count { get; private set; }

    /// <summary>The item on top; there has to be one.</summary>
    public readonly ref T Top => ref _items![Count - 1];

    public void Push(in T item)
    {
        if (_items is null || Count == _items.Length) Grow();
        _items![Count++] = item;
    }

    public void Pop() => _items![--Count] = default!;

    public void Dispose()
    {
        if (_items is null) return;
        Array.Clear(_items, 0, Count);
        ArrayPool<T>.Shared.Return(_items);
        _items = null;
        Count = 0;
    }

    private void Grow()
    {
        var larger = ArrayPool<T>.Shared.Rent(_items is null ? FirstLength : _items.Length * 2);
        if (_items is not null)
        {
            Array.Copy(_items, larger, Count);
            Array.Clear(_items, 0, Count);
            ArrayPool<T>.Shared.Return(_items);
        }
        _items = larger;
    }
}
