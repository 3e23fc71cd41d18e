namespace Ludus.Rules;

/// <summary>Who sits at the table, in the order of arrival, and whose turn it is. No network.</summary>
public sealed class Roster
{
    /// <summary>More are not shown: what a server tells is a stranger's word.</summary>
    public const int MaxPlayers = 256;

    private readonly List<Player> _players = [];

    /// <summary>In the order of arrival.</summary>
    public IReadOnlyList<Player> Players => _players;

    /// <summary>The index of the player whose turn it is.</summary>
    public int Turn { get; private set; }

    /// <summary>The turn behind this one; the first comes behind the last.</summary>
    public int NextTurn => _players.Count == 0 ? 0 : (Turn + 1) % _players.Count;

    /// <summary>A player comes. False for one that is there, and when the table is full.</summary>
    public bool Add(Player player)
    {
        if (_players.Count >= MaxPlayers || Find(player.Id) is not null) return false;
        _players.Add(player);
        return true;
    }

    /// <summary>A player, if it is there.</summary>
    public Player? Find(int id) => _players.Find(player => player.Id == id);

    /// <summary>A player tells its name.</summary>
    public void Rename(int id, string name)
    {
        var index = _players.FindIndex(player => player.Id == id);
        if (index >= 0) _players[index] = _players[index] with { Name = name };
    }

    /// <summary>A player leaves; the turn stays with whoever has it.</summary>
    public void Remove(int id)
    {
        var index = _players.FindIndex(player => player.Id == id);
        if (index < 0) return;
        _players.RemoveAt(index);
        if (index < Turn) Turn--;
    }

    /// <summary>It is somebody else's turn. A turn of nobody changes nothing.</summary>
    public void SetTurn(int turn)
    {
        if (turn >= 0 && turn < _players.Count) Turn = turn;
    }

    /// <summary>Whether a player may act.</summary>
    public bool IsTurnOf(int id) => Turn < _players.Count && _players[Turn].Id == id;
}
