namespace ConnectFour.Players;

/// <summary>Where a client stands.</summary>
public enum ClientStatus
{
    /// <summary>On the way into the match.</summary>
    Connecting = 0,

    /// <summary>In the match.</summary>
    Joined = 1,

    /// <summary>The connection is lost, and is being made again.</summary>
    Reconnecting = 2,

    /// <summary>Over: <see cref="MatchClient.End"/> tells why.</summary>
    Ended = 3,
}
