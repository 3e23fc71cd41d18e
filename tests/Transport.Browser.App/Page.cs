using System.Runtime.InteropServices.JavaScript;
using System.Text.Json;
using Transport.Browser.App.Shared;

namespace Transport.Browser.App;

/// <summary>What the tests tell the page to do with <see cref="PagePeer"/>s, which are known by numbers.</summary>
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

    [JSExport]
    internal static async Task ConnectAndClose(int peer, string url)
    {
        Peers[peer].Connect(url);
        await Peers[peer].Peer.CloseAsync();
    }

    /// <summary>Polls those that are polled in frames.</summary>
    [JSExport]
    internal static void Frame()
    {
        foreach (var peer in Peers) peer.OnFrame();
    }

    [JSExport]
    internal static Task<string> Connected(int peer) => ReportWhen(Peers[peer], static peer => peer.Peer.Status == ConnectionStatus.Connected);

    /// <summary>Waits until a number of sessions of the peer is over, or did not come to be.</summary>
    [JSExport]
    internal static Task<string> Ended(int peer, int count) => ReportWhen(Peers[peer], peer => peer.Ends.Count >= count);

    [JSExport]
    internal static Task<string> Received(int peer, int count) => ReportWhen(Peers[peer], peer => peer.Packets.Count >= count);

    /// <summary>Waits until a number of packets can be taken.</summary>
    [JSExport]
    internal static Task<string> Counted(int peer, int count) => ReportWhen(Peers[peer], peer => peer.Peer.AvailablePacketCount >= count);

    [JSExport]
    internal static string Report(int peer) => Write(Peers[peer]);

    /// <summary>The first of the packets from an index that is not the one with its number, from 0; -1 when all are.</summary>
    [JSExport]
    internal static int FindWrong(int peer, int index, int count, int size)
    {
        for (var number = 0; number < count; number++)
        {
            if (!NumberedPayload.Is(Peers[peer].Packets[index + number], number, size)) return index + number;
        }
        return -1;
    }

    /// <summary>Sends packets of the numbers from 0.</summary>
    [JSExport]
    internal static void SendNumbered(int peer, int count, int size)
    {
        for (var number = 0; number < count; number++) Peers[peer].Peer.Send(NumberedPayload.Create(number, size), MultiplayerPeer.TargetPeerServer);
    }

    /// <summary>How many packets find room.</summary>
    [JSExport]
    internal static int TrySend(int peer, int count, int size)
    {
        var sent = 0;
        while (sent < count && Peers[peer].Peer.TrySend(NumberedPayload.Create(sent, size), MultiplayerPeer.TargetPeerServer)) sent++;
        return sent;
    }

    [JSExport]
    internal static async Task Close(int peer, int code, string reason) => await Peers[peer].Peer.CloseAsync(code, reason);

    [JSExport]
    internal static void Cut(int peer) => Peers[peer].Peer.Close(force: true);

    /// <summary>Takes what was not taken, and goes on so.</summary>
    [JSExport]
    internal static void TakePackets(int peer) => Peers[peer].TakesPackets = true;

    private static async Task<string> ReportWhen(PagePeer peer, Predicate<PagePeer> condition)
    {
        await peer.Until(condition);
        return Write(peer);
    }

    private static string Write(PagePeer peer) => JsonSerializer.Serialize(peer.Report(), PageJson.Default.PagePeerReport);
}
