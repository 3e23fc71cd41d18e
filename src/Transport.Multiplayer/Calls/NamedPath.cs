namespace Transport.Multiplayer.Calls;

/// <summary>What an id of another end stands for.</summary>
internal sealed class NamedPath(RpcBinding binding)
{
    private RpcBinding _binding = binding;

    public string Path { get; } = binding.Path;

    /// <summary>The object that has the path now; null when there is none. It is looked for only when the last one is gone.</summary>
    public RpcBinding? Find(ObjectRegistry registry)
    {
        if (_binding.IsRegistered) return _binding;
        if (registry.Find(Path) is not { } successor) return null;
        return _binding = successor;
    }
}
