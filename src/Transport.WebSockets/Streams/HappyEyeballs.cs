using System.Net;
using System.Net.Sockets;

namespace Transport.WebSockets.Streams;

/// <summary>
/// Connects to a name that has several addresses in the manner of RFC 8305: families take turns, the next address is tried when the one
/// before failed or has not answered for a quarter of a second, and the first connection wins. So <c>localhost</c> never waits for IPv6.
/// </summary>
internal static class HappyEyeballs
{
    /// <summary>RFC 8305 section 5: the Connection Attempt Delay.</summary>
    public static readonly TimeSpan AttemptDelay = TimeSpan.FromMilliseconds(250);

    public static async Task<Socket> ConnectAsync(string host, int port, TimeProvider time, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(host, out var literal)
            ? [literal]
            : Interleave(await ResolveAsync(host, cancellationToken).ConfigureAwait(false));
        return await ConnectAsync(addresses, (address, token) => AttemptAsync(address, port, token), time, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The race alone.</summary>
    /// <param name="addresses">In the order in which they are tried.</param>
    /// <param name="attempt">Connects to one address, until its token is cancelled.</param>
    /// <param name="time">The clock of the delay between attempts.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal static async Task<Socket> ConnectAsync(
        IReadOnlyList<IPAddress> addresses,
        Func<IPAddress, CancellationToken, Task<Socket>> attempt,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (addresses.Count == 0) throw new SocketException((int)SocketError.HostNotFound);
        using var losers = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var attempts = new List<Task<Socket>>(addresses.Count);
        Exception? firstFailure = null;
        var next = 0;
        try
        {
            while (true)
            {
                if (next < addresses.Count) attempts.Add(attempt(addresses[next++], losers.Token));
                if (attempts.Count == 0) throw firstFailure!;
                var finished = await FirstOrDelayAsync(attempts, next < addresses.Count, time, cancellationToken).ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
                if (finished is null) continue;
                attempts.Remove(finished);
                try
                {
                    return await finished.ConfigureAwait(false);
                }
                catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
                {
                    firstFailure ??= exception;
                }
            }
        }
        finally
        {
            await AbandonAsync(losers, attempts).ConfigureAwait(false);
        }
    }

    /// <summary>RFC 8305 section 4: the families take turns, beginning with the one the system put first.</summary>
    internal static List<IPAddress> Interleave(IReadOnlyList<IPAddress> addresses)
    {
        if (addresses.Count == 0) return [];
        var first = addresses[0].AddressFamily;
        var preferred = new Queue<IPAddress>(addresses.Where(address => address.AddressFamily == first));
        var others = new Queue<IPAddress>(addresses.Where(address => address.AddressFamily != first));
        var sorted = new List<IPAddress>(addresses.Count);
        while (preferred.Count + others.Count > 0)
        {
            if (preferred.Count > 0) sorted.Add(preferred.Dequeue());
            if (others.Count > 0) sorted.Add(others.Dequeue());
        }
        return sorted;
    }

    private static async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
#if NET
        return await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);
#else
        var addresses = await Dns.GetHostAddressesAsync(host).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return addresses;
#endif
    }

    internal static async Task<Socket> AttemptAsync(IPAddress address, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            using (cancellationToken.Register(static state => ((Socket)state!).Dispose(), socket))
                await socket.ConnectAsync(new IPEndPoint(address, port)).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // The first attempt that ended, or null when it is time for the next one.
    private static async Task<Task<Socket>?> FirstOrDelayAsync(
        List<Task<Socket>> attempts, bool hasMore, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!hasMore) return await Task.WhenAny(attempts).ConfigureAwait(false);
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var delay = time.Delay(AttemptDelay, timer.Token);
        var first = await Task.WhenAny(attempts.Append<Task>(delay)).ConfigureAwait(false);
        await CancelAsync(timer).ConfigureAwait(false);
        return first as Task<Socket>;
    }

    private static async Task AbandonAsync(CancellationTokenSource losers, List<Task<Socket>> attempts)
    {
        await CancelAsync(losers).ConfigureAwait(false);
        foreach (var attempt in attempts) _ = DisposeAsync(attempt);
    }

    // It may have connected all the same, a moment too late.
    private static async Task DisposeAsync(Task<Socket> attempt)
    {
        try
        {
            (await attempt.ConfigureAwait(false)).Dispose();
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // As it should.
        }
    }

    private static Task CancelAsync(CancellationTokenSource source)
    {
#if NET
        return source.CancelAsync();
#else
        source.Cancel();
        return Task.CompletedTask;
#endif
    }
}
