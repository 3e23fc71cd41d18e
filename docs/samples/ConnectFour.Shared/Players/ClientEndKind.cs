namespace ConnectFour.Players;

/// <summary>The ways out of a match.</summary>
public enum ClientEndKind
{
    /// <summary>This end left.</summary>
    Left = 0,

    /// <summary>The server gave no place.</summary>
    Refused = 1,

    /// <summary>The server is lost, or was never reached.</summary>
    Lost = 2,
}
