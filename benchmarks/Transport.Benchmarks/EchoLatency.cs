using System.Diagnostics;
using System.Globalization;
using Transport.LiteNet;

namespace Transport.Benchmarks;

/// <summary>
/// The distribution of <see cref="LiteNetEchoBenchmarks"/>, as a table in Markdown. The three take turns in one run, since a machine is not the
/// same from one minute to the next.
/// </summary>
internal static class EchoLatency
{
    private const int Rounds = 10;
    private const int Echoes = 10_000;

    public static void Run()
    {
        using var bare = new BareEcho();
        using var contract = new ContractEcho();
        using var encrypted = new ContractEcho(LiteNetSecurity.SharedSecret(new byte[32]));
        var payload = new byte[64];
        (string Name, Action Echo, List<double> Times)[] measured =
        [
            ("bare LiteNetLib, manual mode", () => bare.Echo(payload), []),
            ("contract", () => contract.Echo(payload), []),
            ("contract, encrypted", () => encrypted.Echo(payload), []),
        ];
        for (var round = -1; round < Rounds; round++)
        {
            foreach (var (_, echo, times) in measured) Measure(echo, round < 0 ? [] : times);
        }
        Console.WriteLine("| 64 bytes there and back | p50, us | p90, us | p99, us | p50, ratio |");
        Console.WriteLine("|---|---|---|---|---|");
        var reference = Percentile(measured[0].Times, 50);
        foreach (var (name, _, times) in measured)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {Percentile(times, 50):0.0} | {Percentile(times, 90):0.0} | {Percentile(times, 99):0.0} | {Percentile(times, 50) / reference:0.00} |"));
        }
    }

    private static void Measure(Action echo, List<double> times)
    {
        for (var i = 0; i < Echoes; i++)
        {
            var start = Stopwatch.GetTimestamp();
            echo();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }
    }

    private static double Percentile(List<double> times, int percent)
    {
        times.Sort();
        return times[times.Count * percent / 100];
    }
}
