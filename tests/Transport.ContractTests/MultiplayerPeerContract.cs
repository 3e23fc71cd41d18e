using System.Text;
using NUnit.Framework.Interfaces;

namespace Transport.ContractTests;

/// <summary>
/// The contract of <see cref="MultiplayerPeer"/>, as tests. Each carrier's tests derive from it once for each way the carrier runs.
/// The numbers in the names are those of the rules; each file begins with its rule.
/// </summary>
public abstract partial class MultiplayerPeerContract
{
    private readonly ContractReport _report = new();
    private ContractPump _pump = null!;

    /// <summary>The carrier of the running test.</summary>
    protected ContractCarrier Carrier { get; private set; } = null!;

    /// <summary>A fresh carrier, for each test.</summary>
    protected abstract ContractCarrier CreateCarrier();

    [SetUp]
    public void CreateCarrierForTest()
    {
        Carrier = CreateCarrier();
        _pump = new ContractPump(Carrier);
    }

    [TearDown]
    public async Task CheckAndDispose()
    {
        var violations = _pump.Peers.SelectMany(peer => peer.Violations.Select(violation => $"{peer.Name}: {violation}")).ToArray();
        foreach (var peer in _pump.Peers) peer.Peer.Dispose();
        await Carrier.DisposeAsync();
        var result = TestContext.CurrentContext.Result;
        _report.Add(
            Carrier.Name,
            isKept: result.Outcome.Status == TestStatus.Passed && violations.Length == 0,
            exception: result.Outcome.Status == TestStatus.Skipped ? result.Message : null);
        Assert.That(violations, Is.Empty, "Every log keeps the order: connected, packets, disconnected; and all of it inside Poll.");
    }

    // The error stream, since the test runner shows nothing else by default.
    [OneTimeTearDown]
    public void Report() => TestContext.Error.WriteLine(_report);

    /// <summary>Waits for a peer's activity; meanwhile time passes, where the carrier takes time.</summary>
    protected Task Activity(MultiplayerPeer peer, CancellationToken cancellationToken) =>
        ContractPump.Passing(Carrier, peer.WaitForActivityAsync(cancellationToken).AsTask());

    protected Task PumpUntil(Func<bool> isReached, string awaited, bool isSilent = false) => _pump.Until(isReached, awaited, isSilent);

    /// <summary>A recorded peer that is not started, and is disposed after the test.</summary>
    protected RecordedPeer CreatePeer(string name, CarrierLimits? limits = null)
    {
        var peer = new RecordedPeer(Carrier.CreatePeer(limits ?? CarrierLimits.Default), name);
        _pump.Add(peer);
        return peer;
    }

    protected RecordedPeer StartServer(CarrierLimits? limits = null)
    {
        var server = CreatePeer("server", limits);
        Carrier.StartServer(server.Peer);
        return server;
    }

    protected RecordedPeer StartClient(RecordedPeer server, CarrierLimits? limits = null)
    {
        var client = CreatePeer($"client {_pump.Peers.Count}", limits);
        Carrier.StartClient(client.Peer, server.Peer);
        return client;
    }

    /// <summary>A client that both ends know as connected.</summary>
    protected async Task<RecordedPeer> Join(RecordedPeer server, CarrierLimits? limits = null)
    {
        var client = StartClient(server, limits);
        await UntilJoined(server, client);
        return client;
    }

    protected Task UntilJoined(RecordedPeer server, RecordedPeer client) =>
        PumpUntil(() => client.IsConnected && server.Peer.Peers.Contains(client.Id), $"{client.Name} to be connected at both ends");

    protected async Task<(RecordedPeer Server, RecordedPeer Client)> StartPair(CarrierLimits? limits = null)
    {
        var server = StartServer(limits);
        return (server, await Join(server, limits));
    }

    protected Task UntilTexts(RecordedPeer peer, params string[] texts) =>
        PumpUntil(() => peer.Texts.Count() >= texts.Length, $"{texts.Length} packets at {peer.Name}");

    protected async Task<DisconnectInfo> UntilGone(RecordedPeer peer, int id)
    {
        await PumpUntil(() => peer.Gone(id) is not null, $"{peer.Name} to be told that {id} is gone");
        return peer.Gone(id)!.Value;
    }

    /// <summary>Both directions still work: nothing was harmed.</summary>
    protected async Task AssertLinkWorks(RecordedPeer server, RecordedPeer client)
    {
        var seen = (AtServer: server.Packets.Count(), AtClient: client.Packets.Count());
        server.Peer.Send("still there?"u8, client.Id);
        client.Peer.Send("here"u8, MultiplayerPeer.TargetPeerServer);
        await PumpUntil(
            () => server.Packets.Count() > seen.AtServer && client.Packets.Count() > seen.AtClient, "a packet in each direction");
        Assert.That((server.Packets.Last().Text, client.Packets.Last().Text), Is.EqualTo(("here", "still there?")));
    }

    protected static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>A payload that is like no other: its number, then bytes that follow from it.</summary>
    protected static byte[] Numbered(int number, int length = 64)
    {
        var payload = new byte[length];
        for (var i = 0; i < length; i++) payload[i] = i < 4 ? (byte)(number >> (8 * i)) : (byte)(number * 31 + i);
        return payload;
    }

    protected static void IgnoreWhen(string? reason)
    {
        if (reason is not null) Assert.Ignore(reason);
    }
}
