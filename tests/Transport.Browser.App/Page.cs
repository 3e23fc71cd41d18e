using System.Runtime.InteropServices.JavaScript;
using System.Text.Json;

namespace Transport.Browser.App;

/// <summary>What the tests can tell the page to do. Peers are known by numbers.</summary>
internal static partial class Page
{
    private static readonly List<PagePeer> Peers = [];

    [JSExport]
    internal static int Create(string options)
    {
        Peers.Add(new PagePeer(JsonSerializer.Deserialize(options, PageJson.Default.PagePeerOptions)!));
        return Peers.Count - 1;
    }

    [JSExport]
    internal static void Connect(int peer, string url) => Peers[peer].Connect(url);

    /// <summary>Polls those that are polled in frames.</summary>
    [JSExport]
    internal static void Frame()
    {
        foreach (var peer in Peers) peer.OnFrame();
    }

    /// <summary>What a peer has seen, once it is connected.</summary>
    [JSExport]
    internal static Task<string> Connected(int peer) => ReportWhen(Peers[peer], static peer => peer.Peer.Status == ConnectionStatus.Connected);

    /// <summary>What a peer has seen, once its session is over, or did not come to be.</summary>
    [JSExport]
    internal static Task<string> Ended(int peer) => ReportWhen(Peers[peer], static peer => peer.Peer.Status == ConnectionStatus.Disconnected && peer.Ends.Count > 0);

    [JSExport]
    internal static Task<string> Received(int peer, int count) => ReportWhen(Peers[peer], peer => peer.Packets.Count >= count);

    [JSExport]
    internal static string Report(int peer) => Write(Peers[peer]);

    private static async Task<string> ReportWhen(PagePeer peer, Predicate<PagePeer> condition)
    {
        await peer.Until(condition);
        return Write(peer);
    }

    private static string Write(PagePeer peer) => JsonSerializer.Serialize(peer.Report(), PageJson.Default.PagePeerReport);
}
