namespace Transport.LoadTest.Processes;

/// <summary>Which side a child process plays.</summary>
internal enum AgentRole
{
    Server,
    Clients,
}
