using Transport.LoadTest.Contenders;
using Transport.LoadTest.Conversations;
using Transport.LoadTest.Measuring;
using Transport.LoadTest.Processes;

namespace Transport.LoadTest.Scenarios;

/// <summary>Work that every contender is given: what both ends say, and how it is measured.</summary>
internal abstract class Scenario
{
    /// <summary>What every message has that is not of a scenario's own size, in bytes.</summary>
    public const int SmallMessage = 64;

    /// <summary>As on the command line and in the tables.</summary>
    public abstract string Name { get; }

    /// <summary>One line for the help text and the report.</summary>
    public abstract string Description { get; }

    /// <summary>What contenders are compared by.</summary>
    public abstract Metric Metric { get; }

    public virtual MessageSizes Sizes { get; } = new(SmallMessage, SmallMessage);

    /// <summary>Whether calls are made instead of messages sent.</summary>
    public virtual bool UsesCalls => false;

    /// <summary>Whether each measurement takes processes of its own, and no others are up meanwhile.</summary>
    public virtual bool TakesFreshProcesses => false;

    /// <summary>
    /// Whether a round is cut into several short ones. Where few threads talk to each other, it is luck on which processors the system puts them,
    /// and it keeps them there for a while: a few long measurements would tell the luck.
    /// </summary>
    public virtual bool IsCut => false;

    /// <summary>How many connections a process may have at once.</summary>
    public abstract int CountConnections(LoadSettings settings);

    /// <summary>What a server says on a new connection.</summary>
    public abstract Conversation OpenServer();

    /// <summary>What a client says.</summary>
    public abstract Conversation OpenClient(Meter meter, ReadOnlySpan<byte> ballast);

    /// <summary>Connects and warms up.</summary>
    public abstract Task PrepareAsync(ProcessPair pair, LoadSettings settings);

    /// <summary>Measures once.</summary>
    public abstract Task<Sample> MeasureAsync(ProcessPair pair, LoadSettings settings);

    public override string ToString() => Name;
}
