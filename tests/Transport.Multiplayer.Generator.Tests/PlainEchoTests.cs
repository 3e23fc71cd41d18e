using System.Numerics;
using Transport.Multiplayer.Generator.Tests.Echoes;

namespace Transport.Multiplayer.Generator.Tests;

/// <summary>Types that are values of their own go to the server as arguments, and come back as results.</summary>
[TestFixture]
public sealed class PlainEchoTests : IDisposable
{
    private readonly EchoSession<PlainEcho> _session = new();

    private PlainEcho.RpcPeerCalls Server => _session.Client.RpcTo(1);

    public void Dispose() => _session.Dispose();

    [Test]
    public void IntegersReturn()
    {
        foreach (var value in new[] { sbyte.MinValue, (sbyte)0, sbyte.MaxValue }) Assert.That(_session.Await(Server.SByte(value)), Is.EqualTo(value));
        foreach (var value in new[] { byte.MinValue, byte.MaxValue }) Assert.That(_session.Await(Server.Byte(value)), Is.EqualTo(value));
        foreach (var value in new[] { short.MinValue, short.MaxValue }) Assert.That(_session.Await(Server.Int16(value)), Is.EqualTo(value));
        foreach (var value in new[] { ushort.MinValue, ushort.MaxValue }) Assert.That(_session.Await(Server.UInt16(value)), Is.EqualTo(value));
        foreach (var value in new[] { int.MinValue, -1, 0, int.MaxValue }) Assert.That(_session.Await(Server.Int32(value)), Is.EqualTo(value));
        foreach (var value in new[] { uint.MinValue, uint.MaxValue }) Assert.That(_session.Await(Server.UInt32(value)), Is.EqualTo(value));
        foreach (var value in new[] { long.MinValue, long.MaxValue }) Assert.That(_session.Await(Server.Int64(value)), Is.EqualTo(value));
        foreach (var value in new[] { ulong.MinValue, ulong.MaxValue }) Assert.That(_session.Await(Server.UInt64(value)), Is.EqualTo(value));
    }

    [Test]
    public void NumbersAndTruthsReturn()
    {
        foreach (var value in new[] { 0F, -0F, float.NaN, float.PositiveInfinity, float.Epsilon }) Assert.That(_session.Await(Server.Single(value)), Is.EqualTo(value));
        foreach (var value in new[] { 0D, double.NegativeInfinity, double.MaxValue }) Assert.That(_session.Await(Server.Double(value)), Is.EqualTo(value));
        foreach (var value in new[] { decimal.MinValue, 1.10M, decimal.MaxValue }) Assert.That(_session.Await(Server.Decimal(value)), Is.EqualTo(value));
        foreach (var value in new[] { true, false }) Assert.That(_session.Await(Server.Boolean(value)), Is.EqualTo(value));
        foreach (var value in new[] { '\0', 'ä', '\uFFFF' }) Assert.That(_session.Await(Server.Char(value)), Is.EqualTo(value));
    }

    [Test]
    public void TextAndBytesReturn()
    {
        foreach (var value in new[] { "", "Zug", "\0\u2603🎲" }) Assert.That(_session.Await(Server.Text(value)), Is.EqualTo(value));
        foreach (var value in new byte[][] { [], [0xC0], [1, 2, 3] })
        {
            Assert.That(_session.Await(Server.Bytes(value)), Is.EqualTo(value));
            Assert.That(_session.Await(Server.Memory(value)).ToArray(), Is.EqualTo(value));
        }
    }

    [Test]
    public void IdsAndTimesReturn()
    {
        var id = Guid.Parse("00112233-4455-6677-8899-aabbccddeeff");
        var moment = new DateTime(2024, 2, 29, 23, 59, 59, DateTimeKind.Utc).AddTicks(1);
        var place = new DateTimeOffset(moment.Ticks, TimeSpan.FromMinutes(-90));
        Assert.That(_session.Await(Server.Id(id)), Is.EqualTo(id));
        Assert.That(_session.Await(Server.Moment(moment)), Is.EqualTo(moment));
        Assert.That(_session.Await(Server.Moment(moment)).Kind, Is.EqualTo(DateTimeKind.Utc));
        Assert.That(_session.Await(Server.MomentOfAPlace(place)).EqualsExact(place), Is.True);
        Assert.That(_session.Await(Server.Duration(TimeSpan.MinValue)), Is.EqualTo(TimeSpan.MinValue));
    }

    [Test]
    public void EnumerationsReturnAndNumbersWithoutANameToo()
    {
        Assert.That(_session.Await(Server.Day(DayOfWeek.Friday)), Is.EqualTo(DayOfWeek.Friday));
        Assert.That(_session.Await(Server.Day((DayOfWeek)99)), Is.EqualTo((DayOfWeek)99));
        Assert.That(_session.Await(Server.Flags(WideFlags.First | WideFlags.Last)), Is.EqualTo(WideFlags.First | WideFlags.Last));
    }

    [Test]
    public void NothingReturnsAsNothing()
    {
        Assert.That(_session.Await(Server.MaybeNumber(null)), Is.Null);
        Assert.That(_session.Await(Server.MaybeNumber(7)), Is.EqualTo(7));
        Assert.That(_session.Await(Server.MaybeDay(null)), Is.Null);
        Assert.That(_session.Await(Server.MaybeDay(DayOfWeek.Monday)), Is.EqualTo(DayOfWeek.Monday));
        Assert.That(_session.Await(Server.MaybeText(null)), Is.Null);
        Assert.That(_session.Await(Server.MaybeText("")), Is.Empty);
        Assert.That(_session.Await(Server.MaybeBytes(null)), Is.Null);
        Assert.That(_session.Await(Server.MaybeBytes([])), Is.Empty);
    }

    [Test]
    public void VectorsAndMatricesReturn()
    {
        var vectors = (new Vector2(1, 2), new Vector3(1, 2, 3), new Vector4(1, 2, 3, 4));
        var geometry = (new Quaternion(1, 2, 3, 4), new Plane(1, 2, 3, 4));
        var matrices = (Matrix3x2.CreateRotation(1), Matrix4x4.CreateRotationX(1));
        Assert.That(_session.Await(Server.Vectors(vectors.Item1, vectors.Item2, vectors.Item3)), Is.EqualTo(vectors));
        Assert.That(_session.Await(Server.Geometry(geometry.Item1, geometry.Item2)), Is.EqualTo(geometry));
        Assert.That(_session.Await(Server.Matrices(matrices.Item1, matrices.Item2)), Is.EqualTo(matrices));
    }

    [Test]
    public void NullForWhatIsNeverNullThrowsAtTheCaller()
    {
        Assert.That(() => Server.Text(null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("value"));
        Assert.That(() => Server.Bytes(null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("value"));
        Assert.That(_session.Await(Server.Int32(1)), Is.EqualTo(1), "Nothing is left behind.");
    }
}
