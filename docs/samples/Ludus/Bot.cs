namespace Ludus;

/// <summary>Plays a seat by itself: rolls when it is its turn, and leaves after so many rolls.</summary>
public sealed class Bot
{
    private readonly Table _table;
    private readonly int _rolls;
    private bool _hasActed;
    private bool _hadCompany;

    /// <summary>A bot at a table.</summary>
    /// <param name="table">Its seat.</param>
    /// <param name="rolls">How often it rolls; a server's bot stays until the others have left.</param>
    public Bot(Table table, int rolls)
    {
        _table = table;
        _rolls = rolls;
        table.Game.TurnCame += () => _hasActed = false;
    }

    /// <summary>How often it has rolled.</summary>
    public int Rolled { get; private set; }

    /// <summary>Whether it has done what it was to do.</summary>
    public bool IsDone { get; private set; }

    /// <summary>For a client.</summary>
    public void TickAtClient()
    {
        // The last roll has counted when the turn has moved on.
        if (Rolled >= _rolls && !_hasActed) Leave();
        else Act();
    }

    /// <summary>For a server.</summary>
    public void TickAtServer()
    {
        var hasCompany = _table.Game.Roster.Players.Count > 1;
        _hadCompany |= hasCompany;
        if (hasCompany) Act();
        else if (_hadCompany) Leave();
    }

    private void Act()
    {
        if (_hasActed || !_table.Game.IsMyTurn) return;
        _hasActed = true;
        Rolled++;
        _table.Game.Act(Game.Roll);
    }

    private void Leave()
    {
        IsDone = true;
        _table.Leave();
    }
}
