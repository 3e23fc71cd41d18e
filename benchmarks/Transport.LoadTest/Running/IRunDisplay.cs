namespace Transport.LoadTest.Running;

/// <summary>Where a run tells how far it is. Thread-safe.</summary>
internal interface IRunDisplay
{
    /// <summary>Something begins.</summary>
    void Begin(string what);

    /// <summary>It is done.</summary>
    /// <param name="what">The same as at its beginning.</param>
    /// <param name="outcome">What came of it; null for nothing to tell.</param>
    void Done(string what, string? outcome);

    /// <summary>Something is wrong.</summary>
    void Fault(string what);
}
