namespace ConnectFour.Calls;

/// <summary>What became of a <see cref="JoinRequest"/>.</summary>
public enum JoinResult
{
    /// <summary>A seat, see <see cref="JoinAnswer.Seat"/>.</summary>
    Seated = 0,

    /// <summary>A place among those who watch.</summary>
    Watching = 1,

    /// <summary>The place that was left, as it was.</summary>
    Back = 2,

    /// <summary>There is another match here.</summary>
    NoSuchMatch = 3,

    /// <summary>Nothing is left of the name when what cannot be seen is taken away.</summary>
    NoName = 4,

    /// <summary>Someone has this name, and the secret is not his.</summary>
    NameTaken = 5,

    /// <summary>Both seats are taken. To watch may be asked for.</summary>
    SeatsTaken = 6,

    /// <summary>So many watch that there is no room.</summary>
    TooManyWatch = 7,

    /// <summary>This peer has joined already.</summary>
    JoinedAlready = 8,
}
