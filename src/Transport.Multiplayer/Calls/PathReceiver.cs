using System.Text;
using Transport.Multiplayer.Arguments;
using Transport.Multiplayer.Diagnostics;
using Transport.Multiplayer.Session;
using Transport.Multiplayer.Wire;

namespace Transport.Multiplayer.Calls;

/// <summary>What other ends tell of paths: their ids for them, and whether they know this end's.</summary>
internal sealed class PathReceiver(
    ObjectRegistry registry,
    PathAnnouncer announcer,
    PendingCalls pending,
    PacketSender sender,
    MismatchReports mismatches,
    FailureReports failures,
    ArgumentEncoding encoding,
    int maxPaths)
{
    /// <summary>A path from the wire; null when it cannot be one.</summary>
    public static string? Read(ReadOnlySpan<byte> path) =>
        path.IsEmpty || path.Length > ObjectRegistry.MaxPathBytes || !Utf8Text.IsValid(path) ? null : Encoding.UTF8.GetString(path);

    /// <summary>The object a member's id stands for; null when there is none.</summary>
    public RpcBinding? Find(Member member, uint pathId, out string? path)
    {
        path = null;
        if (member.Paths.TryGetValue(pathId, out var named))
        {
            path = named.Path;
            if (named.Find(registry) is { } binding) return binding;
        }
        // It is gone, or never was. The member tells its path again, with its next call.
        member.Paths.Remove(pathId);
        Deny(member, pathId);
        return null;
    }

    /// <summary>A member gives its id for a path.</summary>
    public void ReceivePath(Member member, ReadOnlySpan<byte> packet)
    {
        if (!SimplifyPathPacket.TryRead(packet, out var simplify) || Read(simplify.Path) is not { } path)
        {
            ReportMalformed(member, "It gives no path.");
        }
        else if (member.Paths.ContainsKey(simplify.PathId))
        {
            ReportMalformed(member, $"It gives the path id {simplify.PathId} a second time.");
        }
        else if (registry.Find(path) is not { } binding)
        {
            Deny(member, simplify.PathId);
            failures.Report(member, new CallFailure(
                member.Id, CallFailureReason.UnknownObject, PlainText.Of(path, ObjectRegistry.MaxPathBytes), text: "There is no such object."));
        }
        else if (member.Paths.Count >= maxPaths)
        {
            ReportMalformed(member, $"It gives more than {maxPaths} path ids.");
        }
        else
        {
            member.Paths.Add(simplify.PathId, new NamedPath(binding));
            Confirm(member, binding, simplify);
        }
    }

    /// <summary>A member answers to this end's id for a path.</summary>
    public void ReceiveConfirmation(Member member, ReadOnlySpan<byte> packet)
    {
        if (!ConfirmPathPacket.TryRead(packet, out var confirm))
        {
            ReportMalformed(member, "It confirms no path.");
        }
        else if (confirm.IsUnknown)
        {
            if (announcer.Deny(member, confirm.PathId) is { } unknown)
                pending.EndAt(member, unknown, static _ => true, RpcErrorCode.UnknownObject, "has no object for");
        }
        else if (announcer.Confirm(member, confirm.PathId) is { } binding && !confirm.IsChecksumRight)
        {
            mismatches.Report(member, binding, there: null);
        }
    }

    private void Confirm(Member member, RpcBinding binding, in SimplifyPathPacket simplify)
    {
        var isRight = simplify.Checksum.SequenceEqual(binding.Description.Checksum);
        // Before it is confirmed, so that the member can name the difference, too.
        if (!isRight && encoding.TellsSignatures) announcer.Tell(binding, member);
        SendConfirmation(member, new ConfirmPathPacket(simplify.PathId, isRight));
        if (isRight) return;
        try
        {
            mismatches.Report(member, binding, MethodDescription.Read(simplify.Methods));
        }
        finally
        {
            pending.EndAt(
                member, binding, method => MismatchReports.IsMissing(member, binding, method), RpcErrorCode.UnknownMethod, "has no");
        }
    }

    // Only between peers of this library; a Godot peer does not understand it.
    private void Deny(Member member, uint pathId)
    {
        if (encoding.TellsSignatures) SendConfirmation(member, new ConfirmPathPacket(pathId, isChecksumRight: false, isUnknown: true));
    }

    private void SendConfirmation(Member member, ConfirmPathPacket confirm)
    {
        Span<byte> packet = stackalloc byte[PacketSender.Room + ConfirmPathPacket.MaxBytes];
        confirm.Write(packet[PacketSender.Room..]);
        sender.Send(packet[..(PacketSender.Room + confirm.Bytes)], member.Id, TransferMode.Reliable, channel: 0);
    }

    private void ReportMalformed(Member member, string text) =>
        failures.Report(member, new CallFailure(member.Id, CallFailureReason.Malformed, text: text));
}
