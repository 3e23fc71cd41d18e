namespace Transport.WebSockets.Handshake;

/// <summary>How far one end is with the opening handshake.</summary>
internal enum HandshakeProgress
{
    NeedMoreBytes = 0,
    Complete = 1,
    Failed = 2,
}
