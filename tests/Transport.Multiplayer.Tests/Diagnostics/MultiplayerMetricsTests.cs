using System.Diagnostics.Metrics;
using Transport.Multiplayer.Tests.Fixtures;

namespace Transport.Multiplayer.Tests.Diagnostics;

// Others measure, too, while this runs: methods and paths are its own where it counts.
[TestFixture]
[NonParallelizable]
public sealed class MultiplayerMetricsTests
{
    private readonly List<string> _measured = [];
    private MeterListener _listener = null!;

    [SetUp]
    public void Listen()
    {
        _measured.Clear();
        _listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == "Transport" && instrument.Name.StartsWith("transport.", StringComparison.Ordinal)) listener.EnableMeasurementEvents(instrument);
            },
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.Start();
    }

    [TearDown]
    public void StopListening() => _listener.Dispose();

    [Test]
    public void CallsAreCountedByMethodAndOutcome()
    {
        using var session = new TestSession();
        session.Client.Board.RpcTo(1).Ready();
        session.Client.Board.RpcTo(1).Throw();
        session.Client.Board.RpcTo(1).Start(true, 1, 1);
        var answer = session.Client.Board.RpcTo(1).Submit(new Move(1, Mark.Cross, null));
        var refused = session.Client.Board.RpcTo(1).Restart();
        session.Settle();
        Assert.That((answer.IsCompletedSuccessfully, refused.IsFaulted), Is.EqualTo((true, true)));
        Assert.That(_measured.Where(line => line.StartsWith("transport.calls", StringComparison.Ordinal) || line.StartsWith("transport.answers", StringComparison.Ordinal)), Is.EquivalentTo(
        [
            "transport.calls.sent 1 transport.method=Ready",
            "transport.calls.sent 1 transport.method=Throw",
            "transport.calls.sent 1 transport.method=Start",
            "transport.calls.sent 1 transport.method=Submit",
            "transport.calls.sent 1 transport.method=Restart",
            "transport.calls.received 1 transport.method=Ready transport.outcome=Ok",
            "transport.calls.received 1 transport.method=Throw transport.outcome=Threw",
            "transport.calls.received 1 transport.method=Start transport.outcome=Refused",
            "transport.calls.received 1 transport.method=Submit transport.outcome=Ok",
            "transport.calls.received 1 transport.method=Restart transport.outcome=Refused",
            "transport.answers 1 transport.method=Submit transport.outcome=Ok",
            "transport.answers 1 transport.method=Restart transport.outcome=Error",
        ]));
    }

    [Test]
    public void RelayAuthenticationAndBudgetsAreCounted()
    {
        using var session = new RawSession(clients: 2, new MultiplayerApiOptions { ByteBudget = new PeerBudget(1, 20) });
        session.A.Peer.Send(Convert.FromHexString(Hex.Relay(session.B.Id, "03 AA")), 1);
        session.A.Peer.Send(new byte[100], 1);
        session.Server.Api.Poll();
        session.Server.Api.AuthCallback = static (_, _) => { };
        using var late = session.Join();
        session.Time.Advance(TimeSpan.FromSeconds(3));
        session.Server.Api.Poll();
        Assert.That(_measured.Where(line => !line.Contains("transport.carrier", StringComparison.Ordinal)), Is.EqualTo(
        [
            "transport.packets.relayed 1",
            "transport.over_budget 1 transport.budget=Bytes transport.action=Drop",
            "transport.authentication_failures 1 transport.reason=TimedOut",
        ]));
    }

    private void Note(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = $"{instrument.Name} {value}";
        foreach (var tag in tags) text += $" {tag.Key}={tag.Value}";
        lock (_measured) _measured.Add(text);
    }
}
