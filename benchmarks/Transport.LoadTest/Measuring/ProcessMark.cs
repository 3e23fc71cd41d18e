namespace Transport.LoadTest.Measuring;

/// <summary>What a process has used up so far. Two of them tell what happened in between.</summary>
/// <param name="CpuMicroseconds">Time of all its processors, in user and kernel mode.</param>
/// <param name="AllocatedBytes">All that was ever allocated on the managed heap.</param>
internal sealed record ProcessMark(double CpuMicroseconds, long AllocatedBytes)
{
    public static ProcessMark Now() => new(Environment.CpuUsage.TotalTime.TotalMicroseconds, GC.GetTotalAllocatedBytes(precise: true));
}
