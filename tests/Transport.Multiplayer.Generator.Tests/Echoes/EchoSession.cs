using Microsoft.Extensions.Time.Testing;

namespace Transport.Multiplayer.Generator.Tests.Echoes;

/// <summary>A server and a client in one process, each with its own object under one path.</summary>
internal sealed class EchoSession<T> : IDisposable
    where T : class, IRpcObject, new()
{
    private readonly LoopbackMultiplayerPeer _serverPeer;
    private readonly LoopbackMultiplayerPeer _clientPeer;

    public EchoSession()
    {
        _serverPeer = new LoopbackMultiplayerPeer(timeProvider: Time);
        _clientPeer = new LoopbackMultiplayerPeer(timeProvider: Time);
        ServerApi = new MultiplayerApi(_serverPeer, timeProvider: Time);
        ClientApi = new MultiplayerApi(_clientPeer, timeProvider: Time);
        foreach (var api in new[] { ServerApi, ClientApi })
        {
            api.CallFailed += failure => Failures.Add(failure.ToString());
            api.MethodsDiffer += mismatch => Failures.Add(mismatch.ToString());
        }
        ServerApi.Register("Echo", Server);
        ClientApi.Register("Echo", Client);
        _serverPeer.CreateServer();
        _clientPeer.CreateClient(_serverPeer);
        Settle();
    }

    public FakeTimeProvider Time { get; } = new();

    public MultiplayerApi ServerApi { get; }

    public MultiplayerApi ClientApi { get; }

    public T Server { get; } = new();

    public T Client { get; } = new();

    /// <summary>What has come to nothing, at either end.</summary>
    public List<string> Failures { get; } = [];

    public void Settle()
    {
        for (var round = 0; round < 6; round++)
        {
            ServerApi.Poll();
            ClientApi.Poll();
        }
    }

    /// <summary>What a call brings.</summary>
    public TResult Await<TResult>(Task<TResult> answer)
    {
        Settle();
        Assert.That(Failures, Is.Empty);
        Assert.That(answer.IsCompleted, Is.True, "There was no answer.");
        return answer.GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        ClientApi.Dispose();
        ServerApi.Dispose();
        _clientPeer.Dispose();
        _serverPeer.Dispose();
    }
}
