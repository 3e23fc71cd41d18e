namespace Transport.Testing.Simulation;

internal enum NoticeKind
{
    Connected,
    Disconnected,
    ConnectionFailed,
}
