using Transport.LoadTest.Contenders;
using Transport.LoadTest.Reporting;
using Transport.LoadTest.Running;
using Transport.LoadTest.Scenarios;

namespace Transport.LoadTest.Tests.Reporting;

public sealed class ReportTests
{
    private static readonly RunPlan Plan = new(
        [ScenarioList.Find("burst"), ScenarioList.Find("rpc"), ScenarioList.Find("idle")], ContenderList.All, LoadSettings.Quick);

    private static readonly Measurement[] Measurements =
    [
        Samples.OfBurst("transport-ws", 1, 1500),
        Samples.OfBurst("transport-ws", 2, 2500),
        Samples.OfBurst("tcp", 1, 1000),
        Samples.OfBurst("tcp", 2, 1000),
        Samples.Of("idle", "tcp", 1, new Sample { Messages = 10, Seconds = 1, ResidentBytesPerConnection = 4321 }),
    ];

    [Test]
    public void TableHasMediansOfWhatWasMeasured()
    {
        var table = ScenarioTable.Of(Measurements)[0];

        Assert.That(PlainTable.Lines(table), Is.EqualTo(
        [
            "| contender    | per second | lost |",
            "|--------------|-----------:|-----:|",
            "| transport-ws |      2,000 |    0 |",
            "| tcp          |      1,000 |    0 |",
        ]));
    }

    [Test]
    public void ConnectionsAtRestHaveNoSpeed() =>
        Assert.That(ScenarioTable.Of(Measurements)[1].Headings, Is.EqualTo(["contender", "server RSS B per connection", "lost"]));

    [Test]
    public void CsvHasEveryMeasurement()
    {
        var lines = CsvReport.Lines(Measurements).Select(line => line.Split(',')).ToArray();

        Assert.That(lines, Has.Length.EqualTo(1 + Measurements.Length));
        Assert.That(lines, Has.All.Length.EqualTo(lines[0].Length));
        Assert.That(lines[2][..6], Is.EqualTo(["burst", "transport-ws", "2", "5000", "2", "2500"]));
    }

    [Test]
    public void PageHasTablesRatiosAndWhoDidNotTakePart()
    {
        var page = string.Join('\n', MarkdownReport.Lines(Plan, Measurements, [], hasCharts: true));

        Assert.That(page, Does.Contain("## burst").And.Contain("![burst](burst.svg)").And.Contain("RATIO burst transport-ws/tcp 2.00"));
        Assert.That(page, Does.Contain("* rpc, `tcp`: bytes on a socket are no calls"));
        Assert.That(page, Does.Contain("Nothing was lost, and nothing failed."));
    }

    [Test]
    public void PageBeginsWithFaults()
    {
        var page = string.Join('\n', MarkdownReport.Lines(Plan, Measurements, ["burst tcp, round 1: 3 messages were lost."], hasCharts: false));

        Assert.That(page, Does.Contain("## Faults\n\n* burst tcp, round 1: 3 messages were lost."));
        Assert.That(page, Does.Not.Contain("Nothing was lost").And.Not.Contain(".svg"));
    }

    [Test]
    public async Task FilesAndChartsAreWritten()
    {
        var folder = Directory.CreateTempSubdirectory("loadtest");
        try
        {
            await ReportFiles.WriteAsync(folder.FullName, Plan, Measurements, [], hasCharts: true);

            Assert.That(
                folder.EnumerateFiles().Select(file => file.Name),
                Is.EquivalentTo(["results.csv", "results.md", "burst.png", "burst.svg", "idle.png", "idle.svg"]));
            Assert.That(folder.EnumerateFiles().Select(file => file.Length), Has.All.GreaterThan(100));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
