using System.Numerics;
using Transport.Godot.Values;

namespace Transport.Godot;

/// <summary>A <see cref="Godot.Basis"/> and a shift: where something is in space, and how it is turned. Source: Godot <c>Transform3D</c>.</summary>
/// <param name="Basis">Rotation, scale and shear.</param>
/// <param name="Origin">The shift.</param>
public readonly record struct Transform3D(Basis Basis, Vector3 Origin)
{
    /// <summary>The one that changes nothing. Source: Godot <c>Transform3D.IDENTITY</c>.</summary>
    public static Transform3D Identity { get; } = new(Basis.Identity, Vector3.Zero);

    /// <summary>From a matrix whose first three rows are the axes and whose fourth is the shift. Its fourth column is not looked at.</summary>
    public static Transform3D FromMatrix4x4(Matrix4x4 matrix) => new(Basis.FromMatrix4x4(matrix), matrix.Translation);

    /// <summary>The matrix with which <see cref="Vector3.Transform(Vector3, Matrix4x4)"/> does what <c>transform * vector</c> does in Godot.</summary>
    public Matrix4x4 ToMatrix4x4()
    {
        var matrix = Basis.ToMatrix4x4();
        matrix.Translation = Origin;
        return matrix;
    }

    /// <summary>As Godot writes it, by axes and origin.</summary>
    public override string ToString() => ValueText.Of((Variant)this);
}
