using Transport.Godot;

namespace Transport.Multiplayer.Arguments;

/// <summary>See <see cref="ArgumentEncoding.Godot"/>.</summary>
/// <param name="options">What of them counts for arguments is taken once.</param>
internal sealed class GodotEncoding(VariantOptions options) : ArgumentEncoding
{
    // Its own class, so that a game without Godot peers has nothing of Variants, once it is trimmed.
    public static readonly GodotEncoding Instance = new(new VariantOptions());

    private readonly bool _allowsObjects = options.AllowObjects;
    private readonly int _maxEncodedBytes = options.MaxEncodedBytes;

    public override string Name => "godot";

    public override RpcEncoding Kind => RpcEncoding.Godot;

    public override bool TellsSignatures => false;

    public override ArgumentWriter CreateWriter() => new GodotArgumentWriter(CreateOptions());

    public override ArgumentReader CreateReader() => new GodotArgumentReader(CreateOptions());

    // Of one writer or reader, which sets the depth to what its own lists leave of it.
    private VariantOptions CreateOptions() => new() { AllowObjects = _allowsObjects, MaxEncodedBytes = _maxEncodedBytes };
}
