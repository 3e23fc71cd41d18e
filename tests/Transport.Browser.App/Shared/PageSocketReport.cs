using Transport.WebSockets;

namespace Transport.Browser.App.Shared;

/// <summary>What a page's <see cref="WebSocketPeer"/> has seen so far.</summary>
/// <param name="State">Of the peer.</param>
/// <param name="Protocol">The chosen subprotocol.</param>
/// <param name="Messages">What was taken; text begins with <c>text: </c>, binary with <c>binary: </c>.</param>
/// <param name="CloseCode">What the remote closed with.</param>
/// <param name="CloseReason">What the remote closed with.</param>
/// <param name="End">How it ended; null before.</param>
internal sealed record PageSocketReport(WebSocketState State, string Protocol, string[] Messages, int CloseCode, string CloseReason, PageEnd? End);
