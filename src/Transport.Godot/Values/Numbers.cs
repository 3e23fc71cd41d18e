namespace Transport.Godot.Values;

/// <summary>Numbers from one kind to the other, when nothing is lost.</summary>
internal static class Numbers
{
    private const double Beyond = 9_223_372_036_854_775_808.0;

    /// <summary>A Float without a fraction, in the range of an Int, as an Int.</summary>
    public static bool TryGetWhole(double number, out long whole)
    {
        // A comparison with NaN is never true.
        var fits = number >= -Beyond && number < Beyond && Math.Floor(number) == number;
        whole = fits ? (long)number : 0;
        return fits;
    }

    /// <summary>Whether a Float is the same after a way through 32 bits. NaN is not, since it is not equal to itself.</summary>
    public static bool FitsSingle(double number) => (float)number == number;
}
