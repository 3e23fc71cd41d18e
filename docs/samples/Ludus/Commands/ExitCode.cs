namespace Ludus.Commands;

/// <summary>What the shell is told.</summary>
internal static class ExitCode
{
    /// <summary>What was asked for was done.</summary>
    public const int Success = 0;

    /// <summary>It was not.</summary>
    public const int Failure = 1;
}
