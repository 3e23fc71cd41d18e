using System.Collections.Immutable;

namespace Transport.Multiplayer.Generator.Tests.Echoes;

/// <summary>Gives back what it is given: lists, dictionaries and tuples.</summary>
public sealed partial class ListEcho
{
    [Rpc(RpcMode.AnyPeer)]
    private Task<int[]> Numbers(int[] value) => Task.FromResult(value);

    [Rpc(RpcMode.AnyPeer)]
    private Task<short[]> ShortNumbers(short[] value) => Task.FromResult(value);

    [Rpc(RpcMode.AnyPeer)]
    private Task<string[]> Texts(string[] value) => Task.FromResult(value);

    [Rpc(RpcMode.AnyPeer)]
    private Task<string?[]> MaybeTexts(string?[] value) => Task.FromResult(value);

    [Rpc(RpcMode.AnyPeer)]
    private Task<int[][]> Rows(int[][] value) => Task.FromResult(value);

    [Rpc(RpcMode.AnyPeer)]
    private Task<int?[]?> MaybeNumbers(int?[]? value) => Task.FromResult(value);

    [Rpc(RpcMode.AnyPeer)]
    private Task<List<string>> List(List<string> value) => Task.FromResult(value);

    [Rpc(RpcMode.AnyPeer)]
    private Task<IReadOnlyList<Guid>> ReadOnlyList(IReadOnlyList<Guid> value) => Task.FromResult(value);

    [Rpc(RpcMode.AnyPeer)]
    private Task<HashSet<int>> Set(HashSet<int> value) => Task.FromResult(value);

    [Rpc(RpcMode.AnyPeer)]
    private Task<ImmutableArray<float>> Immutable(ImmutableArray<float> value) => Task.FromResult(value);

    [Rpc(RpcMode.AnyPeer)]
    private Task<Dictionary<string, int>> Map(Dictionary<string, int> value) => Task.FromResult(value);

    [Rpc(RpcMode.AnyPeer)]
    private Task<IReadOnlyDictionary<DayOfWeek, List<byte[]>>> MapOfLists(IReadOnlyDictionary<DayOfWeek, List<byte[]>> value) => Task.FromResult(value);

    [Rpc(RpcMode.AnyPeer)]
    private Task<(int Row, string? Name)> Pair((int Row, string? Name) value) => Task.FromResult(value);

    [Rpc(RpcMode.AnyPeer)]
    private Task<(int, int, int, int, int, int, int, int, int)> LongTuple((int, int, int, int, int, int, int, int, int) value) => Task.FromResult(value);

    [Rpc(RpcMode.AnyPeer)]
    private Task<List<(Guid, Dictionary<int, string[]>)>?> Nested(List<(Guid, Dictionary<int, string[]>)>? value) => Task.FromResult(value);

    [Rpc(RpcMode.AnyPeer)]
    private Task<int> SumOf(params int[] values) => Task.FromResult(values.Sum());
}
