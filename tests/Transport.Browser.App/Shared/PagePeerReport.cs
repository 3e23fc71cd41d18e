namespace Transport.Browser.App.Shared;

/// <summary>What a page's peer has seen so far.</summary>
/// <param name="Status">Of the peer.</param>
/// <param name="Id">The peer's own.</param>
/// <param name="Log">In order: <c>+1</c>, <c>1: 64 bytes</c>, <c>-1</c>, <c>failed</c>.</param>
/// <param name="Packets">How many were taken.</param>
/// <param name="Ends">What was told of each session that ended, or did not come to be.</param>
/// <param name="Statistics">Of the server; null while there is none.</param>
internal sealed record PagePeerReport(
    ConnectionStatus Status, int Id, string[] Log, int Packets, PageEnd[] Ends, PeerStatistics? Statistics);
