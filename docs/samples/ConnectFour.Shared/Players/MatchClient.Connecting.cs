using ConnectFour.Calls;
using Transport;
using Transport.Multiplayer;

namespace ConnectFour.Players;

// In, out, and in again.
public sealed partial class MatchClient
{
    // An answer that does not come ends a call inside Poll, so somebody has to poll while one is awaited.
    private static readonly TimeSpan PollWhileAsking = TimeSpan.FromMilliseconds(250);
    private const int MaxTextLength = 64;
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(8);

    private Task _joining = Task.CompletedTask;
    private Task _pinging = Task.CompletedTask;
    private bool _hasJoined;
    private int _attempts;
    private TimeSpan? _lostAt;
    private TimeSpan? _retryAt;
    private TimeSpan _pingAt;

    /// <summary>How the connection was lost last, as a sentence; empty while it never was.</summary>
    public string LossWords { get; private set; } = "";

    private async Task JoinAsync()
    {
        JoinAnswer answer;
        try
        {
            // Cut here as well: a text that is too long for the carrier would be this end's mistake.
            var request = new JoinRequest(
                PlainText.From(_options.Match, MaxTextLength), PlainText.From(Name, MaxTextLength), PlainText.From(Secret, MaxTextLength), _options.Watch);
            answer = await _calls.RpcTo(MultiplayerPeer.TargetPeerServer).Join(request, _options.AnswerTime).ConfigureAwait(true);
        }
        catch (Exception exception) when (exception is RpcException or TimeoutException)
        {
            // When the connection is lost the rest follows from that.
            if (IsConnected) Finish(new ClientEnd(ClientEndKind.Lost, "The server does not play this game, or another version of it."));
            return;
        }
        if (End is not null) return;
        if (answer.Result is JoinResult.Seated or JoinResult.Watching or JoinResult.Back) Enter(answer);
        else Finish(new ClientEnd(ClientEndKind.Refused, NoticeWords.Describe(answer.Result), answer.Result));
    }

    private void Enter(JoinAnswer answer)
    {
        Name = PlainText.From(answer.Name, Matches.MatchOptions.MaxNameLength);
        Secret = answer.Secret;
        _hasJoined = true;
        _attempts = 0;
        _lostAt = null;
        _pingAt = Now;
        Status = ClientStatus.Joined;
        RaiseChanged();
    }

    private void OnLost(DisconnectInfo info)
    {
        if (End is not null) return;
        RoundTrip = null;
        LossWords = DisconnectWords.Describe("The server", info);
        // The first attempt is not made again, nor is one that makes no sense.
        if (!_hasJoined || info.Code is MatchCloseCode.TakenOver or MatchCloseCode.NotThisGame)
        {
            Finish(new ClientEnd(ClientEndKind.Lost, LossWords));
            return;
        }
        _lostAt ??= Now;
        _retryAt = Now + Min(_options.RetryTime * Math.Pow(2, Math.Min(_attempts++, 10)), LongestRetry);
        Status = ClientStatus.Reconnecting;
        RaiseChanged();
    }

    private void Retry()
    {
        if (_retryAt is not { } due || Now < due) return;
        _retryAt = null;
        if (Now - _lostAt >= _options.GiveUpTime) Finish(new ClientEnd(ClientEndKind.Lost, LossWords));
        else _connect();
    }

    private void PingIfDue()
    {
        if (!CanAsk || Now < _pingAt || !_pinging.IsCompleted) return;
        _pingAt = Now + _options.PingTime;
        _pinging = PingAsync();
    }

    private async Task PingAsync()
    {
        var sent = Now;
        try
        {
            await _calls.RpcTo(MultiplayerPeer.TargetPeerServer).Ping(_options.AnswerTime).ConfigureAwait(true);
        }
        catch (Exception exception) when (exception is RpcException or TimeoutException)
        {
            return;
        }
        RoundTrip = Now - sent;
        RaiseChanged();
    }

    private void SetTimer()
    {
        TimeSpan? due = _retryAt;
        if (CanAsk) due = Min(due ?? TimeSpan.MaxValue, _pinging.IsCompleted ? _pingAt : TimeSpan.MaxValue);
        if (_api.Statistics.CallsWaiting > 0) due = Min(due ?? TimeSpan.MaxValue, Now + PollWhileAsking);
        _timer.Change(due is { } at && at < TimeSpan.MaxValue ? Max(at - Now, TimeSpan.Zero) : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
