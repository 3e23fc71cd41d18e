using Transport.Diagnostics;
using Transport.Multiplex;

namespace Transport;

// How a session begins: all members of a server, one after another of a client.
public sealed partial class MultiplexMultiplayerPeer
{
    // A client that is not in yet.
    private FallbackSchedule? _schedule;
    private long _startedAt;
    private ITimer? _timer;

    /// <summary>
    /// Starts as a server: starts all members. One that cannot be started, because its port is in use for instance, is told by
    /// <see cref="MemberFailed"/>, and the others go on.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// None of the members could be started, the text says why; or there is none, one is started already, or does not start as a server; or the
    /// multiplex is started already.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The multiplex, or a member, is disposed.</exception>
    /// <exception cref="Exception">A mistake in the way to start a member: whatever it threw. Nothing is started then.</exception>
    public void CreateServer()
    {
        ThrowIfNotReady();
        foreach (var member in _members) member.Peer.PeerIds = PeerIds;
        PassRefusalOn();
        var isAnyStarted = false;
        try
        {
            foreach (var member in _members) isAnyStarted |= TryStart(member, asServer: true);
        }
        catch
        {
            StopMembers();
            throw;
        }
        if (!isAnyStarted) throw new InvalidOperationException($"None of the members could be started. {Describe(_members)}");
        ChosenMember = null;
        StartServer();
        ReportFailures();
    }

    /// <summary>
    /// Starts as a client: tries the members in the order in which they were added. The next one begins when those before have failed, or after
    /// <see cref="MultiplexOptions.FallbackDelay"/>, beside them. The first that gets in is the one: <see cref="ChosenMember"/>; the others are
    /// closed. When none gets in within <see cref="MultiplexOptions.ConnectTimeout"/>, ConnectionFailed tells the reasons of all.
    /// </summary>
    /// <remarks>
    /// The client's Poll decides. One that gets in a moment too late is disconnected at once; it may be seen at the server as a peer that comes
    /// and leaves.
    /// </remarks>
    /// <exception cref="InvalidOperationException">
    /// There is no member, one is started already, or does not start as a client; or the multiplex is started already.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The multiplex, or a member, is disposed.</exception>
    /// <exception cref="Exception">A mistake in the way to start a member: whatever it threw. Nothing is started then.</exception>
    public void CreateClient()
    {
        ThrowIfNotReady();
        foreach (var member in _members) member.Failure = null;
        var schedule = new FallbackSchedule(_limits, _members.Length);
        var startedAt = _time.GetTimestamp();
        try
        {
            while (schedule.IsNextDue(IsAnyTrying(), TimeSpan.Zero)) TryStart(BeginNext(schedule, TimeSpan.Zero), asServer: false);
        }
        catch
        {
            StopMembers();
            throw;
        }
        ChosenMember = null;
        StartClient();
        _schedule = schedule;
        _startedAt = startedAt;
        _timer = _time.CreateTimer(
            static peer => ((MultiplexMultiplayerPeer)peer!).WakeHere(), this, schedule.TimeLeft(TimeSpan.Zero), Timeout.InfiniteTimeSpan);
        ReportFailures();
        if (!IsAnyTrying()) Wake();
    }

    private void ThrowIfNotReady()
    {
        ThrowIfStarted();
        if (_members.Length == 0) throw new InvalidOperationException("The multiplex has no members; add some first.");
        if (Array.Find(_members, static member => member.IsStarted) is { } started)
            throw new InvalidOperationException($"The member {started.Peer.Carrier} is {started.Peer.Status}. The multiplex starts its members itself.");
    }

    // After the members were polled: what has come in meanwhile counts, however late it is seen.
    private void ContinueConnecting()
    {
        if (_schedule is not { } schedule) return;
        var passed = _time.GetElapsedTime(_startedAt);
        NoteStoppedMembers(schedule);
        if (schedule.HasTimedOut(passed))
        {
            Fail(new DisconnectInfo(
                DisconnectReason.HandshakeTimedOut, DisconnectOrigin.Network,
                text: $"No member got in within {_limits.ConnectTimeout}. {Describe(_members[..schedule.Begun])}"));
            return;
        }
        while (schedule.IsNextDue(IsAnyTrying(), passed))
        {
            var member = BeginNext(schedule, passed);
            if (!TryStartInPoll(member)) Report(member);
            if (_schedule == schedule) continue;
            // The way to start it has closed the multiplex.
            member.Stop();
            return;
        }
        if (IsAnyTrying()) _timer!.Change(schedule.TimeLeft(passed), Timeout.InfiniteTimeSpan);
        else Fail(WhyAllFailed());
    }

    private MultiplexMember BeginNext(FallbackSchedule schedule, TimeSpan passed)
    {
        var member = _members[schedule.Begun];
        schedule.Begin(passed);
        return member;
    }

    private bool TryStart(MultiplexMember member, bool asServer)
    {
        Log.MemberTried(Logger, Carrier, member.Peer.Carrier);
        return member.TryStart(asServer);
    }

    // A mistake goes on to the caller of Poll, as that of a handler does; the next Poll goes on with the next member.
    private bool TryStartInPoll(MultiplexMember member)
    {
        try
        {
            return TryStart(member, asServer: false);
        }
        catch (Exception exception)
        {
            member.Stop();
            member.Failure = new DisconnectInfo(DisconnectReason.CarrierFailed, DisconnectOrigin.Local, text: exception.Message);
            Report(member);
            throw;
        }
    }

    private bool IsAnyTrying() => Array.Exists(_members, static member => member.IsStarted);

    // Closed or disposed by its user while it was trying.
    private void NoteStoppedMembers(FallbackSchedule schedule)
    {
        foreach (var member in _members[..schedule.Begun])
        {
            if (!member.IsStarted) member.Failure ??= new DisconnectInfo(DisconnectReason.Aborted, DisconnectOrigin.Local);
        }
    }

    private void Choose(MultiplexMember winner)
    {
        StopTrying();
        ChosenMember = winner.Peer;
        Log.MemberChosen(Logger, Carrier, winner.Peer.Carrier);
        foreach (var other in _members)
        {
            // Whoever of them is in already is told; a server sees why it left.
            if (other != winner) other.Peer.CloseAsMember(CloseCode.Normal, "Connected over another carrier.");
        }
    }

    private void StopTrying()
    {
        _schedule = null;
        _timer?.Dispose();
        _timer = null;
    }

    private void StopMembers()
    {
        foreach (var member in _members) member.Stop();
    }

    private void ReportFailures()
    {
        foreach (var member in _members)
        {
            if (member.Failure is not null) Report(member);
        }
        if (_failures.Count > 0) Wake();
    }
}
