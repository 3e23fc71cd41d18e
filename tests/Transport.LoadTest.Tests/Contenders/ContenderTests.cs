using System.Diagnostics;
using System.Net;
using Transport.LoadTest.Contenders;
using Transport.LoadTest.Conversations;
using Transport.LoadTest.Measuring;
using Transport.LoadTest.Scenarios;
using Transport.LoadTest.Tests.Conversations;

namespace Transport.LoadTest.Tests.Contenders;

/// <summary>Each contender over real sockets, both ends in this process.</summary>
[NonParallelizable]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ContenderTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly string[] All = [.. ContenderList.All.Select(contender => contender.Name)];
    private static readonly string[] Callers =
        [.. ContenderList.All.Where(contender => contender.WhyNot(ScenarioList.Find("rpc")) is null).Select(contender => contender.Name)];

    private readonly Meter _meter = new();

    [TestCaseSource(nameof(All))]
    public async Task EveryMessageIsEchoedInOrder(string name)
    {
        await using var session = await Session.StartAsync(
            name, new MessageSizes(64, 64), () => new EchoConversation(), () => new WindowConversation(_meter, new Window(10), new byte[64]));
        _meter.StartRecording();

        await session.Server.BroadcastAsync(Speech.Go());

        await WaitAsync(() => session.Clients.All(client => client.Received >= 200), session);
        _meter.Drain();
        await WaitAsync(() => session.Clients.All(client => client.Unanswered == 0), session);
        Assert.That(session.Clients.Sum(client => client.Wrong), Is.Zero);
        Assert.That(session.Clients.Sum(client => client.Sent), Is.EqualTo(session.Servers.Sum(server => server.Received)));
        Assert.That(_meter.Latencies.Count, Is.GreaterThanOrEqualTo(200));
    }

    [TestCaseSource(nameof(All))]
    public async Task EveryBroadcastReachesEveryClient(string name)
    {
        await using var session = await Session.StartAsync(
            name, new MessageSizes(64, 64), () => new SilentConversation(), () => new ListenConversation(_meter));

        for (var i = 0; i < 20; i++) await session.Server.BroadcastAsync(Speech.Message(i, time: 1));

        await WaitAsync(() => session.Clients.All(client => client.Received == 20), session);
        Assert.That(session.Clients.Sum(client => client.Wrong), Is.Zero);
    }

    [TestCaseSource(nameof(All))]
    public async Task MessagesFromOutsideTheConversationAreAnswered(string name)
    {
        await using var session = await Session.StartAsync(
            name, new MessageSizes(64, 64), () => new EchoConversation(), () => new TalkConversation(_meter, new byte[64]));

        for (var i = 0; i < 20; i++)
        {
            foreach (var (client, conversation) in session.Ends) await client.SendAsync(((TalkConversation)conversation).Say(time: 1));
        }

        await WaitAsync(() => session.Clients.All(client => client.Received == 20), session);
        Assert.That(session.Clients.Sum(client => client.Wrong), Is.Zero);
    }

    [TestCaseSource(nameof(All))]
    public async Task LargeMessagesGetTheirReceipts(string name)
    {
        const int Bytes = 1024 * 1024;
        await using var session = await Session.StartAsync(
            name, new MessageSizes(Bytes, MessageHeader.Bytes),
            () => new ReceiptConversation(answerEvery: 1), () => new WindowConversation(_meter, new Window(2), new byte[Bytes]), clients: 1);

        await session.Server.BroadcastAsync(Speech.Message(MessageHeader.Go, bytes: MessageHeader.Bytes));

        await WaitAsync(() => session.Clients[0].Received >= 3, session);
        _meter.Drain();
        await WaitAsync(() => session.Clients[0].Unanswered == 0, session);
        Assert.That(session.Clients[0].Wrong, Is.Zero);
    }

    [Test]
    public async Task EveryCallIsCalledBackInOrderOrAnswered([ValueSource(nameof(Callers))] string name, [Values] bool awaitsAnswers)
    {
        await using var session = await Session.StartAsync(
            name, new MessageSizes(64, 64, AreOfCalls: true),
            () => new EchoConversation(), () => new WindowConversation(_meter, new Window(10, IsOfCalls: true, AwaitsAnswers: awaitsAnswers), new byte[64]));

        await session.Server.BroadcastAsync(Speech.Go());

        await WaitAsync(() => session.Clients.All(client => client.Received >= 200), session);
        _meter.Drain();
        await WaitAsync(() => session.Clients.All(client => client.Unanswered == 0), session);
        Assert.That(session.Clients.Sum(client => client.Wrong), Is.Zero);
        Assert.That(session.Clients.Sum(client => client.Sent), Is.EqualTo(session.Servers.Sum(server => server.Received)));
    }

    [TestCaseSource(nameof(All))]
    public async Task ClientThatFindsNoServerSaysSo(string name)
    {
        var contender = ContenderList.Find(name);
        await using var clients = contender.CreateClients(new MessageSizes(64, 64));
        await using var client = clients.Create(new SilentConversation());
        // Nobody listens there, but for the system's own services.
        using var patience = new CancellationTokenSource(Patience);

        await Assert.ThatAsync(() => client.ConnectAsync(new IPEndPoint(IPAddress.Loopback, 1), patience.Token), Throws.Exception);
    }

    private static async Task WaitAsync(Func<bool> condition, Session session)
    {
        var start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.That(session.Clients.Select(client => client.Failure), Has.All.Null);
            Assert.That(
                Stopwatch.GetElapsedTime(start), Is.LessThan(Patience),
                $"Received {string.Join(", ", session.Clients.Select(client => client.Received))}, "
                    + $"unanswered {string.Join(", ", session.Clients.Select(client => client.Unanswered))}, "
                    + $"by the servers {string.Join(", ", session.Servers.Select(server => server.Received))}.");
            await Task.Delay(1);
        }
    }

    private sealed class Session(IContenderServer server, IContenderClients clients) : IAsyncDisposable
    {
        private readonly List<Conversation> _servers = [];

        public IContenderServer Server => server;

        public List<(IContenderClient Client, Conversation Conversation)> Ends { get; } = [];

        public List<Conversation> Clients => [.. Ends.Select(end => end.Conversation)];

        public List<Conversation> Servers
        {
            get
            {
                lock (_servers) return [.. _servers];
            }
        }

        public static async Task<Session> StartAsync(
            string name, MessageSizes sizes, Func<Conversation> createServer, Func<Conversation> createClient, int clients = 3)
        {
            var contender = ContenderList.Find(name);
            Session? session = null;
            session = new Session(contender.CreateServer(sizes, () => session!.Open(createServer())), contender.CreateClients(sizes));
            using var patience = new CancellationTokenSource(Patience);
            var port = await session.Server.StartAsync();
            for (var i = 0; i < clients; i++) await session.ConnectAsync(createClient(), port, patience.Token);
            while (session.Servers.Count < clients) await Task.Delay(1, patience.Token);
            return session;
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var (client, conversation) in Ends)
            {
                conversation.IsClosing = true;
                await client.DisposeAsync();
            }
            await clients.DisposeAsync();
            await server.DisposeAsync();
        }

        private Conversation Open(Conversation conversation)
        {
            lock (_servers) _servers.Add(conversation);
            return conversation;
        }

        private async Task ConnectAsync(Conversation conversation, int port, CancellationToken cancellationToken)
        {
            var client = clients.Create(conversation);
            Ends.Add((client, conversation));
            await client.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancellationToken);
        }
    }
}
