namespace Samples.CommandLine;

/// <summary>A peer could not be started: a used port, a URL that is none. The message is one line for the user.</summary>
internal sealed class CannotStartException(string message, Exception? cause = null) : Exception(message, cause);
