namespace Transport.Multiplayer.NativeApp;

/// <summary>A board that pieces fall into.</summary>
public sealed partial class Game
{
    private readonly List<int> _heights = [.. new int[7]];

    /// <summary>What was said, one line each.</summary>
    public List<string> Said { get; } = [];

    [Rpc(RpcMode.AnyPeer)]
    private Task<Placed> Place(Move move, RpcContext context)
    {
        if (move.Column is < 0 or > 6) throw new RpcException(1000, "There is no such column.");
        var row = _heights[move.Column]++;
        Rpc.Say($"{(context.Sender == 1 ? "server" : "client")} {move.Column} {move.Note}", [row, move.Column], Guid.Empty);
        return Task.FromResult(new Placed { Row = row, Points = { ["client"] = row + 1 } });
    }

    [Rpc(CallLocal = true)]
    private void Say(string text, int[] cell, Guid? game) => Said.Add($"{text} {string.Join(',', cell)} {game}");
}
