namespace Transport.Multiplayer.Generator.Codecs;

/// <summary>How the members of a type are put together.</summary>
internal enum MemberForm
{
    /// <summary>A list of exactly these.</summary>
    Exact = 0,

    /// <summary>MessagePack's form of numbered keys: a list, whose gaps are nil. What comes behind is passed over.</summary>
    Numbered = 1,

    /// <summary>MessagePack's form of named keys: a map. Other keys are passed over.</summary>
    Named = 2,
}
