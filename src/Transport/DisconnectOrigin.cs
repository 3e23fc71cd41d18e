namespace Transport;

/// <summary>Who ended a connection.</summary>
public enum DisconnectOrigin
{
    /// <summary>This end.</summary>
    Local = 0,

    /// <summary>The other end.</summary>
    Remote = 1,

    /// <summary>Neither of them: the connection between them broke or was never made.</summary>
    Network = 2,
}
