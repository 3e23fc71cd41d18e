using ConnectFour.Rules;

namespace ConnectFour.Matches;

/// <summary>Those who are in a match: by name, by connection, by seat.</summary>
internal sealed class Roster
{
    private readonly List<Person> _people = [];

    public IReadOnlyList<Person> All => _people;

    public Person? Red => Find(Disc.Red);

    public Person? Yellow => Find(Disc.Yellow);

    public bool IsFull => Red is not null && Yellow is not null;

    public int Watching => _people.Count(static person => person.Seat == Disc.None);

    /// <summary>The first seat that is free; none when both are taken.</summary>
    public Disc FreeSeat => Red is null ? Disc.Red : Yellow is null ? Disc.Yellow : Disc.None;

    public Person? Find(Disc seat) => seat == Disc.None ? null : _people.Find(person => person.Seat == seat);

    public Person? FindPeer(int peer) => _people.Find(person => person.IsConnected && person.Peer == peer);

    public Person? FindName(string name) =>
        _people.Find(person => string.Equals(person.Name, name, StringComparison.OrdinalIgnoreCase));

    public void Add(Person person) => _people.Add(person);

    public void Remove(Person person) => _people.Remove(person);
}
