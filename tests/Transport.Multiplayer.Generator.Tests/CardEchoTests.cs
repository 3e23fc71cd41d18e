using Transport.Multiplayer.Generator.Tests.Echoes;

namespace Transport.Multiplayer.Generator.Tests;

/// <summary>Classes, structures and records of a game go to the server as arguments, and come back as results.</summary>
[TestFixture]
public sealed class CardEchoTests : IDisposable
{
    private readonly EchoSession<CardEcho> _session = new();

    private CardEcho.RpcPeerCalls Server => _session.Client.RpcTo(1);

    public void Dispose() => _session.Dispose();

    [Test]
    public void ClassReturnsByItsSetters()
    {
        var card = _session.Await(Server.Card(new Card { Rank = 12, Name = "Queen", Seen = 3 }));
        Assert.That((card.Rank, card.Name, card.IsPicture, card.Seen), Is.EqualTo((12, "Queen", true, 0)), "Seen is not sent.");
        Assert.That(_session.Await(Server.MaybeCard(null)), Is.Null);
        Assert.That(_session.Await(Server.MaybeCard(new Card()))!.Name, Is.Null);
    }

    [Test]
    public void DerivedClassReturnsWithTheMembersOfItsBaseClass()
    {
        var joker = _session.Await(Server.Joker(new Joker { Rank = 1, Name = "J", Picture = [7] }));
        Assert.That((joker.Rank, joker.Name), Is.EqualTo((1, "J")));
        Assert.That(joker.Picture, Is.EqualTo([7]));
    }

    [Test]
    public void ClassInsideItselfReturnsByItsConstructor()
    {
        var deck = _session.Await(Server.Deck(new Deck([new Card { Rank = 1 }], new Deck([], null))));
        Assert.That(deck.Cards.Single().Rank, Is.EqualTo(1));
        Assert.That(deck.Below!.Cards, Is.Empty);
        Assert.That(deck.Below.Below, Is.Null);
    }

    [Test]
    public void StructuresAndRecordsReturn()
    {
        var turn = new Turn(2, new Cell { Row = 1, Column = 2 }, null);
        Assert.That(_session.Await(Server.Turn(turn)), Is.EqualTo(turn));
        Assert.That(_session.Await(Server.Cells([turn.From, default])), Is.EqualTo(new[] { turn.From, default }));
        Assert.That(_session.Await(Server.Scores([new Score("Ada", 1L << 40)])), Is.EqualTo([new Score("Ada", 1L << 40)]));
    }

    [Test]
    public void RequiredMembersReturn()
    {
        var rules = _session.Await(Server.Rules(new Rules { Width = 7, Best = new() { ["Ada"] = new Score("Ada", 3) } }));
        Assert.That(rules.Width, Is.EqualTo(7));
        Assert.That(rules.Best["Ada"].Points, Is.EqualTo(3));
    }

    [Test]
    public void GenericRecordsReturn()
    {
        var text = _session.Await(Server.BoxedText(new Boxed<string>("a", ["b"])));
        Assert.That((text.Value, text.Others.Single()), Is.EqualTo(("a", "b")));
        var box = _session.Await(Server.BoxedBox(new Boxed<Boxed<int>>(new Boxed<int>(1, [2]), [])));
        Assert.That(box.Value.Others, Is.EqualTo([2]));
    }

    [Test]
    public void TypesAreInSignaturesByWhatIsWritten()
    {
        var methods = ((IRpcObject)_session.Client).RpcMethods;
        var signatures = Enumerable.Range(0, methods.Count).ToDictionary(i => methods[i].Name, i => methods[i].Signature);
        Assert.That(signatures["Turn"], Is.EqualTo("([int,[int,int],[int,int]?]):[int,[int,int],[int,int]?]"));
        Assert.That(signatures["Deck"], Is.EqualTo("([[int,string?][],Deck?]):[[int,string?][],Deck?]"));
        Assert.That(signatures["Rules"], Is.EqualTo("([int,{string:[string,long]}]):[int,{string:[string,long]}]"));
    }
}
