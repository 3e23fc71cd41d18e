namespace Transport.Multiplayer;

/// <summary>
/// Says which argument encoding a class with <see cref="RpcAttribute"/> methods is written for: on the class, or on the assembly for all of
/// its classes. Types that the encoding cannot carry are then errors of the build, and names follow its convention.
/// </summary>
/// <remarks>
/// What is written for Godot's encoding can be registered with an api of either encoding; what is written for MessagePack only with one of
/// MessagePack.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Assembly, Inherited = false)]
public sealed class RpcObjectAttribute : Attribute
{
    /// <summary>The encoding. Default <see cref="RpcEncoding.MessagePack"/>.</summary>
    public RpcEncoding Encoding { get; set; }
}
