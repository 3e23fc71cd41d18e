namespace Transport.Multiplayer.Generator.Tests.Echoes;

/// <summary>Gives back what it is given: classes, structures and records of a game.</summary>
public sealed partial class CardEcho
{
    [Rpc(RpcMode.AnyPeer)]
    private Task<Card> Card(Card value) => Task.FromResult(value);

    [Rpc(RpcMode.AnyPeer)]
    private Task<Card?> MaybeCard(Card? value) => Task.FromResult(value);

    [Rpc(RpcMode.AnyPeer)]
    private Task<Joker> Joker(Joker value) => Task.FromResult(value);

    [Rpc(RpcMode.AnyPeer)]
    private Task<Deck> Deck(Deck value) => Task.FromResult(value);

    [Rpc(RpcMode.AnyPeer)]
    private Task<Cell[]> Cells(Cell[] value) => Task.FromResult(value);

    [Rpc(RpcMode.AnyPeer)]
    private Task<Turn> Turn(Turn value) => Task.FromResult(value);

    [Rpc(RpcMode.AnyPeer)]
    private ValueTask<List<Score>> Scores(List<Score> value) => new(value);

    [Rpc(RpcMode.AnyPeer)]
    private Task<Rules> Rules(Rules value) => Task.FromResult(value);

    [Rpc(RpcMode.AnyPeer)]
    private Task<Boxed<string>> BoxedText(Boxed<string> value) => Task.FromResult(value);

    [Rpc(RpcMode.AnyPeer)]
    private Task<Boxed<Boxed<int>>> BoxedBox(Boxed<Boxed<int>> value) => Task.FromResult(value);
}
