using MessagePack;
using MessagePack.Formatters;
using MessagePack.Resolvers;
using Transport.Multiplayer.Arguments;
using static Transport.Multiplayer.Tests.Arguments.ArgumentPair;

namespace Transport.Multiplayer.Tests.Arguments;

/// <summary>The bytes are MessagePack: the library reads what is written here, and types may bring its formatters.</summary>
[TestFixture]
public sealed class MessagePackArgumentsTests
{
    [Test]
    public void LibraryReadsWhatIsWritten()
    {
        var bytes = Write(static writer =>
        {
            writer.BeginArray(7);
            writer.WriteInt32(-70_000);
            writer.WriteString("grün");
            writer.WriteBytes([1, 2]);
            writer.WriteDouble(0.1);
            writer.WriteSingle(1.5f);
            writer.WriteBoolean(true);
            writer.BeginMap(1);
            writer.WriteString("k");
            writer.WriteNil();
            writer.EndMap();
            writer.EndArray();
        });
        var reader = new MessagePackReader(bytes);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(reader.ReadArrayHeader(), Is.EqualTo(7));
            Assert.That(reader.ReadInt32(), Is.EqualTo(-70_000));
            Assert.That(reader.ReadString(), Is.EqualTo("grün"));
            Assert.That(reader.ReadBytes()!.Value.Length, Is.EqualTo(2));
            Assert.That(reader.ReadDouble(), Is.EqualTo(0.1));
            Assert.That(reader.ReadSingle(), Is.EqualTo(1.5f));
            Assert.That(reader.ReadBoolean(), Is.True);
            Assert.That(reader.ReadMapHeader(), Is.EqualTo(1));
            Assert.That(reader.ReadString(), Is.EqualTo("k"));
            Assert.That(reader.TryReadNil(), Is.True);
            Assert.That(reader.End, Is.True);
        }
    }

    [Test]
    public void BytesAreThoseOfTheLibrary()
    {
        var random = new Random(ContractTests.ContractSeed.Value);
        for (var i = 0; i < 2000; i++)
        {
            var value = random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64);
            Assert.That(Write(writer => writer.WriteInt64(value)), Is.EqualTo(MessagePackSerializer.Serialize(value)), ContractTests.ContractSeed.Message);
            var text = new string('ü', random.Next(300));
            Assert.That(Write(writer => writer.WriteString(text)), Is.EqualTo(MessagePackSerializer.Serialize(text)), ContractTests.ContractSeed.Message);
            var bytes = new byte[random.Next(300)];
            Assert.That(Write(writer => writer.WriteBytes(bytes)), Is.EqualTo(MessagePackSerializer.Serialize(bytes)), ContractTests.ContractSeed.Message);
        }
    }

    [Test]
    public void TypeBringsItsFormatter()
    {
        var uri = new Uri("https://game.example/");
        var read = RoundTrip(
            writer =>
            {
                writer.WriteInt32(1);
                MessagePackArguments.Write<Uri?, ShortUriFormatter>(writer, uri);
                writer.WriteInt32(2);
            },
            static reader => (reader.ReadInt32(), MessagePackArguments.Read<Uri?, ShortUriFormatter>(reader), reader.ReadInt32()));
        Assert.That(read, Is.EqualTo((1, uri, 2)));
    }

    [Test]
    public void ResolverBringsTheFormatter()
    {
        var encoding = ArgumentEncoding.CreateMessagePack(CompositeResolver.Create([new ShortUriFormatter()], [BuiltinResolver.Instance]));
        var writer = encoding.CreateWriter();
        writer.Reset(0);
        MessagePackArguments.Write(writer, new Uri("https://game.example/"));
        var bytes = writer.Written.ToArray();
        var reader = encoding.CreateReader();
        reader.Begin(bytes, 0, bytes.Length, 1, isRaw: false);
        Assert.That(MessagePackArguments.Read<Uri>(reader), Is.EqualTo(new Uri("https://game.example/")));
        Assert.That(() => MessagePackArguments.Write(writer, new Version(1, 2)), Throws.Nothing, "The built-in ones are there as well.");
        Assert.That(() => MessagePackArguments.Write(writer, this), Throws.TypeOf<FormatterNotRegisteredException>());
    }

    [TestCase("")]
    [TestCase("05")]
    [TestCase("A3 41")]
    [TestCase("DB FF FF FF FF", TestName = "a text of 4 GiB, for which the library throws another exception")]
    [TestCase("A1 20", TestName = "text that the formatter does not like")]
    public void WhatAFormatterThrowsIsAFault(string bytes)
    {
        var reader = Read(Fixtures.Bytes.Of(bytes));
        Assert.That(MessagePackArguments.Read<Uri?, ShortUriFormatter>(reader), Is.Null);
        Assert.That(reader.Fault, Is.EqualTo(ArgumentFault.Rejected));
        Assert.That(reader.Exception, Is.Not.Null);
        Assert.That(MessagePackArguments.Read<Uri?, ShortUriFormatter>(reader), Is.Null, "behind a fault");
    }

    [Test]
    public void FormatterIsForMessagePackOnly()
    {
        var godot = ArgumentEncoding.Godot;
        Assert.That(() => MessagePackArguments.Write<Uri?, ShortUriFormatter>(godot.CreateWriter(), null), Throws.TypeOf<NotSupportedException>());
        Assert.That(() => MessagePackArguments.Read<Uri?, ShortUriFormatter>(godot.CreateReader()), Throws.TypeOf<NotSupportedException>());
    }

    private sealed class ShortUriFormatter : IMessagePackFormatter<Uri?>
    {
        public void Serialize(ref MessagePackWriter writer, Uri? value, MessagePackSerializerOptions options) => writer.Write(value?.OriginalString);

        public Uri? Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options) =>
            reader.ReadString() is { } text ? new Uri(text, UriKind.Absolute) : null;
    }
}
