namespace Transport.WebSockets.Protocol;

/// <summary>Which end this is. A client masks and takes no masked frame; a server does not mask and takes nothing else.</summary>
internal enum WebSocketRole
{
    Client,
    Server,
}
