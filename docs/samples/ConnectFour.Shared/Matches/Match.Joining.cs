using ConnectFour.Calls;
using ConnectFour.Rules;
using Transport;

namespace ConnectFour.Matches;

// Who comes, who goes, and who is back.
public sealed partial class Match
{
    internal JoinAnswer Join(int peer, JoinRequest request)
    {
        if (_people.FindPeer(peer) is not null) return JoinAnswer.No(JoinResult.JoinedAlready);
        if (request.Match.Length > 0 && request.Match != Name) return JoinAnswer.No(JoinResult.NoSuchMatch);
        var name = PlainText.From(request.Name, MatchOptions.MaxNameLength);
        if (name.Length == 0) return JoinAnswer.No(JoinResult.NoName);
        if (_people.FindName(name) is { } known)
            return !known.IsBot && known.Knows(request.Secret) ? TakeBack(known, peer) : JoinAnswer.No(JoinResult.NameTaken);
        if (request.Watch && _people.Watching >= _options.MaxWatching) return JoinAnswer.No(JoinResult.TooManyWatch);
        if (!request.Watch && _people.IsFull) return JoinAnswer.No(JoinResult.SeatsTaken);
        return TakeIn(new Person(name, request.Watch ? Disc.None : _people.FreeSeat) { Peer = peer, AwayBudget = _options.GraceTime });
    }

    internal void Leave(int peer)
    {
        if (_people.FindPeer(peer) is { } person) Remove(person);
    }

    private JoinAnswer TakeIn(Person person)
    {
        _strangers.Remove(person.Peer);
        _people.Add(person);
        Tell(person.Seat == Disc.None ? NoticeKind.Watches : NoticeKind.SatDown, person);
        if (person.Seat != Disc.None && _people.IsFull) BeginGame();
        Publish();
        return new JoinAnswer(person.Seat == Disc.None ? JoinResult.Watching : JoinResult.Seated, person.Name, person.Seat, person.Secret);
    }

    // A page that is loaded again is here before its old connection is found to be lost.
    private JoinAnswer TakeBack(Person person, int peer)
    {
        _strangers.Remove(peer);
        if (person.IsConnected) PutOut(person.Peer, MatchCloseCode.TakenOver, "You are here over another connection.");
        person.ComeBack(peer, Now);
        Tell(NoticeKind.Back, person);
        RunClock();
        Publish();
        return new JoinAnswer(JoinResult.Back, person.Name, person.Seat, person.Secret);
    }

    private void OnPeerDisconnected(int peer, DisconnectInfo info)
    {
        _strangers.Remove(peer);
        if (_people.FindPeer(peer) is not { } person) return;
        if (person.Seat == Disc.None)
        {
            Remove(person);
            return;
        }
        if (_phase != MatchPhase.Playing) person.AwayBudget = _options.GraceTime;
        person.GoAway(Now);
        Tell(NoticeKind.Away, person);
        RunClock();
        Publish();
    }

    private void Remove(Person person)
    {
        var seat = person.Seat;
        // Told before: it is to be known whose seat it was.
        Tell(NoticeKind.Left, person);
        _people.Remove(person);
        if (person.IsConnected) _strangers[person.Peer] = Now + _options.JoinTime;
        if (seat != Disc.None) LoseSeat(seat);
        Publish();
    }

    // The game is lost, and the seat free for someone else. A bot does not wait for him alone.
    private void LoseSeat(Disc seat)
    {
        if (_phase == MatchPhase.Playing) EndGame(seat.Other, GameEnding.Left);
        _phase = MatchPhase.Waiting;
        if (_people.Find(seat.Other) is not { } other) return;
        other.WantsRematch = false;
        if (other.IsBot) _people.Remove(other);
    }
}
