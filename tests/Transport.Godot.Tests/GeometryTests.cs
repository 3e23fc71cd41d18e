using System.Numerics;

namespace Transport.Godot.Tests;

/// <summary>
/// Rows, columns and signs: what System.Numerics does with a value is what Godot does with the one on the wire. The numbers of the wire are
/// Godot's own words for it: axes and origin, columns, normal and distance.
/// </summary>
public sealed class GeometryTests
{
    [Test]
    public void ATransform2DMovesAPointAsInGodot()
    {
        // Godot: x_axis * point.x + y_axis * point.y + origin, sent as x_axis, y_axis, origin.
        var wire = new Vector2[] { new(1, 2), new(3, 4), new(5, 6) };
        var transform = Read(11, wire.SelectMany(axis => new[] { axis.X, axis.Y }));
        var point = new Vector2(7, 8);
        Assert.That(Vector2.Transform(point, (Matrix3x2)transform), Is.EqualTo((wire[0] * point.X) + (wire[1] * point.Y) + wire[2]));
    }

    [Test]
    public void AProjectionMapsAVectorAsInGodot()
    {
        // Godot: x * v.x + y * v.y + z * v.z + w * v.w, sent column by column.
        var wire = Enumerable.Range(1, 16).Select(number => (float)number).ToArray();
        var projection = Read(19, wire);
        var vector = new Vector4(2, 3, 5, 7);
        var expected = Vector4.Zero;
        for (var i = 0; i < 4; i++) expected += new Vector4(wire[4 * i], wire[(4 * i) + 1], wire[(4 * i) + 2], wire[(4 * i) + 3]) * vector[i];
        Assert.That(Vector4.Transform(vector, (Matrix4x4)projection), Is.EqualTo(expected));
    }

    [Test]
    public void ABasisIsSentByRowsAndHasItsAxesAsColumns()
    {
        var basis = (Basis)Read(17, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(basis.Row0, Is.EqualTo(new Vector3(1, 2, 3)));
            Assert.That(basis.Row1, Is.EqualTo(new Vector3(4, 5, 6)));
            Assert.That(basis.Row2, Is.EqualTo(new Vector3(7, 8, 9)));
            Assert.That(basis.X, Is.EqualTo(new Vector3(1, 4, 7)));
            Assert.That(basis.Y, Is.EqualTo(new Vector3(2, 5, 8)));
            Assert.That(basis.Z, Is.EqualTo(new Vector3(3, 6, 9)));
            Assert.That(Basis.FromAxes(basis.X, basis.Y, basis.Z), Is.EqualTo(basis));
            Assert.That(Basis.FromRows(basis.Row0, basis.Row1, basis.Row2), Is.EqualTo(basis));
            Assert.That(Basis.FromMatrix4x4(basis.ToMatrix4x4()), Is.EqualTo(basis));
        }
    }

    [Test]
    public void AMatrixTurnsAVectorAsItsBasisDoesInGodot()
    {
        // Godot: (row0 . v, row1 . v, row2 . v).
        var basis = Basis.FromRows(new(1, 2, 3), new(4, 5, 6), new(7, 8, 9));
        var vector = new Vector3(2, 3, 5);
        var expected = new Vector3(Vector3.Dot(basis.Row0, vector), Vector3.Dot(basis.Row1, vector), Vector3.Dot(basis.Row2, vector));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Vector3.Transform(vector, basis.ToMatrix4x4()), Is.EqualTo(expected));
            var moved = new Transform3D(basis, new(10, 20, 30));
            Assert.That(Vector3.Transform(vector, moved.ToMatrix4x4()), Is.EqualTo(expected + moved.Origin));
            Assert.That(Transform3D.FromMatrix4x4(moved.ToMatrix4x4()), Is.EqualTo(moved));
            Assert.That(Transform3D.Identity.ToMatrix4x4(), Is.EqualTo(Matrix4x4.Identity));
        }
    }

    [Test]
    public void ARotationIsTheSameRotation()
    {
        // A quarter turn about Y: in Godot Basis(Vector3.UP, PI / 2) turns X to -Z.
        var quaternion = Quaternion.CreateFromAxisAngle(Vector3.UnitY, MathF.PI / 2);
        var basis = Basis.FromMatrix4x4(Matrix4x4.CreateFromQuaternion(quaternion));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Vector3.Distance(basis.X, -Vector3.UnitZ), Is.LessThan(1e-6f));
            Assert.That(Vector3.Distance(Vector3.Transform(Vector3.UnitX, quaternion), -Vector3.UnitZ), Is.LessThan(1e-6f));
        }
    }

    [Test]
    public void APlaneLiesWhereItLiesInGodot()
    {
        // Godot's Plane(0, 1, 0, 5) is what has the height 5.
        var plane = (Plane)Read(14, [0, 1, 0, 5]);
        Assert.That(Plane.DotCoordinate(plane, new Vector3(3, 5, -2)), Is.Zero);
        Assert.That(Plane.DotCoordinate(plane, new Vector3(0, 7, 0)), Is.EqualTo(2));
    }

    private static Variant Read(int type, IEnumerable<float> numbers)
    {
        byte[] bytes = [(byte)type, 0, 0, 0, .. numbers.SelectMany(BitConverter.GetBytes)];
        Assert.That(Variant.TryFromBytes(bytes, out var value, out var fault), Is.True, fault.ToString());
        return value;
    }
}
