namespace ConnectFour.Server;

/// <summary>What can be set, by <c>appsettings.json</c>, the environment, or the command line (<c>--port 9081</c>).</summary>
internal sealed class ServerOptions
{
    /// <summary>The port for the page and for WebSockets, on this machine only; 0 for any free one. Default 9080. Where <c>urls</c> is set, that counts.</summary>
    public int Port { get; set; } = 9080;

    /// <summary>How long a player may think about a move. Default 30 s.</summary>
    public TimeSpan TurnTime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Sites whose pages may play here, beside this server's own: <c>https://game.example</c>. Default none.</summary>
    public string[] Origins { get; set; } = [];
}
