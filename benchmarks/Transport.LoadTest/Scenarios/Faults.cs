using Transport.LoadTest.Processes;

namespace Transport.LoadTest.Scenarios;

/// <summary>What must not happen, from the sums of the clients.</summary>
internal static class Faults
{
    public static List<string> Of(Totals clients)
    {
        var faults = new List<string>();
        if (clients.Failed > 0) faults.Add($"{clients.Failed} connections were lost or refused. The first: {clients.Failure}");
        if (clients.Wrong > 0) faults.Add($"{clients.Wrong} messages were not the one that had to come next.");
        return faults;
    }

    /// <summary>What both ends counted has to agree once everything is answered.</summary>
    public static List<string> Of(Totals clients, Totals server)
    {
        var faults = Of(clients);
        if (clients.Sent != server.Received) faults.Add($"The clients sent {clients.Sent} messages, and the server received {server.Received}.");
        if (clients.Received != server.Sent) faults.Add($"The server sent {server.Sent} messages, and the clients received {clients.Received}.");
        if (clients.Open != server.Open) faults.Add($"The clients have {clients.Open} connections, and the server {server.Open}.");
        return faults;
    }
}
