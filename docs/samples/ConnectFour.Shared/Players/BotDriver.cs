namespace ConnectFour.Players;

/// <summary>Has a bot play a client's seat.</summary>
public sealed class BotDriver
{
    private readonly MatchClient _client;
    private readonly BotPlayer _bot;

    /// <summary>From now on.</summary>
    /// <param name="client">Whose seat.</param>
    /// <param name="bot">Who thinks.</param>
    public BotDriver(MatchClient client, BotPlayer bot)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
        _bot = bot;
        client.Changed += OnChanged;
    }

    private void OnChanged()
    {
        // What became of it is seen with the next change.
        if (_client.IsMyTurn) _ = _client.DropAsync(_bot.ChooseColumn(_client.View.Board));
    }
}
