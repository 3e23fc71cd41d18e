using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace Transport.AspNetCore.Upgrades;

/// <summary>
/// A connection that was upgraded belongs to its WebSocket alone. Behind the end the server waits for ever until its client has read what the
/// server still holds; here that has an end as well. Over HTTP/2 the connection is for other requests, too, and the server limits how slow a client
/// may read.
/// </summary>
internal static class LingeringConnection
{
    /// <summary>The connection below a request; null when it is not the request's own, or not known.</summary>
    public static IConnectionLifetimeFeature? Of(HttpContext context) =>
        HttpProtocol.IsHttp11(context.Request.Protocol) ? context.Features.Get<IConnectionLifetimeFeature>() : null;

    /// <summary>Cuts a connection after a while, unless it is over before; then nothing holds it any more.</summary>
    public static async Task CutLaterAsync(IConnectionLifetimeFeature connection, TimeSpan patience, TimeProvider time)
    {
        var wait = Task.Delay(patience, time, connection.ConnectionClosed);
        await wait.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!wait.IsCanceled) connection.Abort();
    }
}
