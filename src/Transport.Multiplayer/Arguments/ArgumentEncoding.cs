using MessagePack;
using Transport.Godot;

namespace Transport.Multiplayer.Arguments;

/// <summary>
/// A way to write the arguments of calls. Everything else of a call is the same whatever the encoding is. An encoding is immutable and
/// thread-safe; its writers and readers belong to one api each.
/// </summary>
public abstract class ArgumentEncoding
{
    /// <summary>MessagePack: the default between .NET peers.</summary>
    public static ArgumentEncoding MessagePack { get; } = new MessagePackEncoding(resolver: null);

    /// <summary>
    /// MessagePack with a resolver, which <see cref="MessagePackArguments"/> asks for the formatters of types that bring their own. The bytes
    /// of all other arguments are those of <see cref="MessagePack"/>.
    /// </summary>
    /// <param name="resolver">Used by all threads. One that makes code at run time does not work everywhere.</param>
    public static ArgumentEncoding CreateMessagePack(IFormatterResolver resolver) =>
        new MessagePackEncoding(resolver ?? throw new ArgumentNullException(nameof(resolver)));

    /// <summary>
    /// Godot's Variants: what the <c>@rpc</c> functions of a Godot game send and take. Peers of this library and of Godot may be in one session.
    /// Objects are sent as their ids.
    /// </summary>
    public static ArgumentEncoding Godot => GodotEncoding.Instance;

    /// <summary>Godot's Variants with other limits, or with objects in full.</summary>
    /// <param name="options">
    /// <see cref="VariantOptions.AllowObjects"/> and <see cref="VariantOptions.MaxEncodedBytes"/> count; how deep lists are nested is
    /// <see cref="MultiplayerApiOptions.MaxArgumentDepth"/>.
    /// </param>
    public static ArgumentEncoding CreateGodot(VariantOptions options) =>
        new GodotEncoding(options ?? throw new ArgumentNullException(nameof(options)));

    /// <summary>The name in texts, and in what peers tell each other of their methods.</summary>
    public abstract string Name { get; }

    /// <summary>Which of the encodings it is.</summary>
    public abstract RpcEncoding Kind { get; }

    /// <summary>
    /// Whether only peers of this library write it. Then the checksum of an object's methods covers their signatures and the encoding as well
    /// as their names, and peers tell each other their methods, so that a difference is reported by name. A Godot peer knows names alone.
    /// </summary>
    public abstract bool TellsSignatures { get; }

    /// <summary>A new writer.</summary>
    public abstract ArgumentWriter CreateWriter();

    /// <summary>A new reader.</summary>
    public abstract ArgumentReader CreateReader();
}
