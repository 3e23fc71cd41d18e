namespace Docs.Tests;

/// <summary>docs/guide/troubleshooting.md says of each reason what it means and what to do.</summary>
public sealed class ReasonTests
{
    [Test]
    public void EveryReasonHasAHeading()
    {
        var headings = Repository.Document("docs/guide/troubleshooting.md").Headings;
        Assert.That(Enum.GetNames<DisconnectReason>().Except(headings), Is.Empty);
    }
}
