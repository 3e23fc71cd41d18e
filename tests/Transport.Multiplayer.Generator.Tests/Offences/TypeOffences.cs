namespace Transport.Multiplayer.Generator.Tests.Offences;

/// <summary>Types that cannot be sent.</summary>
internal static class TypeOffences
{
    public static readonly Offence[] All =
    [
        Argument("Object", "object", "say which type is sent"),
        Argument("Dynamic", "dynamic", "say which type is sent"),
        Argument("Pointer", "int*", "send what is there", "unsafe "),
        Argument("NativeInteger", "nint", "send a long"),
        Argument("Half", "Half", "send a float"),
        Argument("BigInteger", "System.Numerics.BigInteger", "send a byte[]"),
        Argument("Date", "DateOnly", "send a DateTime"),
        Argument("Time", "TimeOnly", "send a TimeSpan"),
        Argument("Uri", "Uri", "send a string"),
        Argument("Type", "Type", "send a string"),
        Argument("ClassTuple", "Tuple<int, string>", "send a value tuple: (int, string)"),
        Argument("Memory", "Memory<byte>", "send a ReadOnlyMemory<byte> or a byte[]"),
        Argument("MemoryOfNumbers", "ReadOnlyMemory<int>", "send an array; only of bytes there is a ReadOnlyMemory"),
        Argument("Segment", "ArraySegment<byte>", "send a ReadOnlyMemory<byte> or a byte[]"),
        Argument("Span", "ReadOnlySpan<byte>", "send an array, or a ReadOnlyMemory<byte> for bytes"),
        Argument("Sequence", "IEnumerable<int>", "send an IReadOnlyList, a List or an array, whose length is known"),
        Argument("Task", "Task<int>", "send the result"),
        Argument("Delegate", "Action", "send what the other end needs to choose its own"),
        Argument("Interface", "IDisposable", "use a class, structure or record"),
        Argument("SystemClass", "System.IO.FileInfo", "send a type of your own, with what the other end needs of it"),
        Argument("SeveralDimensions", "int[,]", "send an array of arrays, or a flat array and its width"),
        Argument("KeyOfAMap", "Dictionary<float, int>", "keys are strings, integers, bool, char, enumerations and Guid"),
        Argument("ElementOfASet", "HashSet<double>", "keys are strings, integers, bool, char, enumerations and Guid"),
        Argument("Variant", "Transport.Godot.Variant", "is Godot's, and MessagePack has no place for it; put [RpcObject(Encoding = RpcEncoding.Godot)] on the class"),
        Argument("InAList", "List<object>", "say which type is sent"),
        Argument("InATuple", "(int, Uri)", "send a string"),
        new(
            "TRPC031",
            "TypeParameter",
            "partial class Game<T> { [Rpc] void Place([|T|] x) { } }",
            "use the type itself"),
        Own("Abstract", "abstract class Move { public int X { get; set; } }", "use a class that can be made"),
        Own("NoMembers", "class Move { }", "make what is sent public properties"),
        Own("NoConstructor", "class Move { public int X { get; } public Move(string other) { } }", "add one, or one without parameters"),
        Own("NotGivenBack", "class Move { public int X { get; private set; } }", "give it a public setter, a constructor's parameter of its name, or [IgnoreDataMember]"),
        Own("CollectionOfItsOwnKind", "class Move : List<int> { }", "send a List or an array"),
        Own("DerivesFromTheSystems", "class Move : System.IO.MemoryStream { }", "send a type that does not"),
        Own("MemberCannotBeSent", "class Move { public Uri? Page { get; set; } }", "the type of 'Move.Page', is not among the types that can be sent; send a string"),
        Own("NoKey", "[MessagePackObject] class Move { [Key(0)] public int X { get; set; } public int Y { get; set; } }", "give it one of them"),
        Own("OneKeyTwice", "[MessagePackObject] class Move { [Key(0)] public int X { get; set; } [Key(0)] public int Y { get; set; } }", "give each its own"),
        Own("KeyTooHigh", "[MessagePackObject] class Move { [Key(256)] public int X { get; set; } }", "keys are 0 to 255"),
        Own("TwoKindsOfKeys", """[MessagePackObject] class Move { [Key(0)] public int X { get; set; } [Key("y")] public int Y { get; set; } }""", "use the one or the other"),
        Own("Union", "[MessagePackObject, Union(0, typeof(Move))] class Move { [Key(0)] public int X { get; set; } }", "use one class, or a parameter for each that may be null"),
        Own(
            "Callbacks",
            "[MessagePackObject] class Move : IMessagePackSerializationCallbackReceiver { [Key(0)] public int X { get; set; } public void OnBeforeSerialize() { } public void OnAfterDeserialize() { } }",
            "remove IMessagePackSerializationCallbackReceiver"),
        Own("ConstructorOfOtherTypes", "[MessagePackObject] class Move { [Key(0)] public int X { get; } public Move(string x) { } }", "add one, or one without parameters"),
        Own("FormatterNotMade", "[MessagePackFormatter(typeof(MessagePack.Formatters.NilFormatter))] class Move { }", "give it a public constructor without parameters"),
        Own("FormatterOfAnotherType", "[MessagePackFormatter(typeof(MessagePack.Formatters.ListFormatter<int>))] class Move { }", "let it implement IMessagePackFormatter<Move>"),
        new("TRPC032", "Result", "partial class Game { [Rpc] [|Task<object>|] Place() => null!; }", "say which type is sent"),
        new("TRPC032", "ResultOfAValueTask", "partial class Game { [Rpc] [|ValueTask<List<Uri>>|] Place() => default; }", "send a string"),
        Godot("Decimal", "decimal", "send a double, or a long of the smallest unit"),
        Godot("Guid", "Guid", "send a string or a byte[]"),
        Godot("DateTime", "DateTime", "send seconds since 1970 as a double or a long, as Godot's Time does"),
        Godot("DateTimeOffset", "DateTimeOffset?", "send seconds since 1970 as a double or a long, as Godot's Time does"),
        Godot("TimeSpan", "List<TimeSpan>", "send seconds as a double"),
        Godot("OwnType", "Move", "send its members as parameters, as a tuple or as a dictionary"),
    ];

    private static Offence Argument(string name, string type, string cure, string modifier = "") =>
        new("TRPC031", name, $"partial class Game {{ [Rpc] {modifier}void Place([|{type}|] x) {{ }} }}", cure);

    private static Offence Own(string name, string declaration, string cure) =>
        new("TRPC031", name, $"{declaration}\npartial class Game {{ [Rpc] void Place([|Move|] x) {{ }} }}", cure);

    private static Offence Godot(string name, string type, string cure) => new(
        "TRPC033",
        name,
        $"record Move(int X);\n[RpcObject(Encoding = RpcEncoding.Godot)] partial class Game {{ [Rpc] void Place([|{type}|] x) {{ }} }}",
        cure);
}
