namespace Transport.WebSockets.Streams;

/// <summary>What an <see cref="OutboundQueue"/> tells, on the writing thread.</summary>
internal interface IOutboundOwner
{
    /// <summary>Everything up to the close frame has been written.</summary>
    void Drained();

    /// <summary>The stream failed; nothing more is written.</summary>
    void WriteFailed(Exception exception);
}
