using Spectre.Console;
using Spectre.Console.Rendering;
using TicTacToe.Client;
using TicTacToe.Rules;
using TicTacToe.Terminal;

namespace TicTacToe.Tests.Terminal;

public sealed class TerminalScreenTests
{
    [Test]
    public void ShowsBoardNoticeAndWhoseTurnItIs()
    {
        IRenderable? picture = null;
        var screen = new TerminalScreen(drawn => picture = drawn);
        screen.Show(new GameView(Mark.Cross, Board.Empty.Play(0).Play(4), IsRunning: true, "O plays 5."));
        var text = Render(picture!);

        Assert.That(text, Does.Contain("you are X"));
        Assert.That(text, Does.Contain("│  X  │  2  │  3  │"));
        Assert.That(text, Does.Contain("│  4  │  O  │  6  │"));
        Assert.That(text, Does.Contain("O plays 5."));
        Assert.That(text, Does.Contain("Your turn:"));
    }

    [Test]
    public void NoticeIsNotMarkup()
    {
        IRenderable? picture = null;
        new TerminalScreen(drawn => picture = drawn).Show(GameView.Start with { Notice = "[red]not red[/] [nonsense" });

        Assert.That(Render(picture!), Does.Contain("[red]not red[/] [nonsense"));
    }

    [Test]
    public void CursorIsDrawnAgainWhereItStands()
    {
        var pictures = new List<IRenderable>();
        var screen = new TerminalScreen(pictures.Add);
        screen.Show(new GameView(Mark.Cross, Board.Empty, IsRunning: true, ""));
        screen.ShowCursor(0);

        Assert.That(pictures, Has.Count.EqualTo(2));
        Assert.That(Render(pictures[0], AnsiSupport.Yes), Does.Match(@"\[7;[0-9;]+m 5 "));
        Assert.That(Render(pictures[1], AnsiSupport.Yes), Does.Match(@"\[7;[0-9;]+m 1 "));
    }

    private static string Render(IRenderable picture, AnsiSupport ansi = AnsiSupport.No)
    {
        using var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = ansi,
            ColorSystem = ansi == AnsiSupport.Yes ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = 100;
        console.Profile.Capabilities.Unicode = true;
        console.Write(picture);
        return output.ToString();
    }
}
