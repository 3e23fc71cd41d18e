using System.Net.Sockets;
#if NET
using System.Runtime.CompilerServices;
#else
using System.Reflection;
#endif
using LiteNetLib;

namespace Transport.LiteNet.Endpoints;

// LiteNetLib hands its IPv4 socket to those who derive from it, and keeps the IPv6 one to itself.
internal sealed partial class LiteNetHost
{
    private const string FieldName = "_udpSocketv6";

    /// <summary>Whether this version of LiteNetLib has the socket where it is looked for; otherwise IPv6 stays off.</summary>
    public static bool CanReachIPv6Socket { get; internal set; } = Probe();

    private static bool Probe()
    {
        try
        {
            return IPv6Socket(new NetManager(null)) is null;
        }
        catch (MissingFieldException)
        {
            return false;
        }
    }

#if NET
    private static Socket? IPv6Socket(LiteNetManager manager) => Field(manager);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = FieldName)]
    private static extern ref Socket? Field(LiteNetManager manager);
#else
    private static Socket? IPv6Socket(LiteNetManager manager)
    {
        var field = typeof(LiteNetManager).GetField(FieldName, BindingFlags.Instance | BindingFlags.NonPublic);
        return field is null ? throw new MissingFieldException(nameof(LiteNetManager), FieldName) : (Socket?)field.GetValue(manager);
    }
#endif
}
