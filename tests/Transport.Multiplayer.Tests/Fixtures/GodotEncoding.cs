using Transport.Multiplayer.Arguments;

namespace Transport.Multiplayer.Tests.Fixtures;

/// <summary>
/// As much of Godot's Variant as the recorded bytes of calls need: an encoding from outside the library. Integers and booleans that are
/// arguments themselves are compressed, those inside a list are not.
/// </summary>
internal sealed class GodotEncoding : ArgumentEncoding
{
    public override string Name => "godot";

    public override RpcEncoding Kind => RpcEncoding.Godot;

    public override bool TellsSignatures => false;

    public override ArgumentWriter CreateWriter() => new GodotArgumentWriter();

    public override ArgumentReader CreateReader() => new GodotArgumentReader();
}
