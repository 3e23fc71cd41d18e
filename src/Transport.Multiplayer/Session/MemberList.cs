namespace Transport.Multiplayer.Session;

/// <summary>
/// The peers that were admitted, in Godot's order: as they came, and the last one takes the place of one that leaves. Only the ids are given
/// out to a game.
/// </summary>
internal sealed class MemberList
{
    private readonly Dictionary<int, int> _placeOf = [];
    private readonly List<Member> _members = [];

    // Most calls go to the one that the last went to, and most packets come from the one that the last came from.
    private Member? _foundLast;

    public int Count => _members.Count;

    public IReadOnlyCollection<int> Ids => _placeOf.Keys;

    public Member this[int place] => _members[place];

    public Member? Find(int id)
    {
        if (_foundLast is { } last && last.Id == id) return last;
        return _placeOf.TryGetValue(id, out var place) ? _foundLast = _members[place] : null;
    }

    public void Add(Member member)
    {
        _placeOf.Add(member.Id, _members.Count);
        _members.Add(member);
    }

    public void Remove(Member member)
    {
        _foundLast = null;
        _placeOf.Remove(member.Id, out var place);
        var last = _members[^1];
        _members.RemoveAt(_members.Count - 1);
        if (last == member) return;
        _members[place] = last;
        _placeOf[last.Id] = place;
    }

    public void Clear()
    {
        _foundLast = null;
        _placeOf.Clear();
        _members.Clear();
    }
}
