namespace Transport.Multiplayer.Generator.Tests.Compiling;

/// <summary>Sources without a fault.</summary>
internal static class Sources
{
    /// <summary>Something of each kind, in the C# of the oldest compiler that the generator works in.</summary>
    public const string Everything = """
        using System;
        using System.Collections.Generic;
        using System.Numerics;
        using System.Threading;
        using System.Threading.Tasks;
        using MessagePack;
        using Transport;
        using Transport.Multiplayer;

        namespace Games.Four
        {
            public enum Mark : byte { None, Cross }
            public record Move(int Column, Mark Mark, string? Note);
            public struct Cell { public int Row; public int? Column; }
            public class Tree { public List<Tree> Branches { get; set; } = new List<Tree>(); public string? Name { get; set; } }
            [MessagePackObject] public class Parcel { [Key(0)] public int Id { get; set; } [Key(2)] public string?[] Texts { get; set; } = new string?[0]; }
            [MessagePackObject] public class NamedParcel { [Key("id")] public int Id { get; set; } [Key("if")] public Parcel? Inner { get; set; } }

            public partial class Table<T> where T : class
            {
                /// <summary>A board.</summary>
                public partial class Board
                {
                    /// <summary>Adds numbers.</summary>
                    /// <param name="a">The first.</param>
                    /// <param name="b">The second.</param>
                    [Rpc(RpcMode.AnyPeer)]
                    private void Add(int a, long b = 3) { }

                    [Rpc(CallLocal = true, TransferMode = TransferMode.Unreliable, Channel = 3)]
                    protected void All(bool a, char b, sbyte c, byte d, short e, ushort f, uint g, ulong h, float i, double j, decimal k, string l, byte[] m) { }

                    [Rpc(CallLocal = true)]
                    internal void Blob(ReadOnlyMemory<byte> bytes) { }

                    [Rpc(CallLocal = true)]
                    internal void MaybeBlob(ReadOnlyMemory<byte>? bytes) { }

                    [Rpc]
                    public void Times(Guid a, DateTime b, DateTimeOffset c, TimeSpan d, Vector3 e, Matrix4x4 f) { }

                    [Rpc]
                    public void Lists(int[] a, List<string?> b, Dictionary<Mark, (int, string? Name)> c, HashSet<Guid>? d, IReadOnlyList<int[]> e, params string[] f) { }

                    [Rpc]
                    public void Own(Move a, Cell b, Tree c, Parcel? d, NamedParcel e, List<Cell?> f) { }

                    [Rpc(RpcMode.AnyPeer, CallLocal = true)]
                    public async Task<Move?> Submit(Move? move, RpcContext context, CancellationToken token)
                    {
                        await Task.Yield();
                        return move;
                    }

                    [Rpc(RpcMode.AnyPeer, CallLocal = true)]
                    public ValueTask Restart(string @event, int timeout, int cancellationToken, int call, int instance, int target, int _target) => default;

                    [Rpc(RpcMode.AnyPeer, CallLocal = true)]
                    public ValueTask<(int, Mark)[]> Moves() => default;

                    [Rpc]
                    public void Defaults(string? a = null, float b = float.NaN, Mark c = Mark.Cross, int? d = 4, byte e = 255, char f = '\'', string g = "\"", decimal h = 1.5m, Guid i = default) { }

                    [Rpc, Obsolete("No longer.")]
                    public void Old() { }
                }

                public sealed partial class Derived : Board
                {
                    [Rpc(Name = "more")]
                    private void @else() { }
                }
            }
        }
        """;
}
