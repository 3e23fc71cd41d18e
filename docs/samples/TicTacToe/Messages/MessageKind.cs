namespace TicTacToe.Messages;

/// <summary>The first field of each message. The numbers are the protocol; they never change their meaning.</summary>
public enum MessageKind
{
    /// <inheritdoc cref="Messages.Seated"/>
    Seated = 1,

    /// <inheritdoc cref="Messages.GameStarted"/>
    GameStarted = 2,

    /// <inheritdoc cref="Messages.PlayMove"/>
    PlayMove = 3,

    /// <inheritdoc cref="Messages.MovePlayed"/>
    MovePlayed = 4,

    /// <inheritdoc cref="Messages.MoveRefused"/>
    MoveRefused = 5,

    /// <inheritdoc cref="Messages.GameEnded"/>
    GameEnded = 6,
}
