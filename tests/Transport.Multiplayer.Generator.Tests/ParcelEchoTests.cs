using MessagePack;
using MessagePack.Resolvers;
using Transport.Multiplayer.Generator.Tests.Echoes;

namespace Transport.Multiplayer.Generator.Tests;

/// <summary>Types marked for the MessagePack library have the bytes that the library gives them, without the library.</summary>
[TestFixture]
public sealed class ParcelEchoTests : IDisposable
{
    private static readonly MessagePackSerializerOptions Library = MessagePackSerializerOptions.Standard.WithResolver(StandardResolver.Instance);

    private static readonly NumberedParcel Numbered = new() { Note = "fragile", Weight = 1L << 40, Sizes = [ParcelSize.Large, ParcelSize.Small], Handled = 3 };
    private static readonly NamedParcel Named = new() { To = "Ada", Size = ParcelSize.Large, IsFast = true };
    private static readonly RecordParcel Record = new(-1, [0.5, double.NaN], Named);
    private static readonly OpenParcel Open = new() { Id = 70_000, Price = 0.5F, Place = (1, "x"), Age = TimeSpan.FromSeconds(-1), Seal = [1] };

    private readonly EchoSession<ParcelEcho> _session = new();
    private readonly Capture<ParcelEcho> _capture = new();

    public void Dispose()
    {
        _session.Dispose();
        _capture.Dispose();
    }

    [Test]
    public void BytesAreThoseOfTheLibrary()
    {
        var calls = _capture.Client.RpcTo(1);
        calls.TakeNumbered(Numbered);
        Assert.That(Convert.ToHexString(_capture.Arguments()), Is.EqualTo(ByLibrary(Numbered)));
        calls.TakeNumbered(new NumberedParcel());
        Assert.That(Convert.ToHexString(_capture.Arguments()), Is.EqualTo(ByLibrary(new NumberedParcel())));
        calls.TakeRecord(Record);
        Assert.That(Convert.ToHexString(_capture.Arguments()), Is.EqualTo(ByLibrary(Record)));
        calls.TakeRecord(new RecordParcel(0, [], null));
        Assert.That(Convert.ToHexString(_capture.Arguments()), Is.EqualTo(ByLibrary(new RecordParcel(0, [], null))));
        calls.TakeNamed(Named);
        Assert.That(Convert.ToHexString(_capture.Arguments()), Is.EqualTo(ByLibrary(Named)));
        calls.TakeOpen(Open);
        Assert.That(Convert.ToHexString(_capture.Arguments()), Is.EqualTo(ByLibrary(Open)));
        calls.TakeOpen(default(OpenParcel));
        Assert.That(Convert.ToHexString(_capture.Arguments()), Is.EqualTo(ByLibrary(default(OpenParcel))));
    }

    [Test]
    public void TheyReturn()
    {
        var server = _session.Client.RpcTo(1);
        var numbered = _session.Await(server.Numbered(Numbered));
        Assert.That((numbered.Note, numbered.Weight, numbered.Handled), Is.EqualTo(("fragile", 1L << 40, 0)));
        Assert.That(numbered.Sizes, Is.EqualTo(Numbered.Sizes));
        var record = _session.Await(server.Record(Record));
        Assert.That(record.Marks, Is.EqualTo(Record.Marks));
        Assert.That((record.Id, record.Inner!.To, record.Inner.Size), Is.EqualTo((-1, "Ada", ParcelSize.Large)));
        Assert.That(_session.Await(server.Named(Named)).IsFast, Is.True);
        var open = _session.Await(server.Open(Open));
        Assert.That((open.Id, open.Price, open.Place, open.Age), Is.EqualTo((Open.Id, Open.Price, Open.Place, Open.Age)));
        Assert.That(open.Seal, Is.EqualTo(Open.Seal));
    }

    [Test]
    public void FormatterOfATypeIsUsed()
    {
        _capture.Client.RpcTo(1).TakeOwn(new OwnParcel(5));
        Assert.That(_capture.Arguments(), Is.EqualTo([0xFB]));
        _session.Client.RpcTo(1).TakeOwn(new OwnParcel(5));
        _session.Settle();
        Assert.That(_session.Failures, Is.Empty);
        Assert.That(((OwnParcel)_session.Server.Taken!).Id, Is.EqualTo(5));
    }

    private static string ByLibrary<T>(T value) => Convert.ToHexString(MessagePackSerializer.Serialize(value, Library));
}
