namespace Transport.Multiplayer.Generator.Codecs;

/// <summary>A type that only Godot's Variants have.</summary>
/// <param name="Type">See <see cref="Codec"/>.</param>
/// <param name="Method">The end of the reading method's name: <c>Color</c>.</param>
/// <param name="Keyword">The type in signatures.</param>
/// <param name="IsReferenceType">Whether null is a mistake.</param>
internal sealed record GodotCodec(string Type, string Method, string Keyword, bool IsReferenceType) : Codec(Type, Method)
{
    private const string Arguments = "global::Transport.Multiplayer.Arguments.GodotArguments";

    public override bool IsReference => IsReferenceType;

    /// <summary>Whether it is a Variant, which may be a byte array.</summary>
    public bool IsVariant => Method == "Variant";

    /// <summary>An expression that sends a call with this one argument: in the raw form when that is a byte array.</summary>
    public static string Send(string call, string value) => $"{Arguments}.Send({call}, {value})";

    public override string Write(string writer, string value) => $"{Arguments}.Write({writer}, {value})";

    public override string Read(string reader) => $"{Arguments}.Read{Method}({reader})";

    public override void Describe(Description description) => description.Add(Keyword);

    // Each has at least its header, and a Variant may be no more than that.
    public override int FewestValues(CodecSet set) => 1;
}
