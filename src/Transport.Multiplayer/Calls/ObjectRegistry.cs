using System.Text;

namespace Transport.Multiplayer.Calls;

/// <summary>The objects of an end, by their paths.</summary>
internal sealed class ObjectRegistry
{
    /// <summary>The longest path, in bytes of UTF-8.</summary>
    public const int MaxPathBytes = 512;

    /// <summary>The path of the root itself.</summary>
    public const string Root = ".";

    private readonly Dictionary<string, RpcBinding> _bindings = [];

    public IReadOnlyCollection<RpcBinding> Bindings => _bindings.Values;

    /// <summary>The path as it is sent: relative to the root.</summary>
    /// <param name="path">Relative, or absolute and within the root.</param>
    /// <param name="root">The absolute path of the root.</param>
    /// <exception cref="ArgumentException">No such path.</exception>
    public static string Normalize(string path, string root)
    {
        if (path is null) throw new ArgumentNullException(nameof(path));
        var relative = path;
        if (path.StartsWith('/'))
        {
            if (path == root) return Root;
            var prefix = root.EndsWith('/') ? root : root + "/";
            if (!path.StartsWith(prefix, StringComparison.Ordinal))
                throw new ArgumentException($"The path {path} is not within the root {root}.", nameof(path));
            relative = path[prefix.Length..];
        }
        if (relative.Length == 0 || relative.EndsWith('/') || relative.StartsWith('/') || relative.Contains("//") || relative.Contains('\0'))
            throw new ArgumentException($"'{path}' is no path: it is made of names with a / between them.", nameof(path));
        if (Encoding.UTF8.GetByteCount(relative) > MaxPathBytes)
            throw new ArgumentException($"A path has at most {MaxPathBytes} bytes of UTF-8.", nameof(path));
        return relative;
    }

    public RpcBinding? Find(string path) => _bindings.TryGetValue(path, out var binding) ? binding : null;

    public void Add(RpcBinding binding) => _bindings.Add(binding.Path, binding);

    public void Remove(RpcBinding binding) => _bindings.Remove(binding.Path);
}
