using System.Globalization;
using ConnectFour.Calls;
using ConnectFour.Rules;

namespace ConnectFour.Players;

/// <summary>What has happened, as sentences. Columns are 1 to 7 for people.</summary>
public static class NoticeWords
{
    /// <summary>One sentence.</summary>
    public static string Describe(Notice notice) => notice.Kind switch
    {
        NoticeKind.SatDown => $"{notice.Who} sits down and plays {Colour(notice.Disc)}.",
        NoticeKind.Watches => $"{notice.Who} watches.",
        NoticeKind.Left => $"{notice.Who} has left.",
        NoticeKind.Away => $"The connection to {notice.Who} is lost. The seat is kept for a while.",
        NoticeKind.Back => $"{notice.Who} is back.",
        NoticeKind.GameBegins => $"The game begins. {notice.Who} plays {Colour(notice.Disc)} and has the first move.",
        NoticeKind.Dropped => string.Create(CultureInfo.InvariantCulture, $"{notice.Who} plays column {notice.Column + 1}."),
        NoticeKind.Won => $"{notice.Who} wins.",
        NoticeKind.Draw => "Draw.",
        NoticeKind.TimeUp => $"{notice.Who} has not moved in time.",
        NoticeKind.WantsRematch => $"{notice.Who} wants to play again.",
        _ => "",
    };

    /// <summary>Why there is no place.</summary>
    public static string Describe(JoinResult refusal) => refusal switch
    {
        JoinResult.NoSuchMatch => "There is another match here.",
        JoinResult.NoName => "The name has nothing in it that can be seen.",
        JoinResult.NameTaken => "Somebody has this name already.",
        JoinResult.SeatsTaken => "Both seats are taken. You can watch.",
        JoinResult.TooManyWatch => "There is no room for more who watch.",
        JoinResult.JoinedAlready => "You have joined already.",
        _ => "",
    };

    /// <summary>Why a move was not made.</summary>
    public static string Describe(MoveResult result) => result switch
    {
        MoveResult.NoSeat => "You have no seat.",
        MoveResult.NoGame => "There is no game.",
        MoveResult.NotYourTurn => "It is not your turn.",
        MoveResult.NoSuchColumn => "There is no such column.",
        MoveResult.ColumnFull => "The column is full.",
        MoveResult.NoAnswer => "The server has not answered.",
        _ => "",
    };

    /// <summary>The colour's name.</summary>
    public static string Colour(Disc disc) => disc switch
    {
        Disc.Red => "red",
        Disc.Yellow => "yellow",
        _ => "nothing",
    };
}
