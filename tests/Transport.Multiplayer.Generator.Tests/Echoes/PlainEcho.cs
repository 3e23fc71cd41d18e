using System.Numerics;

namespace Transport.Multiplayer.Generator.Tests.Echoes;

/// <summary>Gives back what it is given: types that are values of their own.</summary>
public sealed partial class PlainEcho
{
    [Rpc(RpcMode.AnyPeer)]
    private Task<bool> Boolean(bool value) => Task.FromResult(value);

    [Rpc(RpcMode.AnyPeer)]
    private Task<char> Char(char value) => Task.FromResult(value);

    [Rpc(RpcMode.AnyPeer)]
    private Task<sbyte> SByte(sbyte value) => Task.FromResult(value);

    [Rpc(RpcMode.AnyPeer)]
    private Task<byte> Byte(byte value) => Task.FromResult(value);

    [Rpc(RpcMode.AnyPeer)]
    private Task<short> Int16(short value) => Task.FromResult(value);

    [Rpc(RpcMode.AnyPeer)]
    private Task<ushort> UInt16(ushort value) => Task.FromResult(value);

    [Rpc(RpcMode.AnyPeer)]
    private Task<int> Int32(int value) => Task.FromResult(value);

    [Rpc(RpcMode.AnyPeer)]
    private Task<uint> UInt32(uint value) => Task.FromResult(value);

    [Rpc(RpcMode.AnyPeer)]
    private Task<long> Int64(long value) => Task.FromResult(value);

    [Rpc(RpcMode.AnyPeer)]
    private Task<ulong> UInt64(ulong value) => Task.FromResult(value);

    [Rpc(RpcMode.AnyPeer)]
    private Task<float> Single(float value) => Task.FromResult(value);

    [Rpc(RpcMode.AnyPeer)]
    private Task<double> Double(double value) => Task.FromResult(value);

    [Rpc(RpcMode.AnyPeer)]
    private Task<decimal> Decimal(decimal value) => Task.FromResult(value);

    [Rpc(RpcMode.AnyPeer)]
    private ValueTask<string> Text(string value) => new(value);

    [Rpc(RpcMode.AnyPeer)]
    private ValueTask<byte[]> Bytes(byte[] value) => new(value);

    [Rpc(RpcMode.AnyPeer)]
    private ValueTask<ReadOnlyMemory<byte>> Memory(ReadOnlyMemory<byte> value) => new(value);

    [Rpc(RpcMode.AnyPeer)]
    private Task<Guid> Id(Guid value) => Task.FromResult(value);

    [Rpc(RpcMode.AnyPeer)]
    private Task<DateTime> Moment(DateTime value) => Task.FromResult(value);

    [Rpc(RpcMode.AnyPeer)]
    private Task<DateTimeOffset> MomentOfAPlace(DateTimeOffset value) => Task.FromResult(value);

    [Rpc(RpcMode.AnyPeer)]
    private Task<TimeSpan> Duration(TimeSpan value) => Task.FromResult(value);

    [Rpc(RpcMode.AnyPeer)]
    private Task<DayOfWeek> Day(DayOfWeek value) => Task.FromResult(value);

    [Rpc(RpcMode.AnyPeer)]
    private Task<WideFlags> Flags(WideFlags value) => Task.FromResult(value);

    [Rpc(RpcMode.AnyPeer)]
    private Task<int?> MaybeNumber(int? value) => Task.FromResult(value);

    [Rpc(RpcMode.AnyPeer)]
    private Task<DayOfWeek?> MaybeDay(DayOfWeek? value) => Task.FromResult(value);

    [Rpc(RpcMode.AnyPeer)]
    private Task<string?> MaybeText(string? value) => Task.FromResult(value);

    [Rpc(RpcMode.AnyPeer)]
    private Task<byte[]?> MaybeBytes(byte[]? value) => Task.FromResult(value);

    [Rpc(RpcMode.AnyPeer)]
    private Task<(Vector2, Vector3, Vector4)> Vectors(Vector2 a, Vector3 b, Vector4 c) => Task.FromResult((a, b, c));

    [Rpc(RpcMode.AnyPeer)]
    private Task<(Quaternion, Plane)> Geometry(Quaternion a, Plane b) => Task.FromResult((a, b));

    [Rpc(RpcMode.AnyPeer)]
    private Task<(Matrix3x2, Matrix4x4)> Matrices(Matrix3x2 a, Matrix4x4 b) => Task.FromResult((a, b));
}
