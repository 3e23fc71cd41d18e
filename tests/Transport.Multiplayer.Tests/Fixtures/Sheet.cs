using System.Globalization;
using System.Numerics;
using Transport.Godot;

namespace Transport.Multiplayer.Tests.Fixtures;

/// <summary>A class as a game writes it for Godot clients, with arguments of all types that only Godot has. The other half is generated.</summary>
[RpcObject(Encoding = RpcEncoding.Godot)]
internal sealed partial class Sheet
{
    public List<string> Calls { get; } = [];

    public Variant Last { get; private set; }

    [Rpc(RpcMode.AnyPeer)]
    private void SetAnything(Variant value) => Last = value;

    [Rpc(RpcMode.AnyPeer)]
    private void SetMaybe(Variant? value) => Note(value?.ToString() ?? "none");

    [Rpc(RpcMode.AnyPeer)]
    private void SetTwo(Variant value, Variant? other) => Note($"{value} {other?.ToString() ?? "none"}");

    [Rpc(RpcMode.AnyPeer)]
    private void SetPlaces(Vector2I a, Vector3I b, Vector4I c, Rect2 d, Rect2I e, Aabb f) => Note($"{a} {b} {c} {d} {e} {f}");

    [Rpc(RpcMode.AnyPeer)]
    private void SetForms(Basis a, Transform3D b, Color c, Color? d, Matrix3x2 e) => Note($"{a == Basis.Identity} {b == Transform3D.Identity} {c} {d} {e.IsIdentity}");

    [Rpc(RpcMode.AnyPeer)]
    private void SetNames(StringName a, NodePath b, Rid c, ObjectId d, Signal e, NodePath? f) => Note($"{a} {b} {c} {d} {e} {f}");

    [Rpc(RpcMode.AnyPeer)]
    private void SetLists(VariantArray a, VariantDictionary b, Vector2[] c, Vector3[] d, Vector4[] e, Color[] f, List<Vector2I> g, int[] h) =>
        Note($"{(Variant)a} {(Variant)b} {c.Length} {d.Length} {e.Length} {f.Length} {g.Count} {string.Join(',', h)}");

    [Rpc(RpcMode.AnyPeer, CallLocal = true)]
    private void HealAll(short points, float factor = 1.5f) => Note(string.Create(CultureInfo.InvariantCulture, $"{points} {factor}"));

    private void Note(string line) => Calls.Add(line);
}
