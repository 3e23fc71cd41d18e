namespace Transport.LiteNet.Endpoints;

/// <summary>How something is to end.</summary>
internal enum EndKind
{
    /// <summary>After what is queued, with code and reason.</summary>
    Close,

    /// <summary>At once and without a word.</summary>
    Cut,

    /// <summary>At once, with code and reason: the remote reads too slowly.</summary>
    Fail,
}
