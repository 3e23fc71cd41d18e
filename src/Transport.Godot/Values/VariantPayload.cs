using System.Numerics;
using System.Runtime.InteropServices;

namespace Transport.Godot.Values;

/// <summary>What a Variant holds without an object: one of these, in the same 16 bytes. Bytes that the one does not use are zero.</summary>
[StructLayout(LayoutKind.Explicit, Size = Bytes)]
internal struct VariantPayload
{
    public const int Bytes = 16;

    /// <summary>How many words of 32 bits that is.</summary>
    public const int Words = Bytes / sizeof(int);

    [FieldOffset(0)]
    public long Int;

    [FieldOffset(0)]
    public double Float;

    [FieldOffset(0)]
    public ulong Id;

    [FieldOffset(0)]
    public Vector2 Vector2;

    [FieldOffset(0)]
    public Vector2I Vector2I;

    [FieldOffset(0)]
    public Rect2 Rect2;

    [FieldOffset(0)]
    public Rect2I Rect2I;

    [FieldOffset(0)]
    public Vector3 Vector3;

    [FieldOffset(0)]
    public Vector3I Vector3I;

    [FieldOffset(0)]
    public Vector4 Vector4;

    [FieldOffset(0)]
    public Vector4I Vector4I;

    [FieldOffset(0)]
    public Plane Plane;

    [FieldOffset(0)]
    public Quaternion Quaternion;

    [FieldOffset(0)]
    public Color Color;
}
