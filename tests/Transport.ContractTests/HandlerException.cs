namespace Transport.ContractTests;

/// <summary>What a handler of a test throws, so that it cannot be taken for anything else.</summary>
public sealed class HandlerException : Exception
{
    public HandlerException()
        : this("A handler of the test throws.")
    {
    }

    public HandlerException(string message)
        : base(message)
    {
    }

    public HandlerException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
