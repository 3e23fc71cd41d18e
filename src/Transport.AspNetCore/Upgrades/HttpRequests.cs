using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Transport.WebSockets;

namespace Transport.AspNetCore.Upgrades;

/// <summary>Between the server's request and the WebSocket carrier's: the one read as the other, and the answer given.</summary>
internal static class HttpRequests
{
    private static readonly Version Http10 = new(1, 0);
    private static readonly Version Http11 = new(1, 1);
    private static readonly Version Http2 = new(2, 0);
    private static readonly Version Http3 = new(3, 0);

    public static WebSocketUpgradeRequest Read(HttpContext context, IPEndPoint? remote)
    {
        var request = context.Request;
        return new WebSocketUpgradeRequest(
            request.Method, request.Scheme, request.GetEncodedPathAndQuery(), VersionOf(request.Protocol), HeadersOf(request.Headers))
        {
            IsExtendedConnect = ExtendedConnectOf(context) is not null,
            IsForOwnOrigin = true,
            RemoteEndPoint = remote,
        };
    }

    /// <summary>Whether the server lets this connection be taken over at all.</summary>
    public static bool CanAccept(HttpContext context) =>
        ExtendedConnectOf(context) is not null || context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true };

    /// <summary>Answers that the client is let in, and takes the connection over.</summary>
    /// <exception cref="InvalidOperationException">The server lets no more connections be taken over.</exception>
    public static async Task<HostedStream> AcceptAsync(HttpContext context, WebSocketUpgrade upgrade)
    {
        foreach (var header in upgrade.ResponseHeaders) context.Response.Headers.Append(header.Key, header.Value);
        LiftLimits(context);
        var stream = ExtendedConnectOf(context) is { } connect
            ? await connect.AcceptAsync().ConfigureAwait(false)
            : await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync().ConfigureAwait(false);
        return new HostedStream(stream, context.Features.Get<IHttpRequestLifetimeFeature>());
    }

    /// <summary>Answers that it is not.</summary>
    public static Task RefuseAsync(HttpContext context, WebSocketUpgrade upgrade, int? retryAfterSeconds)
    {
        var response = context.Response;
        response.Clear();
        response.StatusCode = upgrade.Status;
        response.ContentType = "text/plain; charset=utf-8";
        foreach (var header in upgrade.ResponseHeaders) response.Headers.Append(header.Key, header.Value);
        if (upgrade.Status == StatusCodes.Status426UpgradeRequired) response.Headers.Connection = "Upgrade";
        if (retryAfterSeconds is { } seconds) response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return response.WriteAsync(upgrade.RefusalText + "\n", context.RequestAborted);
    }

    // A WebSocket lives as long as its session. Queues, pings and closes have limits of their own, which know what they are about.
    private static void LiftLimits(HttpContext context)
    {
        var features = context.Features;
        features.Get<Microsoft.AspNetCore.Http.Timeouts.IHttpRequestTimeoutFeature>()?.DisableTimeout();
        if (features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = null;
        if (features.Get<IHttpMinRequestBodyDataRateFeature>() is { } request) request.MinDataRate = null;
        if (features.Get<IHttpMinResponseDataRateFeature>() is { } response) response.MinDataRate = null;
        if (features.Get<IHttpMetricsTagsFeature>() is { } metrics) metrics.MetricsDisabled = true;
    }

    private static IHttpExtendedConnectFeature? ExtendedConnectOf(HttpContext context) =>
        context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true } feature
        && string.Equals(feature.Protocol, "websocket", StringComparison.OrdinalIgnoreCase)
            ? feature
            : null;

    private static Version VersionOf(string protocol) =>
        HttpProtocol.IsHttp11(protocol) ? Http11
        : HttpProtocol.IsHttp2(protocol) ? Http2
        : HttpProtocol.IsHttp3(protocol) ? Http3
        : Http10;

    private static IEnumerable<KeyValuePair<string, string>> HeadersOf(IHeaderDictionary headers)
    {
        foreach (var header in headers)
        {
            foreach (var value in header.Value)
            {
                if (value is not null) yield return new(header.Key, value);
            }
        }
    }
}
