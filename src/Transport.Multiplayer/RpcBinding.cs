using System.Text;
using Transport.Multiplayer.Calls;

namespace Transport.Multiplayer;

/// <summary>The place of an object in a session: what <see cref="MultiplayerApi.Register"/> gives.</summary>
public sealed class RpcBinding
{
    internal RpcBinding(MultiplayerApi api, CallRuntime runtime, string path, IRpcObject instance)
    {
        Api = api;
        Runtime = runtime;
        Path = path;
        Instance = instance;
        Methods = instance.RpcMethods;
        Description = MethodDescription.Of(Methods, runtime.Encoding);
        PathBytes = Encoding.UTF8.GetBytes(path);
    }

    /// <summary>The api the object is registered with.</summary>
    public MultiplayerApi Api { get; }

    /// <summary>The path, relative to <see cref="MultiplayerApi.RootPath"/>. The same at every end.</summary>
    public string Path { get; }

    /// <summary>The object.</summary>
    public IRpcObject Instance { get; }

    /// <summary>Whether calls still reach the object.</summary>
    public bool IsRegistered => Instance.RpcBinding == this;

    /// <summary>
    /// The peer that may call the methods of mode <see cref="RpcMode.Authority"/>. Default the server. Each end has its own word on it: set it
    /// at all of them. Source: Godot <c>set_multiplayer_authority</c>.
    /// </summary>
    public int Authority { get; set; } = MultiplayerPeer.TargetPeerServer;

    internal CallRuntime Runtime { get; }

    internal RpcMethodTable Methods { get; }

    /// <summary>What the other ends are told of the methods.</summary>
    internal MethodDescription Description { get; }

    /// <summary>The path as it is sent, without the zero byte.</summary>
    internal byte[] PathBytes { get; }

    /// <summary>This end's id for the path; 0 until it is needed.</summary>
    internal uint PathId { get; set; }

    /// <summary>Ends the registration: calls no longer reach the object, and its own calls throw. Does nothing when that is so already.</summary>
    public void Unregister() => Runtime.Unregister(this);
}
