using Transport.LoadTest.Scenarios;

namespace Transport.LoadTest.Processes;

/// <summary>The first line that a child process is sent, and again when it has quit: what it is to be.</summary>
internal sealed record AgentStart(AgentRole Role, string Contender, string Scenario, LoadSettings Settings);
