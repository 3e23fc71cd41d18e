namespace Transport.Multiplayer.Generator.Model;

/// <summary>Where a parameter's value comes from.</summary>
internal enum ParameterKind
{
    /// <summary>From the caller.</summary>
    Argument = 0,

    /// <summary>From the receiver: who calls.</summary>
    Context = 1,

    /// <summary>From the receiver: cancelled when the caller is gone.</summary>
    Cancellation = 2,
}
