using System.Diagnostics.Metrics;

namespace Transport.LiteNet;

/// <summary>The UDP carrier's part of the meter <c>Transport</c>.</summary>
internal static class LiteNetMetrics
{
    private static readonly Meter Meter = new("Transport");

    private static readonly KeyValuePair<string, object?> Carrier = new("transport.carrier", LiteNetMultiplayerPeer.CarrierName);

    private static readonly Counter<int> Refusals =
        Meter.CreateCounter<int>("transport.refusals", "{handshake}", "Handshakes that did not lead to a peer, by reason and code.");

    private static readonly Counter<int> RefusedDatagrams =
        Meter.CreateCounter<int>("transport.datagrams.refused", "{datagram}", "Datagrams that were not let in, by cause.");

    private static readonly Counter<int> DroppedPackets =
        Meter.CreateCounter<int>("transport.packets.dropped", "{packet}", "Unreliable packets that found no room in a queue, by direction.");

    public static void Refused(DisconnectInfo info)
    {
        if (!Refusals.Enabled) return;
        Refusals.Add(
            1,
            Carrier,
            new KeyValuePair<string, object?>("transport.reason", info.Reason.ToString()),
            new KeyValuePair<string, object?>("transport.code", info.Code));
    }

    public static void RefusedDatagram(string cause)
    {
        if (RefusedDatagrams.Enabled) RefusedDatagrams.Add(1, Carrier, new KeyValuePair<string, object?>("transport.cause", cause));
    }

    public static void Dropped(string direction)
    {
        if (DroppedPackets.Enabled) DroppedPackets.Add(1, Carrier, new KeyValuePair<string, object?>("transport.direction", direction));
    }
}
