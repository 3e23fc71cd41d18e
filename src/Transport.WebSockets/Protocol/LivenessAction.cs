namespace Transport.WebSockets.Protocol;

/// <summary>What <see cref="Liveness.Next"/> wants done.</summary>
internal enum LivenessAction
{
    None,

    /// <summary>Send a ping with the payload of <see cref="Liveness.WritePing"/>.</summary>
    SendPing,

    /// <summary>The remote was silent for too long.</summary>
    Dead,
}
