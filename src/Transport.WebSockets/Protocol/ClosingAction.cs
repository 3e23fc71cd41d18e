namespace Transport.WebSockets.Protocol;

/// <summary>What the driver does after a transition of <see cref="ClosingHandshake"/>.</summary>
internal enum ClosingAction
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Write <see cref="ClosingHandshake.CodeToSend"/> as the last frame, and read on.</summary>
    SendClose,

    /// <summary>Write what is queued, then call <see cref="ClosingHandshake.SendClose"/> to answer.</summary>
    Echo,

    /// <summary>Write <see cref="ClosingHandshake.CodeToSend"/> as the last frame, then end the stream.</summary>
    SendCloseAndEndStream,

    /// <summary>
    /// End the stream, once what is being written is written. A client may first wait a little for the server to do it, so that the
    /// server's port is not the one left waiting: RFC 6455 section 7.1.1.
    /// </summary>
    EndStream,
}
