namespace Transport.Multiplayer.Tests.Fixtures;

/// <summary>
/// A class as a game writes it, with one method of each kind: the object that the tests of the runtime call. The source generator adds the
/// other half.
/// </summary>
public sealed partial class Board
{
    /// <summary>The calls that arrived, one line each, and from whom.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>What <see cref="Submit"/> waits for before it answers; nothing by default.</summary>
    public Func<Task> BeforeAnswer { get; set; } = () => Task.CompletedTask;

    public Action<string> Happened { get; set; } = static _ => { };

    public long Sum { get; private set; }

    private MultiplayerApi Api => ((IRpcObject)this).RpcBinding!.Api;

    [Rpc(RpcMode.AnyPeer)]
    private void Add(int a, long b, byte c) => Sum += a + b + c;

    [Rpc(RpcMode.AnyPeer, CallLocal = true)]
    private void Say(string text) => Note($"Say {text}");

    [Rpc]
    private void Start(bool isFast, float speed, double scale) => Note($"Start {isFast} {speed} {scale}");

    [Rpc(RpcMode.Disabled)]
    private void Cheat() => Note("Cheat");

    [Rpc(RpcMode.AnyPeer)]
    private void Ready() => Note("Ready");

    [Rpc(RpcMode.AnyPeer)]
    private void Blob(byte[] bytes) => Note($"Blob {Convert.ToHexString(bytes)}");

    [Rpc(RpcMode.AnyPeer)]
    private void MaybeBlob(byte[]? bytes) => Note(bytes is null ? "MaybeBlob null" : $"MaybeBlob {Convert.ToHexString(bytes)}");

    [Rpc(RpcMode.AnyPeer, TransferMode = TransferMode.Unreliable, Channel = 2)]
    private void Aim(int[] angles, List<string> names) => Note($"Aim {string.Join(",", angles)} {string.Join(",", names)}");

    [Rpc(RpcMode.AnyPeer)]
    private void Maybe(int? number, string? text) => Note($"Maybe {number?.ToString() ?? "null"} {text ?? "null"}");

    [Rpc(RpcMode.AnyPeer, Name = "put_mark")]
    private void Put(Mark mark, Move move) => Note($"Put {mark} {move}");

    [Rpc(RpcMode.AnyPeer)]
    private void Score(Dictionary<string, int> points, (int Row, int Column) cell) =>
        Note($"Score {string.Join(",", points.Select(pair => $"{pair.Key}={pair.Value}"))} {cell}");

    [Rpc(RpcMode.AnyPeer)]
    private void Join(string name, int team = 1) => Note($"Join {name} {team}");

    [Rpc(RpcMode.AnyPeer, CallLocal = true)]
    private async Task<MoveResult> Submit(Move move, RpcContext context, CancellationToken cancellationToken)
    {
        Note($"Submit {move.Column}");
        await BeforeAnswer();
        cancellationToken.ThrowIfCancellationRequested();
        return move.Column switch
        {
            >= 0 => new MoveResult(true, context.Sender),
            -1 => throw new RpcException(4711, "There is no such column."),
            _ => throw new InvalidTimeZoneException("a secret of the server"),
        };
    }

    [Rpc(RpcMode.Authority)]
    private async ValueTask Restart()
    {
        Note("Restart");
        await BeforeAnswer();
    }

    [Rpc(RpcMode.AnyPeer)]
    private void Throw() => throw new InvalidTimeZoneException($"thrown by a method behind {Calls.Count} calls");

    private void Note(string line)
    {
        Calls.Add($"{line} from {Api.RemoteSenderId}");
        Happened(line);
    }
}
