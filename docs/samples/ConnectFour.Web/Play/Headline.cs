using ConnectFour.Calls;
using ConnectFour.Players;
using ConnectFour.Rules;

namespace ConnectFour.Web.Play;

/// <summary>What matters most at a table just now, as a sentence.</summary>
/// <param name="Words">The sentence.</param>
/// <param name="Tone">How it is drawn: a class of the style sheet.</param>
public sealed record Headline(string Words, string Tone)
{
    /// <summary>That of a client.</summary>
    public static Headline Of(MatchClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.Status switch
        {
            ClientStatus.Connecting => new("Connecting …", "quiet"),
            ClientStatus.Reconnecting => new($"{client.LossWords} Trying again …", "bad"),
            ClientStatus.Ended => new(client.End!.Words, "bad"),
            _ => client.View.State.Phase switch
            {
                MatchPhase.Playing => Turn(client),
                MatchPhase.Over => new(Result(client), client.View.State.Winner == client.Seat && client.Seat != Disc.None ? "good" : "quiet"),
                _ => Waiting(client),
            },
        };
    }

    private static Headline Turn(MatchClient client)
    {
        var mover = client.View.Seat(client.View.Turn);
        if (mover.Presence == Presence.Away) return new($"{mover.Name} is away. The clock stands meanwhile.", "quiet");
        return client.View.Turn == client.Seat
            ? new($"Your turn. You play {NoticeWords.Colour(client.Seat)}.", "mine")
            : new($"{mover.Name} is to move.", "quiet");
    }

    private static Headline Waiting(MatchClient client)
    {
        var last = client.View.State.Ending == GameEnding.None ? "" : $"{Result(client)} ";
        return new($"{last}{(client.Seat == Disc.None ? "Waiting for players." : "Waiting for another player.")}", "quiet");
    }

    private static string Result(MatchClient client)
    {
        var state = client.View.State;
        if (state.Ending == GameEnding.Draw) return "Draw.";
        var isMine = state.Winner == client.Seat && client.Seat != Disc.None;
        // The winner's seat may be free by now.
        var name = client.View.Seat(state.Winner).Name;
        var winner = isMine ? "You win" : name.Length > 0 ? $"{name} wins" : state.Winner == Disc.Red ? "Red wins" : "Yellow wins";
        return state.Ending switch
        {
            GameEnding.TimeUp => $"{winner} on time.",
            GameEnding.Left => $"{winner}: the other has left.",
            _ => isMine ? $"{winner}!" : $"{winner}.",
        };
    }
}
