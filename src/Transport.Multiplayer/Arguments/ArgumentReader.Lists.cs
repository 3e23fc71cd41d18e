using System.Numerics;
using System.Runtime.InteropServices;

namespace Transport.Multiplayer.Arguments;

// What is a list in most encodings, and a type of its own in some.
public abstract partial class ArgumentReader
{
    /// <summary>Reads two numbers.</summary>
    public virtual Vector2 ReadVector2()
    {
        Span<float> values = stackalloc float[2];
        ReadExactly(values);
        return new Vector2(values[0], values[1]);
    }

    /// <summary>Reads three numbers.</summary>
    public virtual Vector3 ReadVector3()
    {
        Span<float> values = stackalloc float[3];
        ReadExactly(values);
        return new Vector3(values[0], values[1], values[2]);
    }

    /// <summary>Reads four numbers.</summary>
    public virtual Vector4 ReadVector4()
    {
        Span<float> values = stackalloc float[4];
        ReadExactly(values);
        return new Vector4(values[0], values[1], values[2], values[3]);
    }

    /// <summary>Reads a rotation.</summary>
    public virtual Quaternion ReadQuaternion()
    {
        var values = ReadVector4();
        return new Quaternion(values.X, values.Y, values.Z, values.W);
    }

    /// <summary>Reads a plane.</summary>
    public virtual Plane ReadPlane() => new(ReadVector4());

    /// <summary>Reads a 3x2 matrix.</summary>
    public virtual Matrix3x2 ReadMatrix3x2()
    {
        Span<float> values = stackalloc float[6];
        ReadExactly(values);
        return MemoryMarshal.Cast<float, Matrix3x2>(values)[0];
    }

    /// <summary>Reads a 4x4 matrix.</summary>
    public virtual Matrix4x4 ReadMatrix4x4()
    {
        Span<float> values = stackalloc float[16];
        ReadExactly(values);
        return MemoryMarshal.Cast<float, Matrix4x4>(values)[0];
    }

    /// <summary>Reads a list of integers.</summary>
    public virtual int[] ReadInt32s()
    {
        var values = NewArray<int>(BeginArray());
        for (var i = 0; i < values.Length && IsOk; i++) values[i] = ReadInt32();
        EndArray();
        return values;
    }

    /// <summary>Reads a list of integers.</summary>
    public virtual long[] ReadInt64s()
    {
        var values = NewArray<long>(BeginArray());
        for (var i = 0; i < values.Length && IsOk; i++) values[i] = ReadInt64();
        EndArray();
        return values;
    }

    /// <summary>Reads a list of numbers.</summary>
    public virtual float[] ReadSingles()
    {
        var values = NewArray<float>(BeginArray());
        for (var i = 0; i < values.Length && IsOk; i++) values[i] = ReadSingle();
        EndArray();
        return values;
    }

    /// <summary>Reads a list of numbers.</summary>
    public virtual double[] ReadDoubles()
    {
        var values = NewArray<double>(BeginArray());
        for (var i = 0; i < values.Length && IsOk; i++) values[i] = ReadDouble();
        EndArray();
        return values;
    }

    /// <summary>Reads a list of texts. After a fault it may hold nulls; they are not to be used.</summary>
    public virtual string[] ReadStrings()
    {
        var values = NewArray<string>(BeginArray());
        for (var i = 0; i < values.Length && IsOk; i++) values[i] = ReadString();
        EndArray();
        return values;
    }

    /// <summary>An array of so many, for a count that <see cref="BeginArray"/> gave.</summary>
    public static T[] NewArray<T>(int count) => count == 0 ? [] : new T[count];

    /// <summary>
    /// A dictionary with room for so many, for a count that <see cref="BeginMap"/> gave. Its keys are a stranger's: where they are not texts,
    /// whose hashes nobody can foresee, it has a comparer of its own.
    /// </summary>
    /// <typeparam name="TKey">Text, a number, an enumeration or the like.</typeparam>
    /// <typeparam name="TValue">Anything.</typeparam>
    public static Dictionary<TKey, TValue> NewDictionary<TKey, TValue>(int count)
        where TKey : notnull => new(count, UnforeseenComparer<TKey>.ForKeys);

    /// <summary>A set with room for so many, for a count that <see cref="BeginArray"/> gave. See <see cref="NewDictionary"/>.</summary>
    /// <typeparam name="T">Text, a number, an enumeration or the like.</typeparam>
    public static HashSet<T> NewHashSet<T>(int count)
        where T : notnull => new(count, UnforeseenComparer<T>.ForKeys);

    private void ReadExactly(Span<float> values)
    {
        values.Clear();
        var count = BeginArray();
        if (count != values.Length) Fail(ArgumentFault.OutOfRange);
        for (var i = 0; i < values.Length && IsOk; i++) values[i] = ReadSingle();
        EndArray();
    }
}
