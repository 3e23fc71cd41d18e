using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Transport.AspNetCore.Diagnostics;
using Transport.AspNetCore.Sessions;
using Transport.WebSockets;

namespace Transport.AspNetCore.Upgrades;

/// <summary>One client's way from its request to its peer, and from there to its end: rule by rule, the cheap ones first.</summary>
internal sealed class MultiplayerEndpoint
{
    /// <summary>The part of the route that names the session.</summary>
    public const string SessionValue = "session";

    private static readonly TimeSpan QuietBeforeHangingUp = TimeSpan.FromMilliseconds(500);

    private static readonly JoinRefusal TooManyOfAddress = new(StatusCodes.Status429TooManyRequests, "Too many players from one address.");
    private static readonly JoinRefusal NoConnection =
        new(StatusCodes.Status501NotImplemented, "This server does not let its connections be taken over.");

    private static readonly JoinRefusal NoMoreConnections = JoinRefusal.Unavailable("The server has no room for more connections.");
    private static readonly JoinRefusal TookTooLong = JoinRefusal.Unavailable("The session took too long to answer.");
    private static readonly JoinRefusal Failed = new(StatusCodes.Status500InternalServerError, "The session could not answer.");

    private readonly SessionRegistry _registry;
    private readonly Game _game;

    public MultiplayerEndpoint(SessionRegistry registry)
    {
        _registry = registry;
        _game = registry.Game;
    }

    public async Task ServeAsync(HttpContext context)
    {
        var name = context.Request.RouteValues[SessionValue] as string ?? "";
        var peer = new PeerContext(context);
        using var upgrade = WebSocketUpgrade.Check(HttpRequests.Read(context, peer.RemoteEndPoint), OptionsFor(context));
        if (upgrade.IsRefused)
        {
            await RefuseAsync(context, upgrade, name, null).ConfigureAwait(false);
            return;
        }
        peer.Subprotocol = upgrade.SelectedProtocol;
        if ((HttpRequests.CanAccept(context) ? _registry.Check(name) : NoConnection) is { } refusal)
        {
            await RefuseAsync(context, upgrade, name, refusal).ConfigureAwait(false);
            return;
        }
        var address = peer.RemoteEndPoint?.Address;
        if (!_game.Limits.Addresses.TryTake(address))
        {
            await RefuseAsync(context, upgrade, name, TooManyOfAddress).ConfigureAwait(false);
            return;
        }
        try
        {
            await JoinAsync(context, upgrade, new JoinRequest(name, context, peer)).ConfigureAwait(false);
        }
        finally
        {
            _game.Limits.Addresses.GiveBack(address);
        }
    }

    private async Task JoinAsync(HttpContext context, WebSocketUpgrade upgrade, JoinRequest request)
    {
        var (entry, refusal) = await EnterAsync(context, upgrade, request).ConfigureAwait(false);
        try
        {
            if (refusal is not null || upgrade.IsRefused) await RefuseAsync(context, upgrade, request.SessionName, refusal).ConfigureAwait(false);
            else await PlayAsync(context, upgrade, request, entry!.Loop!).ConfigureAwait(false);
        }
        finally
        {
            if (entry is not null) _registry.Leave(entry);
        }
    }

    // Apart from the game that follows: what a deadline takes would be kept for as long.
    private async Task<(SessionEntry? Entry, JoinRefusal? Refusal)> EnterAsync(HttpContext context, WebSocketUpgrade upgrade, JoinRequest request)
    {
        var entrance = default(Entrance);
        using var deadline = new CancellationTokenSource(_game.Options.AdmissionTimeout, _game.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, context.RequestAborted);
        try
        {
            entrance = await _registry.EnterAsync(request, either.Token).ConfigureAwait(false);
            var refusal = entrance.Refusal ?? await AdmitAsync(entrance.Entry!.Loop!, upgrade, request, either.Token).ConfigureAwait(false);
            return (entrance.Entry, refusal);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // It took too long, or the client has left and does not hear it.
            return (entrance.Entry, TookTooLong);
        }
        catch
        {
            if (entrance.Entry is { } entry) _registry.Leave(entry);
            throw;
        }
    }

