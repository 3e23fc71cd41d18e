namespace Transport.Multiplayer.Generator.Model;

/// <summary>The encodings of arguments, with the numbers that the attribute has for them.</summary>
internal enum Encoding
{
    MessagePack = 0,

    Godot = 1,
}
