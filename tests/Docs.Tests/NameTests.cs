namespace Docs.Tests;

/// <summary>What the documents call by name is there.</summary>
public sealed class NameTests
{
    [Test]
    public void EveryMemberInAnyDocumentExists()
    {
        var wrong =
            from document in Repository.Documents
            from line in Repository.ReadText(document.Path).Split('\n').Select((text, index) => (Text: text, Number: index + 1))
            from span in MarkdownFile.CodeSpans(line.Text)
            where Api.ClaimsToBeMember(span) && !Api.Has(span)
            select $"{document}:{line.Number}: {span}";
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void NamesAreToldApart()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Api.Has("MultiplayerPeer"), Is.True);
            Assert.That(Api.Has("MultiplayerPeer.Send(payload, target)"), Is.True);
            Assert.That(Api.Has("WebSocketMultiplayerPeer.PeerConnected"), Is.True);
            Assert.That(Api.Has("DisconnectReason.SlowConsumer"), Is.True);
            Assert.That(Api.Has("MultiplayerPeer.Sned"), Is.False);
            Assert.That(Api.Has("MultiplayerPier"), Is.False);
            Assert.That(Api.Has("MultiplayerPeer.ThrowIfNotConnected"), Is.False, "It is private.");
            Assert.That(TestSources.Has("NameTests.NamesAreToldApart"), Is.True);
            Assert.That(TestSources.Has("NameTests.NoSuch" + "Test"), Is.False);
            Assert.That(TestSources.Has("NoSuch" + "Tests"), Is.False);
        }
    }
}
