using Transport.Multiplayer.Arguments;
using Transport.Multiplayer.Session;

namespace Transport.Multiplayer.Calls;

/// <inheritdoc/>
internal sealed class PendingResult<T>(
    in RpcCall call, Member callee, TimeSpan due, Func<ArgumentReader, T> read, CancellationToken cancellationToken)
    : PendingCall(call, callee, due, cancellationToken)
{
    private readonly TaskCompletionSource<T> _completion = new();

    public Task<T> Task => _completion.Task;

    public override bool TryComplete(ArgumentReader reader)
    {
        var result = read(reader);
        if (!reader.End()) return false;
        _completion.TrySetResult(result);
        return true;
    }

    public override void Fail(Exception exception) => _completion.TrySetException(exception);

    public override void Cancel() => _completion.TrySetCanceled(CancellationToken);
}
