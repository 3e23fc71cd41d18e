namespace Transport.Multiplayer.Generator.Tests.Echoes;

/// <summary>A class whose methods a Godot script has too.</summary>
[RpcObject(Encoding = RpcEncoding.Godot)]
public partial class Node
{
    /// <summary>What has come, one line each.</summary>
    public List<string> Came { get; } = [];

    [Rpc(RpcMode.AnyPeer)]
    private void SetTurn(int player) => Came.Add($"SetTurn {player}");

    [Rpc(RpcMode.AnyPeer, Name = "_on_data")]
    private void Data(byte[] bytes) => Came.Add($"Data {bytes.Length}");

    [Rpc(RpcMode.AnyPeer)]
    private void Move2D(System.Numerics.Vector2 by, Dictionary<string, List<double>>? extra) => Came.Add($"Move2D {by.X} {extra?.Count}");
}
