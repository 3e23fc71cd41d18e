namespace Transport.Godot;

/// <summary>Why bytes could not be read as a Variant, and where.</summary>
/// <param name="Error">What is wrong.</param>
/// <param name="Offset">Where the value begins that it is wrong with, counted from the first byte that the reader was given.</param>
/// <param name="Type">The type of that value; <see cref="VariantType.Nil"/> when it is not known.</param>
public readonly record struct VariantFault(VariantError Error, int Offset, VariantType Type)
{
    /// <summary>One sentence, for logs.</summary>
    public override string ToString()
    {
        var what = Type == VariantType.Nil ? "value" : Type.ToString();
        return Error switch
        {
            VariantError.None => "There is no fault.",
            VariantError.Truncated => $"The bytes end inside the {what} that begins at byte {Offset}.",
            VariantError.UnknownType => $"The value at byte {Offset} has a type or form that does not exist.",
            VariantError.WrongType => $"The {what} at byte {Offset} is of another type than what was asked for.",
            VariantError.OutOfRange => $"The {what} at byte {Offset} does not fit the type that was asked for.",
            VariantError.InvalidText => $"Text in the {what} at byte {Offset} is not UTF-8.",
            VariantError.TooDeep => $"The {what} at byte {Offset} is nested too deep.",
            VariantError.ObjectsNotAllowed => $"The {what} at byte {Offset} is sent in full, which is not allowed here.",
            VariantError.WrongElementType => $"The {what} at byte {Offset} does not fit the typed container that it is in.",
            _ => $"{Error} in the {what} at byte {Offset}.",
        };
    }
}
