using System.Numerics;

namespace Transport.Multiplayer.Arguments;

// What is a list in most encodings, and a type of its own in some.
public abstract partial class ArgumentWriter
{
    /// <summary>Writes two numbers. Default: a list of them.</summary>
    public virtual void WriteVector2(Vector2 value) => WriteSingles([value.X, value.Y]);

    /// <summary>Writes three numbers. Default: a list of them.</summary>
    public virtual void WriteVector3(Vector3 value) => WriteSingles([value.X, value.Y, value.Z]);

    /// <summary>Writes four numbers. Default: a list of them.</summary>
    public virtual void WriteVector4(Vector4 value) => WriteSingles([value.X, value.Y, value.Z, value.W]);

    /// <summary>Writes a rotation. Default: a list of x, y, z and w.</summary>
    public virtual void WriteQuaternion(Quaternion value) => WriteSingles([value.X, value.Y, value.Z, value.W]);

    /// <summary>Writes a plane. Default: a list of the normal's x, y and z, and the distance.</summary>
    public virtual void WritePlane(Plane value) => WriteSingles([value.Normal.X, value.Normal.Y, value.Normal.Z, value.D]);

    /// <summary>Writes a 3x2 matrix. Default: a list of six numbers, row by row.</summary>
    public virtual void WriteMatrix3x2(Matrix3x2 value) =>
        WriteSingles([value.M11, value.M12, value.M21, value.M22, value.M31, value.M32]);

    /// <summary>Writes a 4x4 matrix. Default: a list of sixteen numbers, row by row.</summary>
    public virtual void WriteMatrix4x4(Matrix4x4 value) => WriteSingles(
    [
        value.M11, value.M12, value.M13, value.M14, value.M21, value.M22, value.M23, value.M24,
        value.M31, value.M32, value.M33, value.M34, value.M41, value.M42, value.M43, value.M44,
    ]);

    /// <summary>Writes a list of integers. Default: a list like any other.</summary>
    public virtual void WriteInt32s(ReadOnlySpan<int> values)
    {
        BeginArray(values.Length);
        foreach (var value in values) WriteInt64(value);
        EndArray();
    }

    /// <summary>Writes a list of integers. Default: a list like any other.</summary>
    public virtual void WriteInt64s(ReadOnlySpan<long> values)
    {
        BeginArray(values.Length);
        foreach (var value in values) WriteInt64(value);
        EndArray();
    }

    /// <summary>Writes a list of numbers. Default: a list like any other.</summary>
    public virtual void WriteSingles(ReadOnlySpan<float> values)
    {
        BeginArray(values.Length);
        foreach (var value in values) WriteSingle(value);
        EndArray();
    }

    /// <summary>Writes a list of numbers. Default: a list like any other.</summary>
    public virtual void WriteDoubles(ReadOnlySpan<double> values)
    {
        BeginArray(values.Length);
        foreach (var value in values) WriteDouble(value);
        EndArray();
    }

    /// <summary>Writes a list of texts. Default: a list like any other.</summary>
    /// <exception cref="ArgumentNullException">One of them is null.</exception>
    public virtual void WriteStrings(ReadOnlySpan<string> values)
    {
        BeginArray(values.Length);
        foreach (var value in values) WriteString(value);
        EndArray();
    }
}
