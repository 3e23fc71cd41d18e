namespace Transport.Browser.Tests;

/// <summary>Something that the page was told to do has thrown.</summary>
internal sealed class PageException(string message) : Exception(message);
