namespace Transport.Multiplayer;

/// <summary>What is known of a method before it is called: its name for the other peers, and who may call it how.</summary>
/// <param name="name">See <see cref="Name"/>.</param>
/// <param name="signature">See <see cref="Signature"/>.</param>
/// <param name="parameterCount">See <see cref="ParameterCount"/>.</param>
public sealed class RpcMethod(string name, string signature, int parameterCount)
{
    /// <summary>The most arguments of a call. Source: the one byte that counts them.</summary>
    public const int MaxParameterCount = 255;

    /// <summary>The name on the wire. Not empty.</summary>
    public string Name { get; } = name;

    /// <summary>
    /// The types of parameters and result as text, such as <c>(int,string?)</c> or <c>(int):bool</c>. The same text means the same bytes.
    /// It tells two ends apart that would not understand each other.
    /// </summary>
    public string Signature { get; } = signature;

    /// <summary>How many arguments are sent, 0 to 255; an answered method's call id not counted, which makes 254 the most for these.</summary>
    public int ParameterCount { get; } = parameterCount;

    /// <summary>How many of them a call needs; the others have defaults. Default all.</summary>
    public int RequiredParameterCount { get; init; } = parameterCount;

    /// <summary>Who may call it. Default <see cref="RpcMode.Authority"/>.</summary>
    public RpcMode Mode { get; init; } = RpcMode.Authority;

    /// <summary>Whether a call that names the calling end as well runs there too. Default false.</summary>
    public bool CallLocal { get; init; }

    /// <summary>How calls travel. Default reliable.</summary>
    public TransferMode TransferMode { get; init; } = TransferMode.Reliable;

    /// <summary>The ordering lane of calls. Default 0.</summary>
    public int Channel { get; init; }

    /// <summary>Whether calls are answered: the method returns a task. Default false.</summary>
    public bool IsAnswered { get; init; }

    /// <summary>
    /// Whether the only parameter is a byte array, so that a call has Godot's raw form: the bytes and nothing else. Default false.
    /// </summary>
    public bool TakesBytes { get; init; }

    /// <summary>Name and signature: <c>Place(int)</c>.</summary>
    public override string ToString() => Name + Signature;
}
