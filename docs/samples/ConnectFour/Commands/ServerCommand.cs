using System.CommandLine;
using ConnectFour.Matches;
using ConnectFour.Players;
using Samples.CommandLine;
using Transport;
using Transport.Multiplayer;

namespace ConnectFour.Commands;

/// <summary><c>server</c>: one match for all who join, until Ctrl+C.</summary>
internal static class ServerCommand
{
    public static Command Create()
    {
        var transport = SharedOptions.Transport("What the game travels over.", Carriers.NetworkNames);
        var port = SharedOptions.Port(9080, "The port to listen on, of either carrier, 1 to 65535; 0 for any free one.");
        var match = GameOptions.Match("The match's name. Who joins has to name the same.", "main");
        var turnTime = GameOptions.TurnTime();
        var seed = SharedOptions.Seed();
        var command = new Command("server", "Open a match. One game follows the other; Ctrl+C ends it.") { transport, port, match, turnTime, seed };
        command.SetAction((parsed, cancellationToken) =>
        {
            var options = new MatchOptions
            {
                TurnTime = TimeSpan.FromSeconds(parsed.GetValue(turnTime)),
                BotSeed = parsed.GetValue(seed) ?? Random.Shared.Next(),
            };
            var host = Carriers.Open(parsed.GetRequiredValue(transport), parsed.GetValue(port), isPublic: true);
            return RunAsync(host, parsed.GetRequiredValue(match), options, parsed.InvocationConfiguration, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        Host host, string name, MatchOptions options, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        await using var peer = host.Server;
        using var api = new MultiplayerApi(peer, MatchOptions.ApiOptions());
        using var match = new Match(api, name, options, log: console.Output.WriteLine);
        await console.Output.WriteLineAsync($"Match '{name}' is open at {string.Join(" and ", host.Addresses)}. Ctrl+C closes it.");
        var failure = await match.RunAsync(cancellationToken);
        if (failure is { } info)
        {
            await console.Error.WriteLineAsync(DisconnectWords.Describe("The network", info));
            return ExitCode.Failure;
        }
        await peer.CloseAsync(CloseCode.GoingAway, "The server closes.", CancellationToken.None);
        await console.Output.WriteLineAsync("The match is closed.");
        return ExitCode.Success;
    }
}
