namespace Transport.Multiplayer.Arguments;

/// <summary>What was wrong with the arguments of a call.</summary>
public enum ArgumentFault
{
    /// <summary>Nothing so far.</summary>
    None = 0,

    /// <summary>The bytes end inside a value, or a count promises more values than the bytes could hold.</summary>
    Truncated = 1,

    /// <summary>A value is of another type than the one that was asked for.</summary>
    WrongType = 2,

    /// <summary>A number does not fit the type, or a value is none that the type can have.</summary>
    OutOfRange = 3,

    /// <summary>Lists and maps are nested deeper than allowed.</summary>
    TooDeep = 4,

    /// <summary>Text is not UTF-8.</summary>
    InvalidText = 5,

    /// <summary>Bytes are left behind the last value.</summary>
    TrailingBytes = 6,

    /// <summary>Bytes that begin no value of the encoding.</summary>
    InvalidEncoding = 7,

    /// <summary>The code that reads a type refused the value.</summary>
    Rejected = 8,
}
