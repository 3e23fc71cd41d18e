using MessagePack;

namespace Transport.Multiplayer.Arguments;

/// <summary>See <see cref="ArgumentEncoding.MessagePack"/>.</summary>
/// <param name="resolver">Where <see cref="MessagePackArguments"/> finds formatters.</param>
internal sealed class MessagePackEncoding(IFormatterResolver resolver) : ArgumentEncoding
{
    private readonly MessagePackSerializerOptions _options = new MessagePackSerializerOptions(resolver)
        .WithSecurity(MessagePackSecurity.UntrustedData.WithMaximumObjectGraphDepth(ArgumentWriter.DefaultMaxDepth));

    public override string Name => "messagepack";

    public override RpcEncoding Kind => RpcEncoding.MessagePack;

    public override bool TellsSignatures => true;

    public override ArgumentWriter CreateWriter() => new MessagePackArgumentWriter(_options);

    public override ArgumentReader CreateReader() => new MessagePackArgumentReader(_options);
}
