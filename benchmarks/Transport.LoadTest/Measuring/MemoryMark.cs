namespace Transport.LoadTest.Measuring;

/// <summary>The memory of a process after everything that can be given back was.</summary>
/// <param name="ResidentBytes">What the system has given to the process and not taken back; the kernel's buffers of sockets are not in it.</param>
/// <param name="ManagedBytes">What lives on the managed heap.</param>
internal sealed record MemoryMark(long ResidentBytes, long ManagedBytes)
{
    // One collection finds what is dead, finalizers let go, the next takes it.
    private const int Collections = 3;

    public static MemoryMark Now()
    {
        for (var i = 0; i < Collections; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }
        return new MemoryMark(Environment.WorkingSet, GC.GetTotalMemory(forceFullCollection: false));
    }
}
