using System.Net;
using Microsoft.Extensions.Logging;
using Transport.AspNetCore.Diagnostics;
using Transport.AspNetCore.Limits;
using Transport.WebSockets;

namespace Transport.AspNetCore.Sessions;

/// <summary>What all sessions of one game share. Thread-safe.</summary>
internal sealed class Game(string name, MultiplayerOptions options, TimeProvider time, ILoggerFactory loggers)
{
    private readonly LogBudget _exceptions = new(time);
    private readonly LogBudget _refusals = new(time);
    private readonly ILogger _peerLogger = loggers.CreateLogger<WebSocketMultiplayerPeer>();
    private readonly ILogger _multiplexLogger = loggers.CreateLogger<MultiplexMultiplayerPeer>();

    /// <summary>The name of the session's class, in logs and metrics.</summary>
    public string Name { get; } = name;

    public MultiplayerOptions Options { get; } = options;

    public TimeProvider Time { get; } = time;

    public JoinLimits Limits { get; } = new(options, time);

    public ILogger Logger { get; } = loggers.CreateLogger<MultiplayerSession>();

    public ILogger ApiLogger { get; } = loggers.CreateLogger<Multiplayer.MultiplayerApi>();

    public WebSocketMultiplayerPeer CreatePeer() => new(Options.WebSockets, Time, _peerLogger);

    /// <summary>What has several carriers as one, with the limit of a session over all of them.</summary>
    public MultiplexMultiplayerPeer CreateMultiplex() => new(new MultiplexOptions { MaxClients = Options.MaxPeersPerSession }, Time, _multiplexLogger);

    public void ReportException(Exception exception, string session)
    {
        HostingMetrics.Threw(Name, exception);
        if (!_exceptions.Allows(out var left)) return;
        if (left > 0) Log.ExceptionsNotLogged(Logger, Name, left);
        Log.GameThrew(Logger, exception, Name, session);
    }

    public void ReportRefusal(string session, IPEndPoint? remote, int status, string text)
    {
        HostingMetrics.Joined(Name, status);
        if (!Logger.IsEnabled(LogLevel.Information) || !_refusals.Allows(out var left)) return;
        if (left > 0) Log.RefusalsNotLogged(Logger, Name, left);
        Log.JoinRefused(Logger, Name, session, remote, status, text);
    }
}
