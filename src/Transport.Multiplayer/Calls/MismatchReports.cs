using Microsoft.Extensions.Logging;
using Transport.Multiplayer.Diagnostics;
using Transport.Multiplayer.Session;

namespace Transport.Multiplayer.Calls;

/// <summary>Tells, once for each peer and object, that the two ends have other methods or another encoding.</summary>
internal sealed class MismatchReports(SessionEvents events, ILogger logger)
{
    /// <summary>Tells it.</summary>
    /// <param name="member">The peer.</param>
    /// <param name="binding">The object.</param>
    /// <param name="there">What the peer has; null when it has not told.</param>
    public void Report(Member member, RpcBinding binding, string[]? there)
    {
        if (!member.Mismatches.TryAdd(binding.Path, there))
        {
            member.Mismatches[binding.Path] ??= there;
            return;
        }
        var mismatch = new MethodMismatch(member.Id, binding.Path, binding.Description.Lines, there);
        Log.MethodsDiffer(logger, mismatch);
        SessionEvents.Raise(events.MethodsDiffer, mismatch);
    }

    /// <summary>Whether a peer has told of its methods, and this one is not among them.</summary>
    public static bool IsMissing(Member member, RpcBinding binding, RpcMethod method) =>
        member.Mismatches.TryGetValue(binding.Path, out var there) && there is not null && !there.Contains(method.ToString());
}