    private async Task<JoinRefusal?> AdmitAsync(SessionLoop loop, WebSocketUpgrade upgrade, JoinRequest request, CancellationToken cancellationToken)
    {
        if (!loop.WebSockets.TryAdmit(upgrade)) return null;
        request.Peer.Id = upgrade.PeerId;
        try
        {
            return await loop.AskAsync(request, cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false)
                ?? (_registry.IsStopping ? SessionRegistry.GoingDown : null);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // A game's mistake is its own, and the client's answer is 500.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _game.ReportException(exception, request.SessionName);
            return Failed;
        }
    }

    private async Task PlayAsync(HttpContext context, WebSocketUpgrade upgrade, JoinRequest request, SessionLoop loop)
    {
        var peer = request.Peer;
        loop.Expect(peer);
        try
        {
            if (await AcceptAsync(context, upgrade).ConfigureAwait(false) is not { } stream)
            {
                await RefuseAsync(context, upgrade, request.SessionName, NoMoreConnections).ConfigureAwait(false);
                return;
            }
            HostingMetrics.Joined(_game.Name, upgrade.Status);
            if (_game.Logger.IsEnabled(LogLevel.Debug))
                Log.PeerComes(_game.Logger, _game.Name, request.SessionName, peer.Id, peer.RemoteEndPoint, peer.TraceIdentifier);
            await upgrade.AcceptAsync(stream).ConfigureAwait(false);
            await HangUpAsync(context, upgrade, stream).ConfigureAwait(false);
        }
        finally
        {
            loop.Forget(peer);
        }
    }

    private async Task HangUpAsync(HttpContext context, WebSocketUpgrade upgrade, HostedStream stream)
    {
        var options = _game.Options.WebSockets;
        // Whoever broke the protocol may be in the middle of it.
        if (upgrade.Ending is { Reason: DisconnectReason.ProtocolError or DisconnectReason.PacketTooLarge, Origin: DisconnectOrigin.Local })
            await stream.SkipUntilQuietAsync(QuietBeforeHangingUp, options.CloseTimeout, _game.Time).ConfigureAwait(false);
        if (LingeringConnection.Of(context) is { } connection)
            _ = LingeringConnection.CutLaterAsync(connection, options.DrainTimeout, _game.Time);
    }

    // The server has a limit of its own, and says so by an exception.
    private static async Task<HostedStream?> AcceptAsync(HttpContext context, WebSocketUpgrade upgrade)
    {
        try
        {
            return await HttpRequests.AcceptAsync(context, upgrade).ConfigureAwait(false);
        }
        catch (InvalidOperationException) when (!context.Response.HasStarted)
        {
            return null;
        }
    }

    private Task RefuseAsync(HttpContext context, WebSocketUpgrade upgrade, string name, JoinRefusal? refusal)
    {
        if (!upgrade.IsRefused) upgrade.Refuse(refusal!.Status, refusal.Text);
        _game.ReportRefusal(name, upgrade.RemoteEndPoint, upgrade.Status, upgrade.RefusalText!);
        return HttpRequests.RefuseAsync(context, upgrade, refusal?.RetryAfterSeconds);
    }

    private WebSocketMultiplayerPeerOptions OptionsFor(HttpContext context)
    {
        var options = _game.Options.WebSockets;
        var more = context.GetEndpoint()?.Metadata.GetOrderedMetadata<AllowedOrigins>() ?? [];
        if (more.Count == 0) return options;
        var own = new WebSocketMultiplayerPeerOptions();
        foreach (var protocol in options.SupportedProtocols) own.SupportedProtocols.Add(protocol);
        foreach (var line in options.HandshakeHeaders) own.HandshakeHeaders.Add(line);
        foreach (var origin in options.AllowedOrigins.Concat(more.SelectMany(static metadata => metadata.Origins))) own.AllowedOrigins.Add(origin);
        return own;
    }
}
