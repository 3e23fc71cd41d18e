using System.Collections.Concurrent;
using TicTacToe.Client;

namespace TicTacToe.Tests.Client;

/// <summary>Keeps what was shown.</summary>
internal sealed class RecordingScreen : IGameScreen
{
    private readonly ConcurrentQueue<GameView> _views = new();

    public IEnumerable<string> Notices => _views.Select(view => view.Notice);

    public GameView Last => _views.Last();

    public void Show(GameView game) => _views.Enqueue(game);
}
