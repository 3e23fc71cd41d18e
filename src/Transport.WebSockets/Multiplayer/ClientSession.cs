using System.Buffers.Binary;
using Transport.Carriers;
using Transport.WebSockets.Protocol;
using Transport.WebSockets.Streams;

namespace Transport.WebSockets.Multiplayer;

/// <summary>
/// What a client does without being polled: takes the id out of the first message, and puts the rest into the inbox. Called by the
/// connection's own thread.
/// </summary>
internal sealed class ClientSession(PeerInbox inbox) : IConnectionOwner
{
    private int _uniqueId;

    string? IConnectionOwner.Refuse(WebSocketConnection connection) => null;

    void IConnectionOwner.Opened(WebSocketConnection connection)
    {
        // The id makes the client a peer, not the open WebSocket.
    }

    void IConnectionOwner.Messages(WebSocketConnection connection, MessageBlock block)
    {
        if (_uniqueId == 0)
        {
            if (!TryReadId(block, out var id))
            {
                block.Release();
                connection.Fail(new DisconnectInfo(
                    DisconnectReason.ProtocolError, DisconnectOrigin.Local, CloseCode.ProtocolError, "The first message is not a peer id."));
                return;
            }
            _uniqueId = id;
            connection.PeerId = MultiplayerPeer.TargetPeerServer;
            connection.Confirm();
            inbox.ConnectedToServer(id);
            connection.SkipFirst(block);
        }
        block.Sender = MultiplayerPeer.TargetPeerServer;
        inbox.Packets(block);
    }

    void IConnectionOwner.Ended(WebSocketConnection connection, DisconnectInfo info)
    {
        if (_uniqueId == 0) inbox.ConnectionFailed(info);
        else inbox.PeerDisconnected(MultiplayerPeer.TargetPeerServer, info);
    }

    // Godot takes text for an id as well; a server that sends it is no multiplayer server all the same.
    private static bool TryReadId(MessageBlock block, out int id)
    {
        id = 0;
        if (block.IsText(0) || block[0].Payload.Length != sizeof(int)) return false;
        id = BinaryPrimitives.ReadInt32LittleEndian(block[0].Payload.Span);
        return id > MultiplayerPeer.TargetPeerServer;
    }
}
