using MessagePack;
using MessagePack.Resolvers;

namespace Transport.Multiplayer.Arguments;

/// <summary>See <see cref="ArgumentEncoding.MessagePack"/>.</summary>
/// <param name="resolver">Where <see cref="MessagePackArguments"/> finds formatters; null for the built-in ones.</param>
internal sealed class MessagePackEncoding(IFormatterResolver? resolver) : ArgumentEncoding
{
    private MessagePackSerializerOptions? _options;

    public override string Name => "messagepack";

    public override RpcEncoding Kind => RpcEncoding.MessagePack;

    public override bool TellsSignatures => true;

    // Made when the first formatter asks: a game without any then has nothing of the library, once it is trimmed.
    public MessagePackSerializerOptions Options => _options ??= new MessagePackSerializerOptions(resolver ?? BuiltinResolver.Instance)
        .WithSecurity(MessagePackSecurity.UntrustedData.WithMaximumObjectGraphDepth(ArgumentWriter.DefaultMaxDepth));

    public override ArgumentWriter CreateWriter() => new MessagePackArgumentWriter(this);

    public override ArgumentReader CreateReader() => new MessagePackArgumentReader(this);
}
