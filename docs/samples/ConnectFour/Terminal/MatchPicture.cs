using System.Globalization;
using ConnectFour.Calls;
using ConnectFour.Players;
using ConnectFour.Rules;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ConnectFour.Terminal;

/// <summary>A match as a picture for the terminal.</summary>
public static class MatchPicture
{
    /// <summary>Draws the match as a client sees it now.</summary>
    /// <param name="client">Whose match.</param>
    /// <param name="cursor">The column that is chosen; shown while the player is to move.</param>
    /// <param name="notice">The last thing that happened.</param>
    public static IRenderable Draw(MatchClient client, int cursor, string notice)
    {
        var view = client.View;
        // Names and notices may hold a remote's words: as Text, nothing in them is markup.
        return new Rows(
            new Markup("[bold]Connect Four[/]"),
            DrawSeat(client, Disc.Red),
            DrawSeat(client, Disc.Yellow),
            DrawBoard(view.Board, client.IsMyTurn ? cursor : null),
            new Text(notice),
            new Text(Connection(client), new Style(Color.Grey)),
            new Text(Hint(client)));
    }

    private static Text DrawSeat(MatchClient client, Disc disc)
    {
        var seat = client.View.Seat(disc);
        var who = seat.Presence == Presence.Free ? "free seat" : seat.Name;
        var away = seat.Presence == Presence.Away ? ", connection lost" : "";
        var you = client.Seat == disc ? " (you)" : "";
        var turn = client.View.Turn == disc ? client.TurnLeft is { } left ? $"  to move, {Math.Ceiling(left.TotalSeconds):0} s left" : "  to move" : "";
        return new Text(
            string.Create(CultureInfo.InvariantCulture, $"{NoticeWords.Colour(disc),-6} {who}{you}{away}, {seat.Wins} won{turn}"),
            new Style(disc == Disc.Red ? Color.Red : Color.Yellow));
    }

    private static Table DrawBoard(Board board, int? cursor)
    {
        var table = new Table { Border = TableBorder.Rounded };
        for (var column = 0; column < Board.Columns; column++)
            table.AddColumn(new TableColumn(new Markup(column == cursor ? $"[invert]{column + 1}[/]" : $"{column + 1}")));
        for (var row = Board.Rows - 1; row >= 0; row--)
        {
            var height = row;
            table.AddRow(Enumerable.Range(0, Board.Columns).Select(column => DrawCell(board, column, height)));
        }
        return table;
    }

    // A letter as well: colours alone do not reach everyone.
    private static Markup DrawCell(Board board, int column, int row) => board[column, row] switch
    {
        Disc.Red => new Markup(board.IsInLine(column, row) ? "[bold black on red]R[/]" : "[bold red]R[/]"),
        Disc.Yellow => new Markup(board.IsInLine(column, row) ? "[bold black on yellow]Y[/]" : "[bold yellow]Y[/]"),
        _ => new Markup("[grey].[/]"),
    };

    private static string Connection(MatchClient client) => client.Status switch
    {
        ClientStatus.Connecting => "Connecting ...",
        ClientStatus.Reconnecting => "The connection is lost. Trying again ...",
        _ when client.RoundTrip is { } time => string.Create(CultureInfo.InvariantCulture, $"Connected, {time.TotalMilliseconds:0} ms. {client.View.State.Watching} watching."),
        _ => "Connected.",
    };

    private static string Hint(MatchClient client) => client.View.State.Phase switch
    {
        _ when client.Seat == Disc.None => "q leaves.",
        MatchPhase.Waiting => "Waiting for the other player. b invites the bot; q leaves.",
        MatchPhase.Over => "r plays again; q leaves.",
        _ when client.IsMyTurn => "Your turn: 1-7, or arrows and Enter; q leaves.",
        _ => "Their turn; q leaves.",
    };
}
