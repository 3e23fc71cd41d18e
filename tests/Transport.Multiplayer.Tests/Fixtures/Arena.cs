using System.Globalization;
using System.Numerics;
using Transport.Godot;
using Transport.Multiplayer.Arguments;

namespace Transport.Multiplayer.Tests.Fixtures;

/// <summary>
/// A class for Godot's encoding, with what the source generator would add to it. Its name in a Godot project is <c>/root/Arena</c>.
/// </summary>
internal sealed class Arena : IRpcObject
{
    public const string Path = "Arena";
    public const int AddId = 0;
    public const int AimId = 1;
    public const int BlobId = 2;
    public const int CellId = 3;
    public const int HealId = 4;
    public const int NumbersId = 5;
    public const int RoomId = 6;
    public const int SayId = 7;
    public const int VarId = 8;

    private static readonly RpcMethodTable Table = new(
        nameof(Arena),
        RpcEncoding.Godot,
        new RpcMethod("add", "(int,long,byte)", 3) { Mode = RpcMode.AnyPeer },
        new RpcMethod("aim", "(Vector3,Quaternion,double,float,bool)", 5) { Mode = RpcMode.AnyPeer },
        new RpcMethod("blob", "(byte[])", 1) { Mode = RpcMode.AnyPeer, TakesBytes = true },
        new RpcMethod("cell", "(Vector2I,Color,Rect2,Transform3D)", 4) { Mode = RpcMode.AnyPeer },
        new RpcMethod("heal", "(short?,string?)", 2) { Mode = RpcMode.AnyPeer },
        new RpcMethod("numbers", "(int[],string[],List<float>,Dictionary<string,int>)", 4) { Mode = RpcMode.AnyPeer },
        new RpcMethod("room", "(VariantDictionary,VariantArray)", 2) { Mode = RpcMode.AnyPeer },
        new RpcMethod("say", "(string)", 1) { Mode = RpcMode.AnyPeer, CallLocal = true },
        new RpcMethod("var", "(Variant)", 1) { Mode = RpcMode.AnyPeer, TakesBytes = true });

    /// <summary>Calls with text and lists, one line each, and from whom.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>Of the numbers of all other calls: to note them would allocate.</summary>
    public double Sum { get; private set; }

    /// <summary>What came as a Variant last.</summary>
    public Variant Last { get; private set; }

    /// <summary>As another Godot peer has to sign them.</summary>
    public static string ChecksumText { get; } =
        $"\"{System.Text.Encoding.ASCII.GetString(Transport.Multiplayer.Calls.MethodDescription.Of(Table, ArgumentEncoding.Godot).Checksum)}\"";

    RpcMethodTable IRpcObject.RpcMethods => Table;

    RpcBinding? IRpcObject.RpcBinding { get; set; }

    public void Add(int target, int a, long b, byte c)
    {
        var call = RpcCall.Begin(this, target, AddId);
        call.Arguments.WriteInt32(a);
        call.Arguments.WriteInt64(b);
        call.Arguments.WriteByte(c);
        call.Send();
    }

    public void Aim(int target, Vector3 position, Quaternion rotation, double power, float spread, bool isFired)
    {
        var call = RpcCall.Begin(this, target, AimId);
        call.Arguments.WriteVector3(position);
        call.Arguments.WriteQuaternion(rotation);
        call.Arguments.WriteDouble(power);
        call.Arguments.WriteSingle(spread);
        call.Arguments.WriteBoolean(isFired);
        call.Send();
    }

    public void Cell(int target, Vector2I cell, Color color, Rect2 area, Transform3D transform)
    {
        var call = RpcCall.Begin(this, target, CellId);
        GodotArguments.Write(call.Arguments, cell);
        GodotArguments.Write(call.Arguments, color);
        GodotArguments.Write(call.Arguments, area);
        GodotArguments.Write(call.Arguments, transform);
        call.Send();
    }

    public void Say(int target, string text)
    {
        var call = RpcCall.Begin(this, target, SayId);
        call.Arguments.WriteString(text);
        if (!call.Send()) return;
        using var local = call.EnterLocal();
        Calls.Add($"say {text} from {call.LocalContext.Sender}");
    }

    public void Var(int target, in Variant value) => GodotArguments.Send(RpcCall.Begin(this, target, VarId), value);

    public void Call(int target, int method, Action<ArgumentWriter> write)
    {
        var call = RpcCall.Begin(this, target, method);
        write(call.Arguments);
        call.Send();
    }

    void IRpcObject.InvokeRpc(int method, ArgumentReader arguments, RpcInvocation invocation)
    {
        switch (method)
        {
            case AddId:
                var sum = arguments.ReadInt32() + arguments.ReadInt64() + arguments.ReadByte();
                if (arguments.End()) Sum += sum;
                break;
            case AimId:
                var position = arguments.ReadVector3();
                var rotation = arguments.ReadQuaternion();
                var power = arguments.ReadDouble() + arguments.ReadSingle();
                var isFired = arguments.ReadBoolean();
                if (arguments.End()) Sum += position.X + rotation.W + power + (isFired ? 1 : 0);
                break;
            case BlobId:
                var blob = arguments.ReadMemory();
                if (arguments.End()) Note($"blob {Bytes.Text(blob.Span)}", invocation);
                break;
            case CellId:
                var cell = GodotArguments.ReadVector2I(arguments);
                var color = GodotArguments.ReadColor(arguments);
                var area = GodotArguments.ReadRect2(arguments);
                var transform = GodotArguments.ReadTransform3D(arguments);
                if (arguments.End()) Sum += cell.X + color.R + area.Size.X + transform.Origin.X;
                break;
            case HealId:
                short? points = arguments.TryReadNil() ? null : arguments.ReadInt16();
                var why = arguments.TryReadNil() ? null : arguments.ReadString();
                if (arguments.End()) Note($"heal {points?.ToString(CultureInfo.InvariantCulture) ?? "null"} {why ?? "null"}", invocation);
                break;
            case NumbersId:
                TakeNumbers(arguments, invocation);
                break;
            case RoomId:
                var room = GodotArguments.ReadDictionary(arguments);
                var players = GodotArguments.ReadArray(arguments);
                if (arguments.End()) Note($"room {(Variant)room} {(Variant)players}", invocation);
                break;
            case SayId:
                var text = arguments.ReadString();
                if (arguments.End()) Note($"say {text}", invocation);
                break;
            case VarId:
                var value = GodotArguments.ReadVariant(arguments);
                if (arguments.End()) Last = value;
                break;
        }
    }

    private void TakeNumbers(ArgumentReader arguments, RpcInvocation invocation)
    {
        var numbers = arguments.ReadInt32s();
        var texts = arguments.ReadStrings();
        var list = ArgumentReader.NewArray<float>(arguments.BeginArray());
        for (var i = 0; i < list.Length && arguments.IsOk; i++) list[i] = arguments.ReadSingle();
        arguments.EndArray();
        var map = new Dictionary<string, int>();
        var count = arguments.BeginMap();
        for (var i = 0; i < count && arguments.IsOk; i++) map[arguments.ReadString()] = arguments.ReadInt32();
        arguments.EndMap();
        if (!arguments.End()) return;
        var pairs = string.Join(",", map.Select(pair => $"{pair.Key}={pair.Value}"));
        Note(FormattableString.Invariant($"numbers {string.Join(",", numbers)} {string.Join(",", texts)} {string.Join(",", list)} {pairs}"), invocation);
    }

    private void Note(string line, RpcInvocation invocation) => Calls.Add($"{line} from {invocation.Context.Sender}");
}
