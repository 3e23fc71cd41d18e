using Microsoft.AspNetCore.Http;

namespace Transport.AspNetCore;

/// <summary>Somebody who wants to join a session, for the game to let in or not.</summary>
public sealed class JoinRequest
{
    internal JoinRequest(string sessionName, HttpContext httpContext, PeerContext peer)
    {
        SessionName = sessionName;
        HttpContext = httpContext;
        Peer = peer;
    }

    /// <summary>The session that is asked for: the route value <c>session</c>.</summary>
    public string SessionName { get; }

    /// <summary>
    /// The request. To be used until the call that it was handed to has completed, and not later: what is needed of it is put into
    /// <see cref="PeerContext.Items"/>.
    /// </summary>
    public HttpContext HttpContext { get; }

    /// <summary>What is kept of the request, as the peer's context: who it is and what it asks for.</summary>
    public PeerContext Peer { get; }
}
