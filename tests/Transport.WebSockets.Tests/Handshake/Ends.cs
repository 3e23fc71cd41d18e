using System.Text;
using Transport.WebSockets.Handshake;

namespace Transport.WebSockets.Tests.Handshake;

/// <summary>
/// The two ends of a handshake, fed by arrays. Whatever a test feeds is fed twice, in one piece and byte by byte, and must come to
/// the same.
/// </summary>
internal static class Ends
{
    public const int MaxHeadBytes = ServerHandshakeSettings.DefaultMaxHeadBytes;

    public static ServerHandshake Server(byte[] request, ServerHandshakeSettings? settings = null)
    {
        settings ??= new ServerHandshakeSettings();
        var whole = new ServerHandshake(settings);
        var consumed = Feed(whole, request, request.Length);
        var cut = new ServerHandshake(settings);
        var cutConsumed = Feed(cut, request, 1);
        Assert.That(Describe(cut, cutConsumed), Is.EqualTo(Describe(whole, consumed)), "byte by byte and in one piece");
        return whole;
    }

    public static ClientHandshake Client(byte[] answer, params string[] protocols)
    {
        var whole = NewClient(protocols);
        var consumed = Feed(whole, answer, answer.Length);
        var cut = NewClient(protocols);
        var cutConsumed = Feed(cut, answer, 1);
        Assert.Multiple(() =>
        {
            Assert.That(Describe(cut, cutConsumed), Is.EqualTo(Describe(whole, consumed)), "byte by byte and in one piece");
            Assert.That(whole.FailureText, Does.StartWith(cut.FailureText), "only the body's line may be missing");
        });
        return whole;
    }

    public static ClientHandshake NewClient(params string[] protocols) =>
        new(Url("ws://server.example.com/chat"), protocols, [], MaxHeadBytes, HeadText.Nonce);

    public static WebSocketUrl Url(string text)
    {
        Assert.That(WebSocketUrl.TryParse(text, out var url, out var error), Is.True, error);
        return url!;
    }

    /// <summary>Feeds in pieces until the handshake takes no more; tells how many bytes it took.</summary>
    public static int Feed(ServerHandshake server, ReadOnlySpan<byte> bytes, int piece)
    {
        var total = 0;
        while (server.Progress == HandshakeProgress.NeedMoreBytes && total < bytes.Length)
        {
            server.Receive(bytes.Slice(total, Math.Min(piece, bytes.Length - total)), out var consumed);
            total += consumed;
        }
        return total;
    }

    /// <inheritdoc cref="Feed(ServerHandshake, ReadOnlySpan{byte}, int)"/>
    public static int Feed(ClientHandshake client, ReadOnlySpan<byte> bytes, int piece)
    {
        var total = 0;
        while (client.Progress == HandshakeProgress.NeedMoreBytes && total < bytes.Length)
        {
            client.Receive(bytes.Slice(total, Math.Min(piece, bytes.Length - total)), out var consumed);
            total += consumed;
        }
        return total;
    }

    public static string Describe(ServerHandshake server, int consumed) =>
        $"{server.Progress} after {consumed}: {server.RequestTarget} at {server.Host} from {server.Origin}, {server.SelectedProtocol}; "
        + $"{server.Refusal?.Status} {server.Refusal?.Text}; {Describe(server.Headers)}";

    /// <summary>All but the failure's text, which may tell more when the body came together with the head.</summary>
    public static string Describe(ClientHandshake client, int consumed) =>
        $"{client.Progress} after {consumed}: {client.HttpStatus} {client.FailureReason}, {client.SelectedProtocol}; "
        + Describe(client.Headers);

    private static string Describe(HeaderTable headers)
    {
        var text = new StringBuilder();
        foreach (var field in headers) text.Append(field.Key).Append('=').Append(field.Value).Append('|');
        return text.ToString();
    }
}
