using System.Diagnostics;
using System.Net;
using Transport.LoadTest.Contenders;
using Transport.LoadTest.Conversations;
using Transport.LoadTest.Measuring;

namespace Transport.LoadTest.Processes;

/// <summary>The child process with the clients.</summary>
internal sealed class ClientsAgent : Agent
{
    // As many as any server here lets knock at once by its defaults.
    private const int ConnectsAtOnce = 32;
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(5);

    private readonly Meter _meter = new();
    private readonly IContenderClients _clients;
    private readonly List<(IContenderClient Client, Conversation Conversation)> _connected = [];
    private readonly byte[] _ballast;

    public ClientsAgent(AgentStart start)
        : base(start)
    {
        _clients = Contender.CreateClients(Scenario.Sizes);
        _ballast = Ballast.Create(Scenario.Sizes.RequestBytes, Settings.Seed);
    }

    public override async ValueTask DisposeAsync()
    {
        await DisconnectAsync();
        await _clients.DisposeAsync();
    }

    protected override Task<Reply> CarryOutAsync(Order order) => order.Kind switch
    {
        OrderKind.Connect => ConnectAsync((int)order.Count, order.Port),
        OrderKind.Arm => ArmAsync(order.IsRecorded),
        OrderKind.Measure => MeasureAsync(TimeSpan.FromSeconds(order.Seconds)),
        OrderKind.Talk => TalkAsync((int)order.Count, order.Rate, order.Seconds),
        OrderKind.AwaitReceived => AwaitAsync(totals => totals.Received == order.Count),
        OrderKind.Drain => DrainAsync(),
        OrderKind.Disconnect => DisconnectAsync(),
        _ => base.CarryOutAsync(order),
    };

    private async Task<Reply> ConnectAsync(int count, int port)
    {
        var clients = new (IContenderClient, Conversation)[count];
        var start = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = ConnectsAtOnce }, async (i, cancellationToken) =>
        {
            var conversation = Ledger.Add(Scenario.OpenClient(_meter, _ballast));
            var client = _clients.Create(conversation);
            clients[i] = (client, conversation);
            try
            {
                await client.ConnectAsync(new IPEndPoint(LoopbackAddresses.Of(i), port), cancellationToken).WaitAsync(ConnectPatience, cancellationToken);
            }
#pragma warning disable CA1031 // Whatever kept it out, it is a client that did not get in.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                ConversationLedger.Fail(conversation, exception.Message);
            }
        });
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        _connected.AddRange(clients);
        return new Reply { Seconds = seconds, Totals = Ledger.Sum() };
    }

    private Task<Reply> ArmAsync(bool isRecorded)
    {
        _meter.Arm();
        if (isRecorded) _meter.StartRecording();
        return Task.FromResult(new Reply());
    }

    private async Task<Reply> MeasureAsync(TimeSpan duration)
    {
        _meter.StartRecording();
        var (used, totals, start) = (ProcessMark.Now(), Ledger.Sum(), Stopwatch.GetTimestamp());
        await Task.Delay(duration);
        // What is slower than one measurement gets a longer one.
        while (Answered(Ledger.Sum()) == Answered(totals) && Stopwatch.GetElapsedTime(start) < AnswerPatience) await Task.Delay(LookInterval);
        var (totalsAfter, elapsed) = (Ledger.Sum(), Stopwatch.GetElapsedTime(start));
        var usedAfter = ProcessMark.Now();
        _meter.StopRecording();
        return new Reply
        {
            Seconds = elapsed.TotalSeconds,
            Messages = Answered(totalsAfter) - Answered(totals),
            UsedBefore = used,
            Used = usedAfter,
            Latency = LatencySummary.Of(_meter.Latencies),
            Totals = totalsAfter,
        };
    }

    private async Task<Reply> TalkAsync(int talkers, double rate, double seconds)
    {
        var start = Stopwatch.GetTimestamp();
        var count = (long)(talkers * rate * seconds);
        var pace = new Pace(talkers * rate);
        var sending = new Task[talkers];
        Array.Fill(sending, Task.CompletedTask);
        for (long i = 0; i < count; i++)
        {
            var time = await pace.NextAsync();
            var talker = (int)(i % talkers);
            // A talker says one thing after the other; the time that it waits counts.
            await sending[talker];
            var (client, conversation) = _connected[talker];
            sending[talker] = client.SendAsync(((TalkConversation)conversation).Say(time)).AsTask();
        }
        await Task.WhenAll(sending);
        return new Reply { Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds, Messages = count };
    }

    private async Task<Reply> DrainAsync()
    {
        _meter.Drain();
        return await AwaitAsync(static totals => totals.Unanswered == 0);
    }

    // What has not come when patience ends is lost; the parent process sees it in the totals.
    private async Task<Reply> AwaitAsync(Func<Totals, bool> isThere)
    {
        var start = Stopwatch.GetTimestamp();
        while (Ledger.Sum() is var totals && !isThere(totals) && Stopwatch.GetElapsedTime(start) < AnswerPatience) await Task.Delay(LookInterval);
        _meter.StopRecording();
        return new Reply { Totals = Ledger.Sum(), Latency = LatencySummary.Of(_meter.Latencies) };
    }

    private async Task<Reply> DisconnectAsync()
    {
        Ledger.SetClosing(true);
        await Parallel.ForEachAsync(
            _connected,
            new ParallelOptions { MaxDegreeOfParallelism = ConnectsAtOnce },
            static async (one, _) =>
            {
                await one.Client.DisposeAsync();
                one.Conversation.End(failure: null);
            });
        _connected.Clear();
        Ledger.SetClosing(false);
        return new Reply { Totals = Ledger.Sum() };
    }

    private static long Answered(Totals totals) => totals.Sent > 0 ? totals.Sent - totals.Unanswered : totals.Received;
}
