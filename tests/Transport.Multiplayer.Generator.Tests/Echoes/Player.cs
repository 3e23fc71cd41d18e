namespace Transport.Multiplayer.Generator.Tests.Echoes;

/// <summary>A class that adds to another's methods.</summary>
public sealed partial class Player : Node
{
    [Rpc(RpcMode.AnyPeer, CallLocal = true)]
    private void Jump(params float[] heights) => Came.Add($"Jump {heights.Length}");
}
