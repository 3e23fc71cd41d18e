using Ludus.Rules;
using Transport.Multiplayer;

namespace Ludus;

/// <summary>
/// The node of Godot's demo <c>websocket_multiplayer</c>, with its path and its functions: the same class at the server and at the clients, as
/// its script is in the demo. What is legal is decided by the server.
/// </summary>
[RpcObject(Encoding = RpcEncoding.Godot)]
public sealed partial class Game
{
    /// <summary>Where the node is in the demo.</summary>
    public const string Path = "Panel/VBoxContainer/Game";

    /// <summary>Throws the die.</summary>
    public const string Roll = "roll";

    /// <summary>Lets the next one throw.</summary>
    public const string Pass = "pass";

    private const int Sides = 100;
    private readonly MultiplayerApi _api;
    private readonly Random _die;

    /// <summary>A game that is to be registered with the api under <see cref="Path"/>.</summary>
    /// <param name="api">The session, with Godot's encoding.</param>
    /// <param name="name">Of the player at this end.</param>
    /// <param name="die">Only the server throws it.</param>
    public Game(MultiplayerApi api, string name, Random die)
    {
        _api = api;
        _die = die;
        api.PeerConnected += PeerCame;
        api.PeerDisconnected += (id, _) => PeerLeft(id);
        api.ConnectedToServer += () => RpcTo(1).SetPlayerName(name);
    }

    /// <summary>Who plays, and whose turn it is.</summary>
    public Roster Roster { get; } = new();

    /// <summary>Whether the player at this end may act.</summary>
    public bool IsMyTurn => Roster.IsTurnOf(_api.UniqueId);

    /// <summary>Something about the roster is new.</summary>
    public event Action? Changed;

    /// <summary>It was said whose turn it is.</summary>
    public event Action? TurnCame;

    /// <summary>Something happened, as a line for people.</summary>
    public event Action<string>? Logged;

    /// <summary>Takes the first seat, at the server.</summary>
    public void Open(string name)
    {
        AddPlayer(1, name);
        SetTurn(0);
    }

    /// <summary>What the player at this end does: <see cref="Roll"/> or <see cref="Pass"/>.</summary>
    public void Act(string action)
    {
        if (_api.IsServer) Decide(1, action);
        else RpcTo(1).RequestAction(action);
    }

    // The server's: everyone may call these, and only the server listens.

    [Rpc(RpcMode.AnyPeer)]
    private void SetPlayerName(string name, RpcContext context)
    {
        if (_api.IsServer && Roster.Find(context.Sender) is not null) Rpc.UpdatePlayerName(context.Sender, PlainText.Name(name));
    }

    [Rpc(RpcMode.AnyPeer)]
    private void RequestAction(string action, RpcContext context)
    {
        if (_api.IsServer) Decide(context.Sender, action);
    }

    // The clients': only the server may call these.

    [Rpc(Name = "_log")]
    private void Log(string text) => Logged?.Invoke(PlainText.Line(text));

    [Rpc(CallLocal = true)]
    private void AddPlayer(int id, string name = "")
    {
        if (Roster.Add(new Player(id, PlainText.Name(name)))) Changed?.Invoke();
    }

    [Rpc(CallLocal = true)]
    private void UpdatePlayerName(int id, string name)
    {
        Roster.Rename(id, PlainText.Name(name));
        Changed?.Invoke();
    }

    [Rpc(CallLocal = true)]
    private void DelPlayer(int id)
    {
        Roster.Remove(id);
        Changed?.Invoke();
    }

    [Rpc(CallLocal = true)]
    private void SetTurn(int turn)
    {
        Roster.SetTurn(turn);
        TurnCame?.Invoke();
        Changed?.Invoke();
    }

    private void PeerCame(int id)
    {
        if (!_api.IsServer) return;
        foreach (var player in Roster.Players) RpcTo(id).AddPlayer(player.Id, player.Name);
        Rpc.AddPlayer(id);
        RpcTo(id).SetTurn(Roster.Turn);
    }

    private void PeerLeft(int id)
    {
        if (!_api.IsServer || Roster.Find(id) is null) return;
        Rpc.DelPlayer(id);
        Rpc.SetTurn(Roster.Turn < Roster.Players.Count ? Roster.Turn : 0);
    }

    private void Decide(int id, string action)
    {
        if (!Roster.IsTurnOf(id))
        {
            Tell($"Someone is trying to cheat! {id}");
            return;
        }
        if (action is not (Roll or Pass))
        {
            Tell($"Invalid action: {PlainText.Name(action)}");
            return;
        }
        Tell($"{Roster.Find(id)!.Label}: {action}s {_die.Next(Sides)}");
        Rpc.SetTurn(Roster.NextTurn);
    }

    // Not CallLocal, as in the demo; so the server reads its own lines here.
    private void Tell(string line)
    {
        Rpc.Log(line);
        Logged?.Invoke(line);
    }
}
