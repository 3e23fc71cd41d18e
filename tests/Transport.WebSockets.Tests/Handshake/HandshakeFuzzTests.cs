using System.Text;
using Transport.WebSockets.Handshake;

namespace Transport.WebSockets.Tests.Handshake;

/// <summary>
/// Random and mutated heads through both roles: nothing throws, memory stays within the limit, and the result is the same however
/// the bytes are cut.
/// </summary>
public class HandshakeFuzzTests
{
    private const int Heads = 200_000;
    private const int Urls = 50_000;

    private static readonly ServerHandshakeSettings[] Servers =
    [
        new(),
        new() { MaxHeadBytes = 256 },
        new() { SupportedProtocols = ["chess", "go"], HandshakeHeaders = ["Server: dice"] },
        new() { AllowedOrigins = ["https://game.example"], MaxHeadBytes = 1024 },
    ];

    [Test]
    public void NoHeadThrowsOrGrowsOrDependsOnItsCuts()
    {
        var seed = TestSeed.Value;
        var mutator = new HeadMutator(TestSeed.NewRandom());
        var outcomes = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < Heads; i++)
        {
            var head = mutator.Next();
            var settings = Servers[mutator.Random.Next(Servers.Length)];
            var protocols = mutator.Random.Next(2) == 0 ? [] : new[] { "chess", "go" };
            try
            {
                Count(outcomes, ServerOutcome(head, settings, mutator.Random));
                Count(outcomes, ClientOutcome(head, protocols, settings.MaxHeadBytes, mutator.Random));
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"TRANSPORT_SEED={seed}, head {i}: {Encoding.Latin1.GetString(head)}", exception);
            }
        }
        foreach (var (outcome, count) in outcomes) TestContext.Out.WriteLine($"{outcome}: {count}");
        TestContext.Out.WriteLine($"heads: {Heads}, each through both roles");
        foreach (var outcome in (string[])
            ["server Complete", "server NeedMoreBytes", "server 400", "server 403", "server 405", "server 426", "server 431", "server 505",
             "client Complete", "client NeedMoreBytes", "client Refused", "client ProtocolError"])
            Assert.That(outcomes.GetValueOrDefault(outcome), Is.GreaterThan(100), $"{outcome} is reached");
    }

    [Test]
    public void NoUrlThrowsAndWhatIsOneMakesARequest()
    {
        var seed = TestSeed.Value;
        var mutator = new HeadMutator(TestSeed.NewRandom());
        var parsed = 0;
        for (var i = 0; i < Urls; i++)
        {
            var text = mutator.NextUrl();
            try
            {
                if (!WebSocketUrl.TryParse(text, out var url, out var error))
                {
                    Assert.That(error, Is.Not.Empty.And.Not.Contain("\n"));
                    continue;
                }
                parsed++;
                Assert.That(Ends.Url(url.ToString()).ToString(), Is.EqualTo(url.ToString()));
                var request = new ClientHandshake(url, [], [], Ends.MaxHeadBytes, HeadText.Nonce).Request;
                var server = new ServerHandshake(new ServerHandshakeSettings { MaxHeadBytes = 100_000 });
                Assert.That(server.Receive(request.Span, out _), Is.EqualTo(HandshakeProgress.Complete), server.Refusal?.Text);
                Assert.That((server.Host, server.RequestTarget), Is.EqualTo((url.HostHeader, url.RequestTarget)));
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"TRANSPORT_SEED={seed}, URL {i}: {text}", exception);
            }
        }
        TestContext.Out.WriteLine($"URLs: {Urls}, good: {parsed}");
        Assert.That(parsed, Is.InRange(Urls / 10, Urls * 9 / 10));
    }

    private static string ServerOutcome(byte[] head, ServerHandshakeSettings settings, Random random)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var whole = new ServerHandshake(settings);
        var consumed = Ends.Feed(whole, head, int.MaxValue);
        CheckMemory(before, settings.MaxHeadBytes);
        var expected = Ends.Describe(whole, consumed);
        foreach (var piece in Pieces(random))
        {
            var cut = new ServerHandshake(settings);
            Check(expected, Ends.Describe(cut, Ends.Feed(cut, head, piece)), piece);
        }
        if (whole.Progress != HandshakeProgress.Failed)
        {
            if (whole.Progress == HandshakeProgress.Complete) HeadText.LinesOf(whole.Accept());
            return $"server {whole.Progress}";
        }
        var response = Encoding.UTF8.GetString(whole.Refusal!.Response.Span);
        CheckPrintable(response.Replace("\r\n", "", StringComparison.Ordinal).TrimEnd('\n'), 1200);
        return $"server {whole.Refusal.Status}";
    }

    private static string ClientOutcome(byte[] head, string[] protocols, int maxHeadBytes, Random random)
    {
        var whole = new ClientHandshake(Url, protocols, [], maxHeadBytes, HeadText.Nonce);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var consumed = Ends.Feed(whole, head, int.MaxValue);
        CheckMemory(before, maxHeadBytes);
        var expected = Ends.Describe(whole, consumed);
        foreach (var piece in Pieces(random))
        {
            var cut = new ClientHandshake(Url, protocols, [], maxHeadBytes, HeadText.Nonce);
            Check(expected, Ends.Describe(cut, Ends.Feed(cut, head, piece)), piece);
            if (!whole.FailureText.StartsWith(cut.FailureText, StringComparison.Ordinal))
                Assert.Fail($"Only the body's line may be missing from \"{cut.FailureText}\" of \"{whole.FailureText}\".");
        }
        CheckPrintable(whole.FailureText, 500);
        return whole.Progress == HandshakeProgress.Failed ? $"client {whole.FailureReason}" : $"client {whole.Progress}";
    }

    private static WebSocketUrl Url { get; } = Ends.Url("ws://server.example.com/chat");

    private static int[] Pieces(Random random) => [1, random.Next(2, 64)];

    private static void Check(string expected, string actual, int piece)
    {
        if (actual != expected) Assert.Fail($"In one piece: {expected}\nin pieces of {piece}: {actual}");
    }

    private static void CheckPrintable(string text, int maxChars)
    {
        if (text.Length > maxChars || text.Any(c => c is < ' ' or > '~')) Assert.Fail($"Too long or not printable: {text}");
    }

    // A line in hand, its fields as text (two bytes a character) and the answer; what follows the head costs nothing.
    private static void CheckMemory(long before, int maxHeadBytes)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        if (allocated > 16 * maxHeadBytes + 16_384) Assert.Fail($"{allocated} bytes were taken for a head of at most {maxHeadBytes}.");
    }

    private static void Count(SortedDictionary<string, int> outcomes, string outcome) =>
        outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
}
