namespace Transport.ContractTests;

/// <summary>The ways in which a connection of two ends.</summary>
public enum Ending
{
    ClientCloses,
    ClientCuts,
    ServerCloses,
    ServerCuts,
    ServerDisconnectsClient,
    ServerCutsClient,
    ClientDisconnectsServer,
    ClientCutsServer,
    BothClose,
    BothCut,
    ServerDisconnectsAndClientCloses,
    ServerDisconnectsThenCloses,
    ServerDisconnectsTwice,
    ServerDisconnectsThenCuts,
    ClientClosesTwice,
}
