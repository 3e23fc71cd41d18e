namespace Transport.Multiplayer;

/// <summary>
/// Who calls, for the method that is called: a parameter of this type is filled in by the receiver, and is not sent. Unlike
/// <see cref="MultiplayerApi.RemoteSenderId"/> it is still right behind an await.
/// </summary>
/// <param name="api">See <see cref="Api"/>.</param>
/// <param name="sender">See <see cref="Sender"/>.</param>
public readonly struct RpcContext(MultiplayerApi api, int sender) : IEquatable<RpcContext>
{
    /// <summary>The api that received the call.</summary>
    public MultiplayerApi Api { get; } = api;

    /// <summary>The calling peer; this end's own id when it called itself.</summary>
    public int Sender { get; } = sender;

    /// <inheritdoc/>
    public bool Equals(RpcContext other) => Api == other.Api && Sender == other.Sender;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RpcContext other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Api, Sender);

    /// <summary>Whether both are of the same caller.</summary>
    public static bool operator ==(RpcContext left, RpcContext right) => left.Equals(right);

    /// <summary>Whether the two are of different callers.</summary>
    public static bool operator !=(RpcContext left, RpcContext right) => !left.Equals(right);
}
