namespace Transport.LoadTest.Processes;

/// <summary>A child process could not do what it was told.</summary>
#pragma warning disable CA1032 // Thrown in one way only.
internal sealed class AgentException(string message) : Exception(message);
#pragma warning restore CA1032
