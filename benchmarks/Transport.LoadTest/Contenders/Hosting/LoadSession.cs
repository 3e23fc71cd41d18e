using Transport.AspNetCore;
using Transport.LoadTest.Contenders.Calls;

namespace Transport.LoadTest.Contenders.Hosting;

/// <summary>The one session, which all clients join.</summary>
internal sealed class LoadSession(ConversationSource source) : MultiplayerSession
{
    protected override ValueTask<JoinRefusal?> OnCreatingAsync(JoinRequest request, CancellationToken cancellationToken)
    {
        _ = new ServerDesk(Api, source.Open);
        return default;
    }
}
