using Transport.Multiplayer.Budgets;
using Transport.Multiplayer.Calls;
using Transport.Multiplayer.Diagnostics;
using Transport.Multiplayer.Wire;

namespace Transport.Multiplayer.Session;

/// <summary>The way up: from a packet of the carrier to whoever it is for.</summary>
internal sealed class PacketRouter(
    MemberList members,
    Admission admission,
    PacketSender sender,
    Relay relay,
    CallRuntime calls,
    BudgetKeeper budgets,
    FailureReports failures,
    SessionEvents events)
{
    /// <summary>Whose packet is being processed; 0 when none is.</summary>
    public int RemoteSenderId { get; set; }

    /// <summary>Takes a packet as it came from the carrier.</summary>
    public void Take(in Packet packet)
    {
        if (admission.IsAuthenticating(packet.Sender)) TakeOfCandidate(packet);
        // Of one that this end has just disconnected, packets may be left.
        else if (members.Find(packet.Sender) is { } member) TakeOfMember(member, packet);
    }

    private void TakeOfCandidate(in Packet packet)
    {
        try
        {
            if (!admission.Authenticate(packet.Sender, packet.Payload) && admission.ChargesFault(packet.Sender))
                failures.ReportStranger(packet.Sender, "The peer has to authenticate first.");
        }
        finally
        {
            // It was admitted by a packet that is no authentication, which is then taken as any other.
            if (!PacketType.IsAuth(packet.Payload.Span) && members.Find(packet.Sender) is { } member) TakeOfMember(member, packet);
        }
    }

    private void TakeOfMember(Member member, in Packet packet)
    {
        if (!budgets.Allows(member, PeerBudgetKind.Bytes, packet.Payload.Length)) return;
        if (packet.Payload.IsEmpty) ReportMalformed(member, "It is empty.");
        else if (PacketType.CommandOf(packet.Payload.Span[0]) == PacketCommand.System) TakeSystem(member, packet);
        else Process(member, packet.Payload);
    }

    private void TakeSystem(Member member, in Packet packet)
    {
        var payload = packet.Payload.Span;
        // The remote's word that it is done comes after this end's own, when this end was first.
        if (PacketType.IsAuth(payload))
        {
            if (payload.Length > SystemPacket.AuthBytes) ReportMalformed(member, "The peer has authenticated already.");
            return;
        }
        if (!SystemPacket.TryRead(payload, out var system)) ReportMalformed(member, "It is no command of the session.");
        else if (!sender.IsRelaying) ReportMalformed(member, "The relay is off at this end.");
        else if (system.Command == SystemCommand.Relay) TakeRelayed(member, system, packet);
        else if (!TakeAnnouncement(member, system)) ReportMalformed(member, "The announcement makes no sense.");
    }

    private bool TakeAnnouncement(Member member, SystemPacket system)
    {
        if (sender.IsServer || member.Id != MultiplayerPeer.TargetPeerServer) return false;
        return system.Command == SystemCommand.AddPeer
            ? admission.AnnouncedPeerCame(system.Peer)
            : admission.AnnouncedPeerWent(system.Peer);
    }

    private void TakeRelayed(Member member, SystemPacket system, in Packet packet)
    {
        var inner = packet.Payload[SystemPacket.Bytes..];
        if (PacketType.CommandOf(inner.Span[0]) == PacketCommand.System)
        {
            ReportMalformed(member, "A command of the session is not relayed.");
        }
        else if (sender.IsServer)
        {
            if (relay.Pass(member, system.Peer, packet.Payload.Span, packet.Mode, packet.Channel)) Process(member, inner);
        }
        else if (member.Id != MultiplayerPeer.TargetPeerServer)
        {
            ReportMalformed(member, "Only the server relays.");
        }
        else if (members.Find(system.Peer) is { } source && source != member)
        {
            // The server may be over no budget while the peer behind it is.
            if (budgets.Allows(source, PeerBudgetKind.Bytes, inner.Length)) Process(source, inner);
        }
    }

    private void Process(Member member, ReadOnlyMemory<byte> packet)
    {
        RemoteSenderId = member.Id;
        try
        {
            switch (PacketType.CommandOf(packet.Span[0]))
            {
                case PacketCommand.RemoteCall:
                    if (budgets.Allows(member, PeerBudgetKind.Calls, units: 1)) calls.Receive(member, packet);
                    break;
                case PacketCommand.SimplifyPath:
                    calls.ReceivePath(member, packet.Span);
                    break;
                case PacketCommand.ConfirmPath:
                    calls.ReceiveConfirmation(member, packet.Span);
                    break;
                case PacketCommand.Raw:
                    TakeRaw(member, packet);
                    break;
                default:
                    SessionEvents.Raise(events.ReplicationPacket, member.Id, packet);
                    break;
            }
        }
        finally
        {
            RemoteSenderId = 0;
        }
    }

    private void TakeRaw(Member member, ReadOnlyMemory<byte> packet)
    {
        if (packet.Length > 1) SessionEvents.Raise(events.PeerPacket, member.Id, packet[1..]);
        else ReportMalformed(member, "There are no bytes in it.");
    }

    private void ReportMalformed(Member member, string text) =>
        failures.Report(member, new CallFailure(member.Id, CallFailureReason.Malformed, text: text));
}
