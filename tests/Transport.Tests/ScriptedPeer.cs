using Microsoft.Extensions.Logging;
using Transport.Carriers;

namespace Transport.Tests;

/// <summary>A carrier without a network: a test posts to its inbox, and reads what was asked of it.</summary>
internal sealed class ScriptedPeer(string carrier = "scripted", int maxChannel = 3, ILogger? logger = null) : MultiplayerPeer(logger)
{
    public const int MaxBytes = 100;

    public PeerInbox Inbox { get; private set; } = null!;

    /// <summary>The calls that reached the carrier, one line each.</summary>
    public List<string> Calls { get; } = [];

    public bool SendResult { get; set; } = true;

    public override string Carrier => carrier;

    public override int MaxChannel => maxChannel;

    public override int MaxPacketSize(TransferMode mode) => mode == TransferMode.Reliable ? MaxBytes : MaxBytes / 2;

    public ScriptedPeer AsServer(params int[] peers)
    {
        Inbox = StartServer();
        foreach (var peer in peers) Inbox.PeerConnected(peer);
        if (peers.Length > 0) Poll();
        Calls.Clear();
        return this;
    }

    public ScriptedPeer AsClient()
    {
        Inbox = StartClient();
        return this;
    }

    public void CheckNotStarted() => ThrowIfStarted();

    public void CheckNotDisposed() => ThrowIfDisposed();

    public static void CheckCloseArguments(int code, string reason) => CheckClose(code, reason);

    protected override bool SendCore(ReadOnlySpan<byte> payload, int target, TransferMode mode, int channel, bool mustDeliver)
    {
        Calls.Add($"send {payload.Length} to {target}, {mode}, channel {channel}{(mustDeliver ? ", must deliver" : "")}");
        return SendResult;
    }

    protected override void FlushCore() => Calls.Add("flush");

    protected override void PollCore() => Calls.Add("poll");

    protected override void PeerJoined(int id) => Calls.Add($"joined {id}");

    protected override void PeerLeft(int id) => Calls.Add($"left {id}");

    protected override void DisconnectPeerCore(int id, int code, string reason, bool force) =>
        Calls.Add($"disconnect {id}, {code} {reason}{(force ? ", force" : "")}");

    protected override void CloseCore(int code, string reason, bool force) =>
        Calls.Add($"close {code} {reason}{(force ? ", force" : "")}");

    protected override PeerStatistics GetStatisticsCore(int id) => new() { PacketsSent = id };
}
