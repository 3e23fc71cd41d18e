using System.Numerics;

namespace Transport.Godot.Tests.Fixtures;

/// <summary>
/// What a real Godot 4.6 has sent: with <c>put_var</c>, as arguments of calls (<c>rpc_var</c>, <c>rpc_args</c>), and inside replication.
/// </summary>
internal static class RecordedVectors
{
    public static IEnumerable<VariantVector> All =>
    [
        new("put_var", "04 00 00 00 09 00 00 00 61 20 76 61 72 69 61 6e 74 00 00 00", "a variant"),
        Argument("rpc_args, an int of 8 bits", "02 07", 7),
        Argument("rpc_args, text", "04 00 00 00 04 00 00 00 74 65 78 74", "text"),
        Argument("rpc_args, an array", """
            1c 00 00 00 03 00 00 00
              02 00 00 00 01 00 00 00
              04 00 00 00 03 00 00 00 74 77 6f 00
              03 00 00 00 00 00 60 40
            """, new VariantArray { 1, "two", 3.5 }),
        Argument("null", "00 00 00 00", default),
        Argument("true", "81", true),
        Argument("false", "01", false),
        Argument("-1", "02 ff", -1),
        Argument("300", "42 2c 01", 300),
        Argument("-70000", "82 90 ee fe ff", -70_000),
        Argument("5000000000", "c2 00 f2 05 2a 01 00 00 00", 5_000_000_000),
        Argument("1.5", "03 00 00 00 00 00 c0 3f", 1.5),
        Argument("0.1", "03 00 01 00 9a 99 99 99 99 99 b9 3f", 0.1),
        Argument("no text", "04 00 00 00 00 00 00 00", ""),
        Argument("text beyond ASCII", "04 00 00 00 09 00 00 00 67 72 c3 bc 6e 20 e2 82 ac 00 00 00", "grün €"),
        Argument("a StringName", "15 00 00 00 04 00 00 00 6e 61 6d 65", new StringName("name")),
        // What fills up the names is whatever lay there before.
        Argument("a NodePath", """
            16 00 00 00 02 00 00 80 01 00 00 00 00 00 00 00
              01 00 00 00 61 00 02 00 01 00 00 00 62 00 04 00 01 00 00 00 63 00 74 77
            """, new NodePath("a/b:c")) with
            {
                Written = """
                    16 00 00 00 02 00 00 80 01 00 00 00 00 00 00 00
                      01 00 00 00 61 00 00 00 01 00 00 00 62 00 00 00 01 00 00 00 63 00 00 00
                    """,
            },
        Argument("a Vector2", "05 00 00 00 00 00 80 3f 00 00 00 c0", new Vector2(1, -2)),
        Argument("a Vector2i", "06 00 00 00 03 00 00 00 04 00 00 00", new Vector2I(3, 4)),
        Argument("a Vector3", "09 00 00 00 00 00 80 3f 00 00 00 40 00 00 40 40", new Vector3(1, 2, 3)),
        Argument("a Color", "14 00 00 00 00 00 80 3f 00 00 00 3f 00 00 00 00 00 00 80 3f", new Color(1, 0.5f, 0, 1)),
        Argument("a Dictionary", """
            1b 00 00 00 02 00 00 00 04 00 00 00 01 00 00 00 6b 00 00 00 02 00 00 00 01 00 00 00
              02 00 00 00 02 00 00 00 04 00 00 00 01 00 00 00 76 00 00 00
            """, new VariantDictionary { ["k"] = 1, [2] = "v" }),
        Argument("an empty Array", "1c 00 00 00 00 00 00 00", new VariantArray()),
        Argument("an Array of int", """
            1c 00 01 00 02 00 00 00 02 00 00 00 02 00 00 00 01 00 00 00 02 00 00 00 02 00 00 00
            """, new VariantArray(VariantType.Int) { 1, 2 }),
        Argument("a PackedInt32Array", "1e 00 00 00 02 00 00 00 01 00 00 00 ff ff ff ff", new[] { 1, -1 }),
        Argument("a PackedStringArray", "22 00 00 00 02 00 00 00 02 00 00 00 61 00 00 00 03 00 00 00 62 63 00 00", new[] { "a", "bc" }),
        Argument("data of a spawn", "02 01", 1),
        Argument("a sync", "02 ff", -1),
        Argument("a delta", "04 00 00 00 05 00 00 00 66 69 72 73 74 00 00 00", "first"),
        // Computed from the rules, with the names of Godot's websocket_multiplayer demo.
        Argument("set_player_name", "04 00 00 00 03 00 00 00 42 6F 62 00", "Bob"),
        Argument("request_action", "04 00 00 00 04 00 00 00 72 6F 6C 6C", "roll"),
        Argument("set_turn to 2", "02 02", 2),
        Argument("set_turn to -1", "02 FF", -1),
        Argument("add_player, id", "82 D2 02 96 49", 1_234_567_890),
        Argument("add_player, name", "04 00 00 00 03 00 00 00 41 6E 6E 00", "Ann"),
    ];

    private static VariantVector Argument(string name, string hex, Variant value) => new($"argument: {name}", hex, value) { IsCompressed = true };
}
