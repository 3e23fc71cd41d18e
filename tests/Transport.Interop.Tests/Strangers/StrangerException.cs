namespace Transport.Interop.Tests.Strangers;

/// <summary>A stranger could not do what it was told.</summary>
internal sealed class StrangerException(string message, Exception? inner = null) : Exception(message, inner);
