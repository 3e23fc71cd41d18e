using System.Numerics;
using Transport.Godot.Values;

namespace Transport.Godot;

/// <summary>
/// A 3×3 matrix: rotation, scale and shear in space. Source: Godot <c>Basis</c>.
/// </summary>
/// <remarks>
/// <para>Godot multiplies a matrix by a column: <c>basis * vector</c>. So the axes <see cref="X"/>, <see cref="Y"/> and <see cref="Z"/>, which are
/// what the unit vectors become, are its <b>columns</b>; rows are what is kept and sent. <see cref="Matrix4x4"/> multiplies a row by a
/// matrix, and has the axes as its <b>rows</b>: <see cref="ToMatrix4x4"/> turns one into the other.</para>
/// <para>The default value is all zeros; <see cref="Identity"/> is what changes nothing.</para>
/// </remarks>
public readonly record struct Basis
{
    private Basis(Vector3 row0, Vector3 row1, Vector3 row2)
    {
        Row0 = row0;
        Row1 = row1;
        Row2 = row2;
    }

    /// <summary>The one that changes nothing. Source: Godot <c>Basis.IDENTITY</c>.</summary>
    public static Basis Identity { get; } = FromRows(Vector3.UnitX, Vector3.UnitY, Vector3.UnitZ);

    /// <summary>The first row: the X parts of the three axes.</summary>
    public Vector3 Row0 { get; }

    /// <summary>The second row: the Y parts of the three axes.</summary>
    public Vector3 Row1 { get; }

    /// <summary>The third row: the Z parts of the three axes.</summary>
    public Vector3 Row2 { get; }

    /// <summary>What the unit vector along X becomes; the first column. Source: Godot <c>Basis.x</c>.</summary>
    public Vector3 X => new(Row0.X, Row1.X, Row2.X);

    /// <summary>What the unit vector along Y becomes; the second column. Source: Godot <c>Basis.y</c>.</summary>
    public Vector3 Y => new(Row0.Y, Row1.Y, Row2.Y);

    /// <summary>What the unit vector along Z becomes; the third column. Source: Godot <c>Basis.z</c>.</summary>
    public Vector3 Z => new(Row0.Z, Row1.Z, Row2.Z);

    /// <summary>From the axes, which are the columns. Source: Godot's constructor <c>Basis(x_axis, y_axis, z_axis)</c>.</summary>
    public static Basis FromAxes(Vector3 x, Vector3 y, Vector3 z) =>
        new(new Vector3(x.X, y.X, z.X), new Vector3(x.Y, y.Y, z.Y), new Vector3(x.Z, y.Z, z.Z));

    /// <summary>From the rows, in the order they are sent in.</summary>
    public static Basis FromRows(Vector3 row0, Vector3 row1, Vector3 row2) => new(row0, row1, row2);

    /// <summary>From the upper left 3×3 of a matrix, whose rows are the axes.</summary>
    public static Basis FromMatrix4x4(Matrix4x4 matrix) => FromAxes(
        new Vector3(matrix.M11, matrix.M12, matrix.M13),
        new Vector3(matrix.M21, matrix.M22, matrix.M23),
        new Vector3(matrix.M31, matrix.M32, matrix.M33));

    /// <summary>The matrix with which <see cref="Vector3.Transform(Vector3, Matrix4x4)"/> does what <c>basis * vector</c> does in Godot.</summary>
    public Matrix4x4 ToMatrix4x4() => new(
        Row0.X, Row1.X, Row2.X, 0,
        Row0.Y, Row1.Y, Row2.Y, 0,
        Row0.Z, Row1.Z, Row2.Z, 0,
        0, 0, 0, 1);

    /// <summary>As Godot writes it, by axes: <c>[X: (1.0, 0.0, 0.0), Y: (0.0, 1.0, 0.0), Z: (0.0, 0.0, 1.0)]</c>.</summary>
    public override string ToString() => ValueText.Of((Variant)this);
}
