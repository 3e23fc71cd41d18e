using System.Diagnostics;

namespace Transport.LoadTest.Contenders.LiteNet;

/// <summary>
/// The thread that drives managers in manual mode: receive from each, and let those send that have something to send or whose timers are
/// due. It does not rest while there is traffic, which is what gives manual mode its latency, and soon rests when there is none.
/// </summary>
internal sealed class LiteNetPump : IDisposable
{
    private static readonly TimeSpan UpdateInterval = TimeSpan.FromMilliseconds(15);
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan RestOfMany = TimeSpan.FromMilliseconds(15);

    // So many managers cost a good part of a millisecond to ask.
    private const int Many = 100;

    private readonly Lock _gate = new();
    private readonly Thread _thread;
    private LiteNetEnd[] _ends = [];
    private volatile bool _isStopping;

    public LiteNetPump()
    {
        _thread = new Thread(Run) { IsBackground = true, Name = "LiteNet pump" };
        _thread.Start();
    }

    public void Add(LiteNetEnd end)
    {
        lock (_gate) _ends = [.. _ends, end];
    }

    public void Remove(LiteNetEnd end)
    {
        lock (_gate) _ends = [.. _ends.Where(other => other != end)];
    }

    public void Dispose()
    {
        _isStopping = true;
        _thread.Join();
    }

    private void Run()
    {
        var lastTraffic = Stopwatch.GetTimestamp();
        while (!_isStopping)
        {
            var ends = Volatile.Read(ref _ends);
            var hasTraffic = false;
            foreach (var end in ends) hasTraffic |= end.Turn(UpdateInterval);
            if (hasTraffic) lastTraffic = Stopwatch.GetTimestamp();
            else if (Stopwatch.GetElapsedTime(lastTraffic) > Patience) Thread.Sleep(ends.Length > Many ? RestOfMany : Rest);
        }
    }
}
