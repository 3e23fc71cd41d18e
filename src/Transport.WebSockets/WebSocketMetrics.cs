using System.Diagnostics.Metrics;

namespace Transport.WebSockets;

/// <summary>The WebSocket carrier's part of the meter <c>Transport</c>.</summary>
internal static class WebSocketMetrics
{
    private static readonly Meter Meter = new("Transport");

    private static readonly Counter<int> Refusals =
        Meter.CreateCounter<int>("transport.refusals", "{handshake}", "Handshakes that did not lead to a peer, by reason and code.");

    public static void Refused(DisconnectInfo info)
    {
        if (!Refusals.Enabled) return;
        Refusals.Add(
            1,
            new KeyValuePair<string, object?>("transport.carrier", WebSocketMultiplayerPeer.CarrierName),
            new KeyValuePair<string, object?>("transport.reason", info.Reason.ToString()),
            new KeyValuePair<string, object?>("transport.code", info.Code));
    }
}
