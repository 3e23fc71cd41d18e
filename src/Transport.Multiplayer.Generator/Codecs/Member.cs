namespace Transport.Multiplayer.Generator.Codecs;

/// <summary>A member of a type, as it is sent.</summary>
/// <param name="Name">The member's name, as C# writes it.</param>
/// <param name="Local">A local for its value.</param>
/// <param name="Presence">A local that says whether it has come.</param>
/// <param name="Codec">How it is written.</param>
/// <param name="Key">Its key in a map.</param>
/// <param name="IsPassedOver">Whether it cannot be given back, so that what comes is passed over.</param>
/// <param name="IsSet">Whether it is set behind the constructor.</param>
internal sealed record Member(string Name, string Local, string Presence, Codec Codec, string Key, bool IsPassedOver, bool IsSet);
