namespace TicTacToe.Rules;

/// <summary>What a <see cref="Mark"/> looks like, and whom it plays against.</summary>
public static class MarkExtensions
{
    extension(Mark mark)
    {
        /// <summary>The mark of the other player.</summary>
        public Mark Other => mark == Mark.Cross ? Mark.Nought : Mark.Cross;

        /// <summary>The mark as it is written on paper.</summary>
        public string Symbol => mark switch
        {
            Mark.Cross => "X",
            Mark.Nought => "O",
            _ => " ",
        };
    }
}
