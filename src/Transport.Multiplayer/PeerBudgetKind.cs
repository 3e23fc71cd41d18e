namespace Transport.Multiplayer;

/// <summary>What a <see cref="PeerBudget"/> counts.</summary>
public enum PeerBudgetKind
{
    /// <summary>Calls (<see cref="MultiplayerApiOptions.CallBudget"/>).</summary>
    Calls = 0,

    /// <summary>Bytes of packets (<see cref="MultiplayerApiOptions.ByteBudget"/>).</summary>
    Bytes = 1,

    /// <summary>Packets and calls that were not understood (<see cref="MultiplayerApiOptions.FaultBudget"/>).</summary>
    Faults = 2,
}
