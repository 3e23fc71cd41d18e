namespace Transport.Multiplayer;

/// <summary>A packet or call of a peer that came to nothing, and why. See <see cref="MultiplayerApi.CallFailed"/>.</summary>
/// <param name="peer">See <see cref="Peer"/>.</param>
/// <param name="reason">See <see cref="Reason"/>.</param>
/// <param name="path">See <see cref="Path"/>.</param>
/// <param name="method">See <see cref="Method"/>.</param>
/// <param name="text">See <see cref="Text"/>.</param>
/// <param name="exception">See <see cref="Exception"/>.</param>
#pragma warning disable CA1815 // Two failures are never compared.
public readonly struct CallFailure(
    int peer,
    CallFailureReason reason,
    string? path = null,
    string? method = null,
    string text = "",
    Exception? exception = null)
#pragma warning restore CA1815
{
    /// <summary>The peer it came from.</summary>
    public int Peer { get; } = peer;

    /// <summary>Why.</summary>
    public CallFailureReason Reason { get; } = reason;

    /// <summary>The object's path; null when it was not understood.</summary>
    public string? Path { get; } = path;

    /// <summary>The method's name; null when there is none.</summary>
    public string? Method { get; } = method;

    /// <summary>The details.</summary>
    public string Text { get; } = text;

    /// <summary>What was thrown, if something was.</summary>
    public Exception? Exception { get; } = exception;

    /// <summary>One line for a log: <c>Refused: Place of Game, from peer 7: only peer 1 may call it</c>.</summary>
    public override string ToString()
    {
        var what = Method is not null ? $"{Method} of {Path}" : Path ?? "a packet";
        return Text.Length == 0 ? $"{Reason}: {what}, from peer {Peer}" : $"{Reason}: {what}, from peer {Peer}: {Text}";
    }
}
