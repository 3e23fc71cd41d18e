using Transport.LoadTest.Conversations;
using Transport.LoadTest.Scenarios;

namespace Transport.LoadTest.Contenders;

/// <summary>
/// A way to carry messages that is measured. To add one: a folder with the three classes, and its line in <see cref="ContenderList"/>.
/// </summary>
internal interface IContender
{
    /// <summary>As on the command line and in the tables.</summary>
    string Name { get; }

    /// <summary>One line for the help text and the report.</summary>
    string Description { get; }

    /// <summary>Whether it is this library's own, and so what the others are references for.</summary>
    bool IsOurs { get; }

    /// <summary>Why it does not take part in a scenario; null when it does.</summary>
    string? WhyNot(Scenario scenario);

    /// <summary>How many clients it can have in one process.</summary>
    int MostClients => int.MaxValue;

    /// <summary>The server's side.</summary>
    /// <param name="sizes">How large the messages will be.</param>
    /// <param name="open">Called for each connection, from any thread: what the server says on it.</param>
    IContenderServer CreateServer(MessageSizes sizes, Func<Conversation> open);

    /// <summary>The clients' side of one process.</summary>
    /// <param name="sizes">How large the messages will be.</param>
    IContenderClients CreateClients(MessageSizes sizes);
}
