namespace Transport.WebSockets.Protocol;

/// <summary>Why <see cref="MessageReader.Read"/> came back.</summary>
internal enum ReadOutcome
{
    /// <summary>All that can be read is read.</summary>
    NeedMoreBytes = 0,

    /// <summary>The next message is complete and finds no room; nothing is lost.</summary>
    InboundFull,

    /// <summary>A ping; answer with its payload.</summary>
    Ping,

    /// <summary>A pong, asked for or not.</summary>
    Pong,

    /// <summary>The remote's close. Nothing more is read.</summary>
    Close,

    /// <summary>The remote broke a rule. Nothing more is read.</summary>
    Failed,
}
