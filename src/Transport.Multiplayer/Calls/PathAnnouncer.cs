using Transport.Multiplayer.Session;
using Transport.Multiplayer.Wire;

namespace Transport.Multiplayer.Calls;

/// <summary>
/// Tells other ends this end's ids for paths, once each, and knows who has confirmed which. Before it is confirmed a call carries its path.
/// </summary>
internal sealed class PathAnnouncer(PacketSender sender)
{
    private readonly Dictionary<uint, RpcBinding> _bindings = [];
    private byte[] _buffer = [];
    private uint _lastId;

    /// <summary>Tells a member the object's id, unless it was told already.</summary>
    public void Tell(RpcBinding binding, Member member)
    {
        if (!member.Announced.ContainsKey(binding.PathId)) Announce(binding, member);
    }

    /// <summary>Whether a member knows the object by its id.</summary>
    public static bool IsConfirmed(RpcBinding binding, Member member) =>
        member.Announced.TryGetValue(binding.PathId, out var isConfirmed) && isConfirmed;

    /// <summary>A member has confirmed an id. Returns the object, or null when it was told of none under this id.</summary>
    public RpcBinding? Confirm(Member member, uint pathId)
    {
        // The object may be gone meanwhile.
        if (!_bindings.TryGetValue(pathId, out var binding) || !member.Announced.ContainsKey(pathId)) return null;
        member.Announced[pathId] = true;
        return binding;
    }

    /// <summary>A member knows no such object. The next call tells it again. Returns the object as <see cref="Confirm"/> does.</summary>
    public RpcBinding? Deny(Member member, uint pathId) =>
        _bindings.TryGetValue(pathId, out var binding) && member.Announced.Remove(pathId) ? binding : null;

    /// <summary>The object is not registered any more: its id is given to no other.</summary>
    public void Forget(RpcBinding binding, MemberList members)
    {
        _bindings.Remove(binding.PathId);
        for (var i = 0; i < members.Count; i++) members[i].Announced.Remove(binding.PathId);
    }

    private void Announce(RpcBinding binding, Member member)
    {
        if (binding.PathId == 0)
        {
            binding.PathId = ++_lastId;
            _bindings.Add(binding.PathId, binding);
        }
        var description = binding.Description;
        ReadOnlySpan<byte> list = description.List;
        // It helps with mistakes; the call goes on without it.
        if (!sender.Fits(PacketSender.Room + SimplifyPathPacket.SizeOf(binding.PathBytes, list), TransferMode.Reliable)) list = default;
        var bytes = SimplifyPathPacket.SizeOf(binding.PathBytes, list);
        if (_buffer.Length < PacketSender.Room + bytes) _buffer = new byte[PacketSender.Room + bytes];
        var packet = _buffer.AsSpan(0, PacketSender.Room + bytes);
        SimplifyPathPacket.Write(packet[PacketSender.Room..], description.Checksum, binding.PathId, binding.PathBytes, list);
        member.Announced.Add(binding.PathId, false);
        sender.Send(packet, member.Id, TransferMode.Reliable, channel: 0);
    }
}
