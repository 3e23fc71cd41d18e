using Microsoft.CodeAnalysis.CSharp;

namespace Transport.Multiplayer.Generator.Tests.Offences;

/// <summary>What can be wrong with a class.</summary>
internal static class ClassOffences
{
    public static readonly Offence[] All =
    [
        new("TRPC001", "NotPartial", "class [|Game|] { [Rpc] void Place() { } }", "write 'partial' before 'class'"),
        new("TRPC001", "ContainerNotPartial", "struct [|Table|] { partial class Game { [Rpc] void Place() { } } }", "write 'partial' before 'struct'"),
        new("TRPC002", "Interface", "partial interface [|IGame|] { [Rpc] void Place(); }", "make 'IGame' a class"),
        new("TRPC002", "Structure", "partial struct [|Game|] { [Rpc] void Place() { } }", "make 'Game' a class"),
        new("TRPC002", "Record", "partial record [|Game|] { [Rpc] void Place() { } }", "make 'Game' a class"),
        new("TRPC002", "StaticClass", "static partial class [|Game|] { [Rpc] static void Place() { } }", "make 'Game' a class"),
        new("TRPC003", "MemberTakesAName", "partial class Game { public int [|RpcTo|] => 1; [Rpc] void Place() { } }", "choose another name"),
        new("TRPC003", "ClassTakesAName", "partial class [|RpcCode|] { [Rpc] void Place() { } }", "choose another name"),
        new("TRPC003", "MethodOfEveryObject", "partial class Game { [Rpc] void [|Equals|](int other) { } }", "choose another name"),
        new(
            "TRPC004",
            "WrittenByHand",
            """
            using Transport.Multiplayer.Arguments;
            partial class [|Game|] : IRpcObject
            {
                public RpcMethodTable RpcMethods => null!;
                public RpcBinding? RpcBinding { get; set; }
                public void InvokeRpc(int method, ArgumentReader arguments, RpcInvocation invocation) { }
                [Rpc] void Place() { }
            }
            """,
            "leave IRpcObject or [Rpc] away"),
        new(
            "TRPC005",
            "OtherEncodingThanTheBaseClass",
            """
            [RpcObject(Encoding = RpcEncoding.Godot)] partial class Node { [Rpc] void Ready() { } }
            [RpcObject(Encoding = RpcEncoding.MessagePack)] partial class [|Game|] : Node { [Rpc] void Place() { } }
            """,
            "give both the same [RpcObject(Encoding = ...)]"),
        new(
            "TRPC006",
            "OldLanguage",
            "partial class [|Game|] { [Transport.Multiplayer.Rpc] void Place() { } }",
            "set <LangVersion>9</LangVersion> or higher") { Language = LanguageVersion.CSharp8 },
        new("TRPC007", "LocalToItsFile", "file partial class [|Game|] { [Rpc] void Place() { } }", "remove 'file'"),
    ];
}
