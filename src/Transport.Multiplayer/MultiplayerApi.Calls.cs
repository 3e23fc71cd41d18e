namespace Transport.Multiplayer;

// Objects whose methods can be called.
public sealed partial class MultiplayerApi
{
    /// <summary>
    /// The absolute path that paths are relative to, for those that are given absolute. It is not sent. Default <c>/root</c>, as in Godot, where a
    /// node <c>/root/Main</c> is <c>Main</c> to the other peers. Source: Godot <c>root_path</c>.
    /// </summary>
    /// <exception cref="ArgumentException">It does not begin with a <c>/</c>.</exception>
    public string RootPath
    {
        get => _rootPath;
        set
        {
            if (value is null) throw new ArgumentNullException(nameof(value));
            if (!value.StartsWith('/')) throw new ArgumentException("A root path is absolute: it begins with a /.", nameof(value));
            _rootPath = value.Length > 1 ? value.TrimEnd('/') : value;
        }
    }

    /// <summary>
    /// Lets other peers call the methods of an object, and the object theirs. Every end registers its own under the same path; a call to a path
    /// where an end has none comes to nothing there.
    /// </summary>
    /// <param name="path">
    /// Names with a <c>/</c> between them, relative to <see cref="RootPath"/> or absolute and within it; <c>.</c> is the root itself. For Godot
    /// peers it is the path of a node. At most 512 bytes of UTF-8.
    /// </param>
    /// <param name="instance">An object of a partial class with <see cref="RpcAttribute"/> methods.</param>
    /// <returns>Its place, with its authority and a way to end it.</returns>
    /// <exception cref="ArgumentException">No such path, one that is taken, or a class that is written for another encoding.</exception>
    /// <exception cref="InvalidOperationException">The object is registered already.</exception>
    /// <exception cref="ObjectDisposedException">The api is disposed.</exception>
    public RpcBinding Register(string path, IRpcObject instance)
    {
        ThrowIfDisposed();
        return _calls.Register(this, path, instance);
    }
}
