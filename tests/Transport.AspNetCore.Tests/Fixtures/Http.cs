using System.Net;

namespace Transport.AspNetCore.Tests.Fixtures;

/// <summary>Requests to join that are looked at as HTTP.</summary>
internal static class Http
{
    public static HttpClient Client(bool isHttp2 = false) => new(new SocketsHttpHandler
    {
        SslOptions = { RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate?.GetCertHashString() == Certificates.Local.GetCertHashString() },
        UseCookies = false,
        AllowAutoRedirect = false,
    })
    {
        DefaultRequestVersion = isHttp2 ? HttpVersion.Version20 : HttpVersion.Version11,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        Timeout = Waiting.Cap,
    };

    /// <summary>A request for a WebSocket that is in order; a header of null is left out.</summary>
    public static HttpRequestMessage Upgrade(string url, params (string Name, string? Value)[] changes)
    {
        var headers = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Connection"] = "Upgrade",
            ["Upgrade"] = "websocket",
            ["Sec-WebSocket-Version"] = "13",
            ["Sec-WebSocket-Key"] = "dGhlIHNhbXBsZSBub25jZQ==",
        };
        foreach (var (name, value) in changes) headers[name] = value;
        var request = new HttpRequestMessage(HttpMethod.Get, url.Replace("ws", "http", StringComparison.Ordinal));
        foreach (var (name, value) in headers)
        {
            if (value is not null) request.Headers.TryAddWithoutValidation(name, value);
        }
        return request;
    }

    /// <summary>The status and the text of an answer.</summary>
    public static async Task<(int Status, string Text)> AskAsync(HttpRequestMessage request)
    {
        using var client = Client();
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        if (response.StatusCode == HttpStatusCode.SwitchingProtocols) return (101, "");
        return ((int)response.StatusCode, (await response.Content.ReadAsStringAsync()).TrimEnd('\n'));
    }

    public static Task<(int Status, string Text)> AskAsync(string url, params (string Name, string? Value)[] changes) => AskAsync(Upgrade(url, changes));
}
