using Transport.ContractTests;
using Transport.Testing.Simulation;

namespace Transport.Testing.Tests.Simulation;

[TestFixture]
public sealed class ArrivalHeapTests
{
    [Test]
    public void TheEarliestComesFirstAndEqualOnesInTheirOrder()
    {
        var random = new Random(ContractSeed.Value);
        var heap = new ArrivalHeap();
        var pushed = new List<(long Due, int Number)>();
        var popped = new List<(long, int)>();
        var expected = new List<(long, int)>();
        for (var i = 0; i < 5000; i++)
        {
            if (random.Next(3) > 0)
            {
                var due = random.Next(100);
                heap.Push(due, lane: null, i);
                pushed.Add((due, i));
            }
            else if (pushed.Count > 0)
            {
                var first = pushed.Min();
                pushed.Remove(first);
                expected.Add(first);
                Assert.That(heap.NextDue, Is.EqualTo(first.Due));
                popped.Add(Take(heap));
            }
        }
        expected.AddRange(pushed.Order());
        while (heap.Count > 0) popped.Add(Take(heap));
        Assert.That(popped, Is.EqualTo(expected), ContractSeed.Message);
        Assert.That(heap.NextDue, Is.EqualTo(Journey.Never));
    }

    private static (long, int) Take(ArrivalHeap heap)
    {
        var (due, _, _, content) = heap.Pop();
        return (due, (int)content);
    }
}
