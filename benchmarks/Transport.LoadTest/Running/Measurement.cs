using Transport.LoadTest.Contenders;
using Transport.LoadTest.Scenarios;

namespace Transport.LoadTest.Running;

/// <summary>A sample and what it is of.</summary>
/// <param name="Scenario">The work.</param>
/// <param name="Contender">Who did it.</param>
/// <param name="Round">1, 2 and so on.</param>
/// <param name="Sample">What came of it.</param>
internal sealed record Measurement(Scenario Scenario, IContender Contender, int Round, Sample Sample);
