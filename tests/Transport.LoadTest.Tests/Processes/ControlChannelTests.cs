using Transport.LoadTest.Measuring;
using Transport.LoadTest.Processes;
using Transport.LoadTest.Scenarios;

namespace Transport.LoadTest.Tests.Processes;

public sealed class ControlChannelTests
{
    [Test]
    public async Task StartComesOutAsItWentIn()
    {
        var start = new AgentStart(AgentRole.Clients, "tcp", "burst", LoadSettings.Quick with { Rate = 0.5, Seed = -3 });

        Assert.That(await SendAsync(start), Is.EqualTo(start));
    }

    [Test]
    public async Task OrderComesOutAsItWentIn()
    {
        var order = new Order(OrderKind.Talk) { Count = 3, Rate = 2.5, Seconds = 0.25, Port = 1234, IsRecorded = true };

        Assert.That(await SendAsync(order), Is.EqualTo(order));
        Assert.That(await SendAsync(new Order(OrderKind.Quit)), Is.EqualTo(new Order(OrderKind.Quit)));
    }

    [Test]
    public async Task ReplyComesOutAsItWentIn()
    {
        var reply = new Reply
        {
            Port = 1,
            Seconds = 1.5,
            Used = new ProcessMark(2.5, 3),
            Memory = new MemoryMark(4, 5),
            Totals = new Totals(6, 7, 8, 9, 10, 11, "a \"line\"\nand another"),
            Messages = 12,
            Latency = new LatencySummary(13, 1, 2, 3, 4, 5),
        };

        Assert.That(await SendAsync(reply), Is.EqualTo(reply));
    }

    [Test]
    public async Task EndOfTheStreamIsNothing()
    {
        var channel = new ControlChannel(new StringReader(""), TextWriter.Null);

        Assert.That(await channel.ReadAsync<Order>(), Is.Null);
    }

    private static async Task<T?> SendAsync<T>(T message)
        where T : class
    {
        var line = new StringWriter();
        await new ControlChannel(TextReader.Null, line).WriteAsync(message);
        Assert.That(line.ToString().TrimEnd(), Does.Not.Contain('\n'), "A message is one line.");
        return await new ControlChannel(new StringReader(line.ToString()), TextWriter.Null).ReadAsync<T>();
    }
}
