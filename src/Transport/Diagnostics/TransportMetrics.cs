using System.Diagnostics.Metrics;

namespace Transport.Diagnostics;

/// <summary>The <see cref="Meter"/> named <c>Transport</c>. Names and tags are documented in docs/guide/metrics.md.</summary>
internal static class TransportMetrics
{
    private static readonly Meter Meter = new("Transport");

    private static readonly UpDownCounter<int> Peers =
        Meter.CreateUpDownCounter<int>("transport.peers", "{peer}", "Peers connected now.");

    private static readonly Counter<int> Connects =
        Meter.CreateCounter<int>("transport.connects", "{peer}", "Peers that connected.");

    private static readonly Counter<int> Disconnects =
        Meter.CreateCounter<int>("transport.disconnects", "{peer}", "Peers that disconnected, by reason.");

    private static readonly Counter<int> Failures =
        Meter.CreateCounter<int>("transport.connection_failures", "{attempt}", "Sessions that were not reached or broke down, by reason.");

    private static readonly Counter<long> PacketsSent =
        Meter.CreateCounter<long>("transport.packets.sent", "{packet}", "Packets queued, once for each receiver.");

    private static readonly Counter<long> PacketsReceived =
        Meter.CreateCounter<long>("transport.packets.received", "{packet}", "Packets received.");

    private static readonly Counter<long> BytesSent =
        Meter.CreateCounter<long>("transport.bytes.sent", "By", "Payload bytes queued, once for each receiver.");

    private static readonly Counter<long> BytesReceived =
        Meter.CreateCounter<long>("transport.bytes.received", "By", "Payload bytes received.");

    public static bool IsCountingPackets =>
        PacketsSent.Enabled || PacketsReceived.Enabled || BytesSent.Enabled || BytesReceived.Enabled;

    public static void Connected(string carrier)
    {
        Peers.Add(1, Tag(carrier));
        Connects.Add(1, Tag(carrier));
    }

    public static void Disconnected(string carrier, DisconnectReason reason)
    {
        Peers.Add(-1, Tag(carrier));
        if (Disconnects.Enabled) Disconnects.Add(1, Tag(carrier), Tag(reason));
    }

    public static void ConnectionFailed(string carrier, DisconnectReason reason)
    {
        if (Failures.Enabled) Failures.Add(1, Tag(carrier), Tag(reason));
    }

    public static void Sent(string carrier, int packets, long bytes)
    {
        PacketsSent.Add(packets, Tag(carrier));
        BytesSent.Add(bytes, Tag(carrier));
    }

    public static void Received(string carrier, int packets, long bytes)
    {
        PacketsReceived.Add(packets, Tag(carrier));
        BytesReceived.Add(bytes, Tag(carrier));
    }

    private static KeyValuePair<string, object?> Tag(string carrier) => new("transport.carrier", carrier);

    private static KeyValuePair<string, object?> Tag(DisconnectReason reason) => new("transport.reason", reason.ToString());
}
