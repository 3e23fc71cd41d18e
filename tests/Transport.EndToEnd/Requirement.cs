namespace Transport.EndToEnd;

/// <summary>What becomes of a test when a program that it needs is missing.</summary>
public static class Requirement
{
    /// <summary>Set to 1, a missing program is a failure; else it skips the tests that need it.</summary>
    private const string RequireVariable = "TRANSPORT_REQUIRE_INTEROP";

    /// <param name="isThere">Whether the program is installed.</param>
    /// <param name="install">The command that installs it.</param>
    public static void Meet(bool isThere, string install)
    {
        if (isThere) return;
        if (Environment.GetEnvironmentVariable(RequireVariable) == "1") Assert.Fail(install);
        // The list of skipped tests does not tell why.
        TestContext.Error.WriteLine(install);
        Assert.Ignore(install);
    }
}
