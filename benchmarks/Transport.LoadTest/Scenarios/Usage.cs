using Transport.LoadTest.Measuring;

namespace Transport.LoadTest.Scenarios;

/// <summary>What a process used up between two marks, for each of the messages that it had meanwhile; nothing when it had none.</summary>
internal readonly record struct Usage(double? CpuMicroseconds, double? AllocatedBytes)
{
    public static Usage Between(ProcessMark before, ProcessMark after, long messages) => messages <= 0
        ? default
        : new Usage(
            (after.CpuMicroseconds - before.CpuMicroseconds) / messages,
            (double)(after.AllocatedBytes - before.AllocatedBytes) / messages);
}
