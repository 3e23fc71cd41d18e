namespace Transport.Multiplayer.Generator.Tests.Echoes;

/// <summary>Gives back what it is given: types marked for the MessagePack library.</summary>
public sealed partial class ParcelEcho
{
    [Rpc(RpcMode.AnyPeer)]
    private Task<NumberedParcel> Numbered(NumberedParcel value) => Task.FromResult(value);

    [Rpc(RpcMode.AnyPeer)]
    private Task<RecordParcel> Record(RecordParcel value) => Task.FromResult(value);

    [Rpc(RpcMode.AnyPeer)]
    private Task<NamedParcel> Named(NamedParcel value) => Task.FromResult(value);

    [Rpc(RpcMode.AnyPeer)]
    private Task<OpenParcel> Open(OpenParcel value) => Task.FromResult(value);

    [Rpc(RpcMode.AnyPeer)]
    private void TakeNumbered(NumberedParcel value) => Taken = value;

    [Rpc(RpcMode.AnyPeer)]
    private void TakeRecord(RecordParcel value) => Taken = value;

    [Rpc(RpcMode.AnyPeer)]
    private void TakeNamed(NamedParcel value) => Taken = value;

    [Rpc(RpcMode.AnyPeer)]
    private void TakeOpen(OpenParcel value) => Taken = value;

    [Rpc(RpcMode.AnyPeer)]
    private void TakeOwn(OwnParcel? value) => Taken = value;

    /// <summary>What has come last.</summary>
    public object? Taken { get; private set; }
}
