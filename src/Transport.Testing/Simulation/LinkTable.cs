namespace Transport.Testing.Simulation;

/// <summary>
/// Finds the two directions of a link, when both ends are peers of one network. Both know the client's id. For those inside the gate.
/// </summary>
internal sealed class LinkTable
{
    private readonly Dictionary<int, (Lane? AtServer, Lane? AtClient)> _links = [];

    public void Join(Lane lane, int clientId, bool isServer)
    {
        _links.TryGetValue(clientId, out var link);
        link = isServer ? (link.AtServer ?? lane, link.AtClient) : (link.AtServer, link.AtClient ?? lane);
        _links[clientId] = link;
        lane.LinkId = clientId;
        // A stranger with the same id, of another session, leaves all as it is.
        if (link is not ({ } atServer, { } atClient) || (lane != atServer && lane != atClient)) return;
        atServer.Far = atClient;
        atClient.Far = atServer;
    }

    public void Leave(Lane lane)
    {
        if (!_links.TryGetValue(lane.LinkId, out var link)) return;
        if (link.AtServer == lane) link.AtServer = null;
        if (link.AtClient == lane) link.AtClient = null;
        if (link is (null, null)) _links.Remove(lane.LinkId);
        else _links[lane.LinkId] = link;
    }
}
