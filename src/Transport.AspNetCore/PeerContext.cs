using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Transport.AspNetCore;

/// <summary>
/// Who a peer is and how it has come: what was copied of its request, and what the game keeps beside. Known until its PeerDisconnected was raised
/// (<see cref="MultiplayerSession.FindPeer"/>). One thread at a time, the session's.
/// </summary>
public sealed class PeerContext
{
    private Dictionary<object, object?>? _items;

    internal PeerContext(HttpContext context)
    {
        var request = context.Request;
        User = context.User;
        RouteValues = new RouteValueDictionary(request.RouteValues);
        Query = request.Query;
        Scheme = request.Scheme;
        Host = request.Host.Value ?? "";
        Protocol = request.Protocol;
        Origin = request.Headers.Origin is [{ } origin] ? origin : null;
        TraceIdentifier = context.TraceIdentifier;
        if (context.Connection.RemoteIpAddress is { } address)
        {
            RemoteEndPoint = new IPEndPoint(
                address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address, context.Connection.RemotePort);
        }
    }

    /// <summary>The peer's id; 0 while the game is asked to create the session for it.</summary>
    public int Id { get; internal set; }

    /// <summary>The authenticated user, or one without identity.</summary>
    public ClaimsPrincipal User { get; }

    /// <summary>The values of the route.</summary>
    public IReadOnlyDictionary<string, object?> RouteValues { get; }

    /// <summary>The query of the URL.</summary>
    public IQueryCollection Query { get; }

    /// <summary>
    /// The client's address and port; null when the server does not know them, as over a Unix socket. Behind a proxy that of the client only when the
    /// app takes in forwarded headers, from proxies that it knows.
    /// </summary>
    public IPEndPoint? RemoteEndPoint { get; }

    /// <summary><c>http</c> or <c>https</c>.</summary>
    public string Scheme { get; }

    /// <summary>The host as the client has asked for it, with its port when it has one.</summary>
    public string Host { get; }

    /// <summary><c>HTTP/1.1</c> or <c>HTTP/2</c>.</summary>
    public string Protocol { get; }

    /// <summary>The site whose page made the request; null when it was not a browser.</summary>
    public string? Origin { get; }

    /// <summary>The chosen subprotocol; empty for none.</summary>
    public string Subprotocol { get; internal set; } = "";

    /// <summary>What the app's logs call the request.</summary>
    public string TraceIdentifier { get; }

    /// <summary>For the game: whatever belongs to this peer, such as a seat.</summary>
    public IDictionary<object, object?> Items => _items ??= new Dictionary<object, object?>();
}
