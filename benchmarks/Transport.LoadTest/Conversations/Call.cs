namespace Transport.LoadTest.Conversations;

/// <summary>A call with three integers, the unit of the scenario <c>rpc</c>.</summary>
/// <param name="A">The upper half of a time.</param>
/// <param name="B">Its lower half.</param>
/// <param name="C">The number of the call.</param>
internal readonly record struct Call(int A, int B, int C)
{
    /// <summary>The time in it; 0 for none. See <see cref="MessageHeader.Time"/>.</summary>
    public long Time => ((long)A << 32) | (uint)B;

    public static Call Create(long time, int number) => new((int)(time >> 32), (int)time, number);
}
