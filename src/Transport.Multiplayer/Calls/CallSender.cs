using Transport.Multiplayer.Arguments;
using Transport.Multiplayer.Session;
using Transport.Multiplayer.Wire;

namespace Transport.Multiplayer.Calls;

/// <summary>
/// Puts calls into packets. The arguments are written once, with room before them; the header, which depends on who knows the object by its
/// id, is put there for each receiver, and the path behind them for those that need it.
/// </summary>
internal sealed class CallSender(PacketSender sender, MemberList members, PathAnnouncer announcer, ArgumentWriter writer)
{
    /// <summary>The number of arguments in the raw form.</summary>
    public const int Raw = -1;

    private const int Headroom = PacketSender.Room + CallHeader.MaxBytes;

    /// <summary>Calls sent, each once whoever many receive it.</summary>
    public long Count { get; private set; }

    public ArgumentWriter Writer => writer;

    /// <summary>The arguments are written from here on.</summary>
    public void Begin() => writer.Reset(Headroom);

    /// <summary>Sends a call with the arguments that were written.</summary>
    /// <param name="binding">The object.</param>
    /// <param name="method">The method's index.</param>
    /// <param name="target">0, a member's id or the negative of an id.</param>
    /// <param name="argumentCount">How many were written; <see cref="Raw"/> for the raw form.</param>
    /// <exception cref="ArgumentException">It is larger than the carrier's packets. Nothing was sent.</exception>
    public void Send(RpcBinding binding, int method, int target, int argumentCount)
    {
        var call = new Outgoing(binding, binding.Methods[method], binding.Methods.IdOf(method), argumentCount);
        if (target > 0) SendTo(call, members.Find(target)!);
        else SendToAllBut(call, -target);
        Count++;
    }

    /// <summary>Sends an answer with the arguments that were written.</summary>
    /// <exception cref="ArgumentException">It is larger than the carrier's packets.</exception>
    public void SendAnswer(CallOrigin origin, int argumentCount)
    {
        var methods = origin.Binding.Methods;
        SendTo(
            new Outgoing(origin.Binding, methods[methods.AnswerIndex], methods.IdOf(methods.AnswerIndex), argumentCount), origin.Caller);
    }

    private void SendTo(in Outgoing call, Member member)
    {
        var isConfirmed = PathAnnouncer.IsConfirmed(call.Binding, member);
        CheckSize(call, isConfirmed, sender.IsRelayed(member.Id));
        if (isConfirmed)
        {
            SendById(call, isWide: false, member);
            return;
        }
        announcer.Tell(call.Binding, member);
        SendByPath(call, member);
    }

    private void SendToAllBut(in Outgoing call, int excluded)
    {
        if (members.Count == 0) return;
        var (isKnownToAll, isRelayed) = LookAtAllBut(call.Binding, excluded);
        CheckSize(call, isKnownToAll, isRelayed);
        if (isKnownToAll && sender.IsServer)
        {
            var headerBytes = WriteHeader(call, isWide: false);
            sender.Broadcast(writer.Written[(Headroom - headerBytes)..], excluded, 0, call.Method.TransferMode, call.Method.Channel);
            return;
        }
        // All of them are told the path before any of them is called, and those that know it are called before the path is put behind.
        for (var i = 0; i < members.Count; i++)
        {
            if (members[i].Id != excluded) announcer.Tell(call.Binding, members[i]);
        }
        for (var i = 0; i < members.Count; i++) SendWhen(isConfirmed: true, call, isWide: !isKnownToAll, members[i], excluded);
        for (var i = 0; i < members.Count; i++) SendWhen(isConfirmed: false, call, isWide: true, members[i], excluded);
    }

    private void SendWhen(bool isConfirmed, in Outgoing call, bool isWide, Member member, int excluded)
    {
        if (member.Id == excluded || PathAnnouncer.IsConfirmed(call.Binding, member) != isConfirmed) return;
        if (isConfirmed) SendById(call, isWide, member);
        else SendByPath(call, member);
    }

    private (bool IsKnownToAll, bool IsRelayed) LookAtAllBut(RpcBinding binding, int excluded)
    {
        var isKnownToAll = true;
        var isRelayed = false;
        for (var i = 0; i < members.Count; i++)
        {
            if (members[i].Id == excluded) continue;
            isKnownToAll &= PathAnnouncer.IsConfirmed(binding, members[i]);
            isRelayed |= sender.IsRelayed(members[i].Id);
        }
        return (isKnownToAll, isRelayed);
    }

    private void SendById(in Outgoing call, bool isWide, Member member) => Send(call, WriteHeader(call, isWide), member);

    private void SendByPath(in Outgoing call, Member member)
    {
        var end = writer.Position;
        var headerBytes = CallHeader.WriteWithPathBefore(writer.Written[..Headroom], end - Headroom, call.MethodId, call.ArgumentCount);
        writer.WriteRaw(call.Binding.PathBytes);
        writer.WriteRaw([0]);
        Send(call, headerBytes, member);
        writer.Truncate(end);
    }

    private int WriteHeader(in Outgoing call, bool isWide) =>
        CallHeader.WriteBefore(writer.Written[..Headroom], call.Binding.PathId, isWide, call.MethodId, call.ArgumentCount);

    private void Send(in Outgoing call, int headerBytes, Member member) => sender.Send(
        writer.Written[(Headroom - headerBytes - PacketSender.Room)..], member.Id, call.Method.TransferMode, call.Method.Channel);

    private void CheckSize(in Outgoing call, bool isKnown, bool isRelayed)
    {
        var bytes = writer.Position - Headroom + CallHeader.SizeOf(call.Binding.PathId, isWide: !isKnown, call.MethodId, call.ArgumentCount);
        if (isRelayed) bytes += PacketSender.Room;
        if (!isKnown) bytes += call.Binding.PathBytes.Length + 1;
        if (!sender.Fits(bytes, call.Method.TransferMode))
            sender.CheckSize(bytes, call.Method.TransferMode, $"A call of {call.Method.Name} of {call.Binding.Path}");
    }

    private readonly struct Outgoing(RpcBinding binding, RpcMethod method, int methodId, int argumentCount)
    {
        public RpcBinding Binding { get; } = binding;

        public RpcMethod Method { get; } = method;

        public int MethodId { get; } = methodId;

        public int ArgumentCount { get; } = argumentCount;
    }
}
