namespace Transport.LoadTest.Reporting;

/// <summary>The middle of several figures; of an even number, halfway between the two in the middle.</summary>
internal static class Median
{
    /// <summary>Null when there are none.</summary>
    public static double? Of(IEnumerable<double?> values)
    {
        var sorted = values.OfType<double>().Order().ToArray();
        if (sorted.Length == 0) return null;
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
