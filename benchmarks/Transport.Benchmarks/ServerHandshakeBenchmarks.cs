using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Server.Kestrel.Core.Internal.Http;
using Transport.WebSockets.Handshake;

namespace Transport.Benchmarks;

/// <summary>
/// A browser's request to the answer's bytes, as a server: Kestrel's parser with the least that must follow it (fields by name, the accept
/// key of RFC 6455 section 4.2.2, the answer's text), and this library, which also checks every rule of the request.
/// </summary>
[MemoryDiagnoser]
public class ServerHandshakeBenchmarks
{
    private static readonly byte[] Request = Encoding.ASCII.GetBytes(
        "GET /game?room=7 HTTP/1.1\r\n"
        + "Host: play.example:9080\r\n"
        + "Connection: Upgrade\r\n"
        + "Pragma: no-cache\r\n"
        + "Cache-Control: no-cache\r\n"
        + "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36\r\n"
        + "Upgrade: websocket\r\n"
        + "Origin: https://play.example\r\n"
        + "Sec-WebSocket-Version: 13\r\n"
        + "Accept-Encoding: gzip, deflate, br\r\n"
        + "Accept-Language: en-GB,en;q=0.9\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        + "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n");

    private readonly HttpParser<RequestFields> _parser = new();
    private readonly ServerHandshakeSettings _settings = new();

    [Benchmark(Baseline = true)]
    public byte[] Framework()
    {
        var fields = new RequestFields();
        var reader = new SequenceReader<byte>(new ReadOnlySequence<byte>(Request));
        _parser.ParseRequestLine(fields, ref reader);
        _parser.ParseHeaders(fields, ref reader);
        var key = fields["Sec-WebSocket-Key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
#pragma warning disable CA5350 // RFC 6455 section 4.2.2 asks for SHA-1.
        var accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key)));
#pragma warning restore CA5350
        return Encoding.ASCII.GetBytes(
            $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: {fields["Upgrade"]}\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n");
    }

    [Benchmark]
    public ReadOnlyMemory<byte> Transport()
    {
        var handshake = new ServerHandshake(_settings);
        handshake.Receive(Request, out _);
        return handshake.Accept();
    }

    private sealed class RequestFields : IHttpRequestLineHandler, IHttpHeadersHandler
    {
        private readonly Dictionary<string, string> _fields = new(StringComparer.OrdinalIgnoreCase);

        public string this[string name] => _fields[name];

        public void OnStartLine(HttpVersionAndMethod versionAndMethod, TargetOffsetPathLength targetPath, Span<byte> startLine)
        {
        }

        public void OnHeader(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) =>
            _fields.Add(Encoding.ASCII.GetString(name), Encoding.Latin1.GetString(value));

        public void OnHeadersComplete(bool endStream)
        {
        }

        public void OnStaticIndexedHeader(int index) => throw new NotSupportedException();

        public void OnStaticIndexedHeader(int index, ReadOnlySpan<byte> value) => throw new NotSupportedException();
    }
}
