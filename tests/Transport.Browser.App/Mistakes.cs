using System.Runtime.InteropServices.JavaScript;
using Transport.WebSockets;

namespace Transport.Browser.App;

/// <summary>What a page cannot do, tried.</summary>
internal static partial class Mistakes
{
    /// <summary>The exception that a mistake throws; empty for none.</summary>
    [JSExport]
    internal static string Make(string mistake)
    {
        try
        {
            Do(mistake);
            return "";
        }
#pragma warning disable CA1031 // The tests look at it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return $"{exception.GetType().Name}: {exception.Message}";
        }
    }

#pragma warning disable CA1416 // The compiler knows what a browser cannot do.
    private static void Do(string mistake)
    {
        const string Url = "ws://localhost:1";
        var peer = new WebSocketMultiplayerPeer();
        switch (mistake)
        {
            case "server":
                peer.CreateServer(9080);
                break;
            case "stream server":
                peer.CreateStreamServer();
                break;
            case "accepted stream":
                new WebSocketPeer().AcceptStream(new MemoryStream());
                break;
            case "listener":
                new TcpServer().Listen(0);
                break;
            case "header":
                peer.Options.HandshakeHeaders.Add("X-Token: 1");
                peer.CreateClient(Url);
                break;
            case "header of a socket":
                var options = new WebSocketOptions();
                options.HandshakeHeaders.Add("X-Token: 1");
                new WebSocketPeer(options).ConnectToUrl(Url);
                break;
            case "any certificate":
                peer.CreateClient("wss://localhost:1", TlsOptions.ClientUnsafe());
                break;
            case "another name":
                peer.CreateClient("wss://localhost:1", TlsOptions.Client(targetHost: "game.example"));
                break;
            case "no address":
                peer.CreateClient("ws://1.2.3.400:9080");
                break;
            case "no delay":
                new WebSocketPeer().SetNoDelay(true);
                break;
            case "close code":
                peer.Close(1005);
                break;
            case "reason":
                peer.Close(1000, new string('x', 124));
                break;
            default:
                throw new NotSupportedException(mistake);
        }
    }
#pragma warning restore CA1416
}
