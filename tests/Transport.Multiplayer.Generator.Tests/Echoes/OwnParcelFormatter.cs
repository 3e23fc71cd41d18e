using MessagePack;
using MessagePack.Formatters;

namespace Transport.Multiplayer.Generator.Tests.Echoes;

/// <summary>An id as its negative.</summary>
public sealed class OwnParcelFormatter : IMessagePackFormatter<OwnParcel?>
{
    public void Serialize(ref MessagePackWriter writer, OwnParcel? value, MessagePackSerializerOptions options) => writer.Write(-value!.Id);

    public OwnParcel? Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options) => new(-reader.ReadInt32());
}
