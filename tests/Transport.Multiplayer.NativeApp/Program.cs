using Transport;
using Transport.Multiplayer;
using Transport.Multiplayer.NativeApp;

// A server and a client in one process: two answered calls, one that is refused, and what the server calls at both.
using var serverPeer = new LoopbackMultiplayerPeer();
using var clientPeer = new LoopbackMultiplayerPeer();
using var serverApi = new MultiplayerApi(serverPeer);
using var clientApi = new MultiplayerApi(clientPeer);
var (server, client) = (new Game(), new Game());
serverApi.Register("Game", server);
clientApi.Register("Game", client);
serverPeer.CreateServer();
clientPeer.CreateClient(serverPeer);
Settle();

var first = client.RpcTo(1).Place(new Move(3, null));
var second = client.RpcTo(1).Place(new Move(3, "on top"));
var third = client.RpcTo(1).Place(new Move(9, null));
Settle();

var refusal = third.Exception?.InnerException as RpcException;
Console.WriteLine($"rows {(await first).Row} {(await second).Row}, points {(await second).Points["client"]}, {refusal?.Code} {refusal?.Message}");
foreach (var line in client.Said) Console.WriteLine(line);
return client.Said.SequenceEqual(server.Said) && client.Said.Count == 2 && refusal?.Code == 1000 ? 0 : 1;

void Settle()
{
    for (var i = 0; i < 6; i++)
    {
        serverApi.Poll();
        clientApi.Poll();
    }
}
