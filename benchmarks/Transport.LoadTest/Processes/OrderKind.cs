namespace Transport.LoadTest.Processes;

/// <summary>What a child process is told to do.</summary>
internal enum OrderKind
{
    /// <summary>Ends what the process was; it may be told to be something else.</summary>
    Quit = 0,

    /// <summary>Tells what was used up and said so far.</summary>
    Mark,

    /// <summary>Gives back all memory that can be given back, and tells what is left.</summary>
    MeasureMemory,

    /// <summary>Servers: waits until so many connections are open.</summary>
    AwaitOpen,

    /// <summary>Servers: makes every client talk.</summary>
    Go,

    /// <summary>Servers: sends to everyone at a rate.</summary>
    Broadcast,

    /// <summary>Clients: opens so many connections more.</summary>
    Connect,

    /// <summary>Clients: from now on conversations may send, and nothing is recorded.</summary>
    Arm,

    /// <summary>Clients: records what happens in so many seconds.</summary>
    Measure,

    /// <summary>Clients: lets so many connections talk at a rate.</summary>
    Talk,

    /// <summary>Clients: waits until so many messages were received in all.</summary>
    AwaitReceived,

    /// <summary>Clients: sends nothing new, and waits until everything is answered.</summary>
    Drain,

    /// <summary>Clients: closes all connections.</summary>
    Disconnect,
}
