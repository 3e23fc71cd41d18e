using System.Buffers;
using System.Net.Sockets;
using System.Security.Authentication;
using Transport.WebSockets.Handshake;

namespace Transport.WebSockets.Streams;

// From nothing to open: stream, TLS, HTTP.
internal sealed partial class StreamConnection
{
    private const int HandshakeReadBytes = 2048;

    public override void Confirm()
    {
        lock (_gate)
        {
            if (_phase == Phase.Open) _deadline = TimeSpan.MaxValue;
        }
        Reschedule();
    }

    private async Task OpenAsync(StreamSource source, Upgrade? upgrade, CancellationToken cancellationToken)
    {
        // A host's stream may not know what a token is; without it, it has to end.
        using var registration = cancellationToken.Register(static state => ((StreamSource)state!).Dispose(), source);
        var stream = await source.OpenAsync(cancellationToken).ConfigureAwait(false);
        lock (_gate)
        {
            _stream = stream;
            if (_phase == Phase.Cut) throw new OperationCanceledException();
        }
        Socket = source.Socket;
        RemoteEndPoint = source.RemoteEndPoint;
        switch (upgrade)
        {
            case Upgrade.Server server:
                await AnswerUpgradeAsync(stream, server).ConfigureAwait(false);
                break;
            case Upgrade.Client client:
                await RequestUpgradeAsync(stream, client).ConfigureAwait(false);
                break;
            case Upgrade.Hosted hosted:
                SelectedProtocol = hosted.Answer.SelectedProtocol;
                RequestedUrl = hosted.Answer.RequestedUrl;
                break;
            default:
                if (_owner.Refuse(this) is { } refusal) throw new ConnectionEndedException(Refused(503, refusal, DisconnectOrigin.Local));
                break;
        }
        lock (_gate)
        {
            if (_phase == Phase.Cut) throw new OperationCanceledException();
            _phase = Phase.Open;
            _opening = null;
            if (!_awaitsConfirmation) _deadline = TimeSpan.MaxValue;
            if (!_liveness.IsOff) _liveness.Next(_services.Clock.Now, out _livenessDue);
        }
        Reschedule();
        _outbound.Open(stream);
    }

    private async Task AnswerUpgradeAsync(Stream stream, Upgrade.Server upgrade)
    {
        var handshake = new ServerHandshake(upgrade.Settings);
        var progress = await ReadHeadAsync(stream, handshake.Receive).ConfigureAwait(false);
        var refusal = progress == HandshakeProgress.Failed ? handshake.Refusal! : null;
        if (refusal is null)
        {
            SelectedProtocol = handshake.SelectedProtocol;
            RequestedUrl = $"{upgrade.Scheme}://{handshake.Host}{handshake.RequestTarget}";
            if (_owner.Refuse(this) is { } text) refusal = new HandshakeRefusal(503, text);
        }
        if (refusal is not null) await RefuseAsync(stream, refusal).ConfigureAwait(false);
        // Leaves together with what the owner sends first.
        _outbound.AddRaw(handshake.Accept().Span);
    }

    private async Task RefuseAsync(Stream stream, HandshakeRefusal refusal)
    {
        await stream.WriteAsync(refusal.Response).ConfigureAwait(false);
        EnterLingering();
        throw new ConnectionEndedException(Refused(refusal.Status, refusal.Text, DisconnectOrigin.Local));
    }

    private async Task RequestUpgradeAsync(Stream stream, Upgrade.Client upgrade)
    {
        var handshake = upgrade.Handshake;
        RequestedUrl = upgrade.Url.ToString();
        await stream.WriteAsync(handshake.Request).ConfigureAwait(false);
        if (await ReadHeadAsync(stream, handshake.Receive).ConfigureAwait(false) == HandshakeProgress.Failed)
        {
            throw new ConnectionEndedException(handshake.FailureReason == DisconnectReason.Refused
                ? Refused(handshake.HttpStatus, handshake.FailureText, DisconnectOrigin.Remote)
                : new DisconnectInfo(DisconnectReason.ProtocolError, DisconnectOrigin.Local, CloseCode.None, handshake.FailureText));
        }
        SelectedProtocol = handshake.SelectedProtocol;
    }

    private delegate HandshakeProgress ReceiveHead(ReadOnlySpan<byte> bytes, out int consumed);

    private async Task<HandshakeProgress> ReadHeadAsync(Stream stream, ReceiveHead receive)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(HandshakeReadBytes);
        try
        {
            while (true)
            {
                var count = await stream.ReadAsync(buffer.AsMemory(0, HandshakeReadBytes)).ConfigureAwait(false);
                if (count == 0)
                {
                    throw new ConnectionEndedException(new DisconnectInfo(
                        DisconnectReason.ConnectionLost, DisconnectOrigin.Network, CloseCode.None, "The stream ended during the handshake."));
                }
                var progress = receive(buffer.AsSpan(0, count), out var consumed);
                if (progress == HandshakeProgress.NeedMoreBytes) continue;
                if (progress == HandshakeProgress.Complete) _reader.Feed(buffer.AsSpan(consumed, count - consumed));
                return progress;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static DisconnectInfo Refused(int status, string text, DisconnectOrigin origin) =>
        new(DisconnectReason.Refused, origin, status, text);

    private DisconnectInfo Explain(Exception exception)
    {
        if (exception is ConnectionEndedException ended) return ended.Info;
        lock (_gate)
        {
            if (_phase is not Phase.Opening) return Ended(exception.Message);
        }
        return exception switch
        {
            AuthenticationException => new DisconnectInfo(
                DisconnectReason.SecurityFailed, DisconnectOrigin.Network, CloseCode.None, Join(exception)),
            SocketException => new DisconnectInfo(
                DisconnectReason.Unreachable, DisconnectOrigin.Network, CloseCode.None, exception.Message),
            IOException or OperationCanceledException or ObjectDisposedException => new DisconnectInfo(
                DisconnectReason.ConnectionLost, DisconnectOrigin.Network, CloseCode.None, exception.Message),
            _ => new DisconnectInfo(
                DisconnectReason.CarrierFailed, DisconnectOrigin.Local, CloseCode.None, $"{exception.GetType().Name}: {exception.Message}"),
        };

        static string Join(Exception outer) => outer.InnerException is { } inner ? $"{outer.Message} {inner.Message}" : outer.Message;
    }
}
