namespace Transport.Browser.App;

/// <summary>What a peer in a page has seen so far.</summary>
internal sealed record PagePeerReport(string Status, int Id, IReadOnlyList<string> Log, int Packets, IReadOnlyList<PageEnd> Ends);

/// <summary>A <see cref="DisconnectInfo"/> on its way to the tests.</summary>
internal sealed record PageEnd(bool IsFailure, string Reason, string Origin, int Code, string Text, bool IsClean);
