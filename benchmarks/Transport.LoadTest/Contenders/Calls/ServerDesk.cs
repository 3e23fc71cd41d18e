using Transport.LoadTest.Conversations;
using Transport.Multiplayer;

namespace Transport.LoadTest.Contenders.Calls;

/// <summary>The conversations of a server's api, one for each peer.</summary>
internal sealed class ServerDesk
{
    private readonly Dictionary<int, Conversation> _conversations = [];

    public ServerDesk(MultiplayerApi api, Func<Conversation> open)
    {
        _ = new Desk(api, id => _conversations[id]);
        api.PeerConnected += id => _conversations.Add(id, open());
        api.PeerDisconnected += (id, info) =>
        {
            if (_conversations.Remove(id, out var conversation)) conversation.End(info.IsClean ? null : info.ToString());
        };
    }
}
