using NUnit.Framework.Interfaces;
using Transport.EndToEnd;
using Transport.Interop.Tests.Strangers;

namespace Transport.Interop.Tests;

/// <summary>What all fixtures share: one stranger for all their tests, a deadline for each, and two certificates.</summary>
internal abstract class InteropTests
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(60);

    private CancellationTokenSource? _deadline;
    private Stranger? _stranger;

    /// <summary>Ends every wait of a test that takes too long.</summary>
    protected CancellationToken Deadline => _deadline!.Token;

    /// <summary>For localhost; the one that a stranger is told to trust.</summary>
    protected TestCertificate Trusted { get; private set; } = null!;

    /// <summary>For localhost; trusted by nobody.</summary>
    protected TestCertificate Unknown { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartStranger()
    {
        Trusted = new TestCertificate();
        Unknown = new TestCertificate();
        _stranger = await StartAsync();
    }

    [OneTimeTearDown]
    public async Task EndStranger()
    {
        if (_stranger is not null) await _stranger.DisposeAsync();
        Trusted?.Dispose();
        Unknown?.Dispose();
    }

    [SetUp]
    public void StartClock() => _deadline = new CancellationTokenSource(TimeLimit);

    [TearDown]
    public void ShowOutput()
    {
        _deadline?.Dispose();
        var output = _stranger?.TakeOutput();
        if (TestContext.CurrentContext.Result.Outcome.Status == TestStatus.Failed)
            TestContext.Out.WriteLine($"The stranger's own output:\n{output}");
    }

    protected abstract Task<Stranger> StartAsync();

    /// <summary>Asserts that a stranger is answered with an HTTP status.</summary>
    protected async Task AssertRefusedAsync(Stranger client, Uri url, int status, params string[] protocols)
    {
        client.TakeOutput();
        var opening = await client.TryOpenAsync(url, Deadline, null, protocols);
        Assert.That(opening.Refusal, Is.Not.Null);
        // ws tells its caller the status; Chromium tells its console.
        Assert.That(
            opening.Refusal!.Error + client.TakeOutput(),
            Does.Contain($"server response: {status}").Or.Contain($"response code: {status}"));
    }

    /// <summary>Waits for something that nothing announces.</summary>
    protected Task UntilAsync(Func<bool> condition, string what) => UntilAsync(() => Task.FromResult(condition()), what);

    /// <inheritdoc cref="UntilAsync(Func{bool}, string)"/>
    protected async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        try
        {
            while (!await condition()) await Task.Delay(5, Deadline);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"It was waited in vain until {what}.");
        }
    }
}
