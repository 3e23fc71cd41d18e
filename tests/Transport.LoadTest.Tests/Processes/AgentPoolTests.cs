using Transport.LoadTest.Processes;
using Transport.LoadTest.Scenarios;

namespace Transport.LoadTest.Tests.Processes;

public sealed class AgentPoolTests
{
    [TestCase(true)]
    [TestCase(false)]
    public async Task ProcessThatHasQuitIsSomethingElseNextWhereProcessesAreKept(bool keepsProcesses)
    {
        await using var pool = new AgentPool(keepsProcesses);

        var first = await pool.StartAsync(new AgentStart(AgentRole.Server, "tcp", "burst", LoadSettings.Smoke));
        Assert.That(first.Port, Is.Positive);
        await pool.EndAsync(first);
        var second = await pool.StartAsync(new AgentStart(AgentRole.Clients, "transport-ws", "rpc", LoadSettings.Smoke));
        var reply = await second.DoAsync(new Order(OrderKind.Mark));
        await pool.EndAsync(second);

        Assert.That(second, keepsProcesses ? Is.SameAs(first) : Is.Not.SameAs(first));
        Assert.That(reply.Totals!.Open, Is.Zero);
    }

    [Test]
    public async Task OrderThatIsNotForItIsAnsweredWithWhy()
    {
        await using var pool = new AgentPool(keepsProcesses: true);
        var server = await pool.StartAsync(new AgentStart(AgentRole.Server, "tcp", "burst", LoadSettings.Smoke));

        Assert.That(() => server.DoAsync(new Order(OrderKind.Drain)), Throws.TypeOf<AgentException>().With.Message.Contain("Drain"));

        await pool.EndAsync(server);
    }
}
