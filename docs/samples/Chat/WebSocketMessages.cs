using System.Text;
using Transport.Godot;
using Transport.WebSockets;

namespace Chat;

/// <summary>Messages as the demo's two classes read and write them: text is a String, binary is a Variant.</summary>
internal static class WebSocketMessages
{
    /// <summary>The next message of a peer.</summary>
    /// <returns>False when there is none that can be understood; those that cannot are passed over.</returns>
    public static bool TryTake(WebSocketPeer peer, out Variant message)
    {
        while (peer.TryReceive(out var packet))
        {
            if (packet.IsText)
            {
                message = Encoding.UTF8.GetString(packet.Payload.Span);
                return true;
            }
            if (new VariantReader(packet.Payload.Span).TryRead(out message)) return true;
        }
        message = default;
        return false;
    }

    /// <summary>Queues a message.</summary>
    /// <returns>False when the peer does not take it: its queue is full, or it is ending.</returns>
    public static bool Send(WebSocketPeer peer, in Variant message) =>
        message.Type == VariantType.String ? peer.SendText((string)message) : peer.PutVar(message);
}
