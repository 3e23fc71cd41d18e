namespace Transport.LiteNet.Security;

/// <summary>How an end wants its datagrams protected. The values are on the wire.</summary>
internal enum SecurityKind : byte
{
    /// <summary>Not at all.</summary>
    None = 0,

    /// <summary>By a secret that both ends have.</summary>
    SharedSecret = 1,

    /// <summary>By a token that an issuer gave the client, sealed with the server's key.</summary>
    Token = 2,
}
