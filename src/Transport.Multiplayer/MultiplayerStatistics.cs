namespace Transport.Multiplayer;

/// <summary>What a <see cref="MultiplayerApi"/> has counted since it was made. A snapshot.</summary>
#pragma warning disable CA1815 // Two snapshots are never compared.
public readonly struct MultiplayerStatistics
#pragma warning restore CA1815
{
    /// <summary>Calls sent, each once whoever many receive it; answers not counted.</summary>
    public long CallsSent { get; init; }

    /// <summary>Calls received whose method has run to its end, or has answered.</summary>
    public long CallsReceived { get; init; }

    /// <summary>Calls of this end that wait for their answers now.</summary>
    public int CallsWaiting { get; init; }

    /// <summary>Packets and calls of peers that came to nothing (<see cref="MultiplayerApi.CallFailed"/>).</summary>
    public long Failures { get; init; }

    /// <summary>Packets that this server has passed from a client to others.</summary>
    public long PacketsRelayed { get; init; }

    /// <summary>Their bytes, heads included, once for each packet.</summary>
    public long BytesRelayed { get; init; }

    /// <summary>Packets of an unreliable mode that were not sent because a queue had no room.</summary>
    public long UnreliablePacketsDropped { get; init; }

    /// <summary>Packets and calls dropped since their peer was over a budget.</summary>
    public long OverBudgetDropped { get; init; }
}
