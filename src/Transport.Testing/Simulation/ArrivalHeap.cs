namespace Transport.Testing.Simulation;

/// <summary>What is on its way, the earliest first. A binary heap, since netstandard2.1 has no priority queue.</summary>
internal sealed class ArrivalHeap
{
    private Arrival[] _items = new Arrival[16];
    private long _order;

    public int Count { get; private set; }

    /// <summary>When the earliest is due; <see cref="Journey.Never"/> when there is none.</summary>
    public long NextDue => Count == 0 ? Journey.Never : _items[0].Due;

    public void Push(long due, Lane? lane, object content)
    {
        if (Count == _items.Length) Array.Resize(ref _items, Count * 2);
        var item = new Arrival(due, _order++, lane, content);
        var place = Count++;
        while (place > 0 && IsBefore(item, _items[(place - 1) / 2]))
        {
            _items[place] = _items[(place - 1) / 2];
            place = (place - 1) / 2;
        }
        _items[place] = item;
    }

    /// <summary>Takes the earliest. There must be one.</summary>
    public Arrival Pop()
    {
        var first = _items[0];
        var last = _items[--Count];
        _items[Count] = default;
        if (Count == 0) return first;
        var place = 0;
        while (true)
        {
            var child = (2 * place) + 1;
            if (child >= Count) break;
            if (child + 1 < Count && IsBefore(_items[child + 1], _items[child])) child++;
            if (!IsBefore(_items[child], last)) break;
            _items[place] = _items[child];
            place = child;
        }
        _items[place] = last;
        return first;
    }

    private static bool IsBefore(in Arrival one, in Arrival other) => one.Due != other.Due ? one.Due < other.Due : one.Order < other.Order;
}
