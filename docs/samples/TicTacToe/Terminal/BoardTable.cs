using Spectre.Console;
using TicTacToe.Rules;

namespace TicTacToe.Terminal;

/// <summary>The board as a Spectre table.</summary>
public static class BoardTable
{
    /// <summary>Draws a board. Free cells show the digit that plays them.</summary>
    /// <param name="board">What to draw.</param>
    /// <param name="cursor">The cell to show as chosen; null for none.</param>
    public static Table Draw(Board board, int? cursor)
    {
        var table = new Table { Border = TableBorder.Rounded, ShowHeaders = false, ShowRowSeparators = true };
        table.AddColumns("", "", "");
        for (var cell = 0; cell < Board.CellCount; cell += 3)
            table.AddRow(DrawCell(board, cell, cursor), DrawCell(board, cell + 1, cursor), DrawCell(board, cell + 2, cursor));
        return table;
    }

    private static Markup DrawCell(Board board, int cell, int? cursor)
    {
        var (text, style) = board[cell] switch
        {
            Mark.Cross => ("X", board.IsInLine(cell) ? "bold black on green" : "bold green"),
            Mark.Nought => ("O", board.IsInLine(cell) ? "bold black on yellow" : "bold yellow"),
            _ => ($"{cell + 1}", "grey"),
        };
        if (cell == cursor) style += " invert";
        return new Markup($"[{style}] {text} [/]");
    }
}
