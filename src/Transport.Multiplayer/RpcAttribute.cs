namespace Transport.Multiplayer;

/// <summary>
/// Lets other peers call a method of a partial class. A source generator writes the typed way to call it: <c>game.Rpc.Place(3)</c> for every
/// peer, <c>game.RpcTo(peer).Place(3)</c> for one, <c>game.RpcExcept(peer).Place(3)</c> for all but one. Source: Godot's annotation
/// <c>@rpc</c>, same defaults.
/// </summary>
/// <remarks>
/// The method runs inside <see cref="MultiplayerApi.Poll"/>, on its caller's thread. A method that returns <see cref="Task"/>,
/// <see cref="Task{TResult}"/>, <see cref="ValueTask"/> or <see cref="ValueTask{TResult}"/> is answered, and its caller can await the answer.
/// Parameters of the types <see cref="RpcContext"/> and <see cref="CancellationToken"/> are filled in by the receiver, and are not sent.
/// </remarks>
/// <param name="mode">See <see cref="Mode"/>.</param>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class RpcAttribute(RpcMode mode = RpcMode.Authority) : Attribute
{
    /// <summary>Who may call the method. Default <see cref="RpcMode.Authority"/>.</summary>
    public RpcMode Mode { get; } = mode;

    /// <summary>Whether a call that names this end as well runs here too, once it was sent. Default false.</summary>
    public bool CallLocal { get; set; }

    /// <summary>How the call travels. Default <see cref="TransferMode.Reliable"/>.</summary>
    public TransferMode TransferMode { get; set; } = TransferMode.Reliable;

    /// <summary>The ordering lane of the call. Default 0.</summary>
    public int Channel { get; set; }

    /// <summary>
    /// The method's name for the other peers. Default null: the method's own name, or for Godot peers (<see cref="RpcEncoding.Godot"/>) the
    /// same in snake case, <c>SetTurn</c> as <c>set_turn</c>.
    /// </summary>
    public string? Name { get; set; }
}
