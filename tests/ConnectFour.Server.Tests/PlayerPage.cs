using OpenQA.Selenium;
using OpenQA.Selenium.Chrome;

namespace ConnectFour.Server.Tests;

/// <summary>One window of the browser, as its user sees it.</summary>
internal sealed class PlayerPage(Pages pages, string window)
{
    public static readonly (int Width, int Height) Desktop = (1280, 800);
    public static readonly (int Width, int Height) Phone = (390, 844);

    // A page that was not published starts slowly, and on a busy machine more so.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>Fills in the form of the start, and plays or watches.</summary>
    public async Task EnterAsync(string name, string match, string button = "play")
    {
        await WaitAsync("#name");
        await UseAsync(driver =>
        {
            Fill(driver, "name", name);
            Fill(driver, "match", match);
            driver.FindElement(By.Id(button)).Click();
            return true;
        });
        await TextAsync("#connection", "Connected");
    }

    /// <summary>Waits for an element.</summary>
    public Task WaitAsync(string selector) => UntilAsync(driver => driver.FindElements(By.CssSelector(selector)).Count > 0, $"There is no {selector}");

    /// <summary>Waits until an element has a text in it, and returns all of its text.</summary>
    public async Task<string> TextAsync(string selector, string text)
    {
        var seen = "";
        await UntilAsync(
            driver =>
            {
                seen = driver.ExecuteScript("return document.querySelector(arguments[0])?.innerText ?? ''", selector) as string ?? "";
                return seen.Contains(text, StringComparison.Ordinal);
            },
            () => $"{selector} is '{seen}', and not '{text}'");
        return seen;
    }

    public Task ClickAsync(string selector) => UseAsync(driver =>
    {
        driver.FindElement(By.CssSelector(selector)).Click();
        return true;
    });

    /// <summary>Presses keys, wherever the keyboard is.</summary>
    public Task PressAsync(params string[] keys) => UseAsync(driver =>
    {
        foreach (var key in keys) driver.SwitchTo().ActiveElement().SendKeys(key);
        return true;
    });

    public Task ReloadAsync() => UseAsync(driver =>
    {
        driver.Navigate().Refresh();
        return true;
    });

    /// <summary>Runs a script until it returns true.</summary>
    public Task UntilAsync(string script, string otherwise) => UntilAsync(driver => driver.ExecuteScript(script) is true, otherwise);

    /// <summary>Runs a script, and returns what it returns.</summary>
    public Task<object?> RunAsync(string script) => UseAsync(driver => driver.ExecuteScript(script));

    /// <summary>The discs, row by row from the top: <c>R</c>, <c>Y</c>, or a point.</summary>
    public async Task<string> BoardAsync() => (string)(await RunAsync("""
        return [...document.querySelectorAll('#board .row')].map(row => [...row.querySelectorAll('.disc')]
          .map(disc => disc.classList.contains('red') ? 'R' : disc.classList.contains('yellow') ? 'Y' : '.').join('')).join(' ');
        """))!;

    /// <summary>Waits until so many discs are on the board.</summary>
    public Task DiscsAsync(int count) => UntilAsync(
        driver => driver.FindElements(By.CssSelector("#board .disc.red, #board .disc.yellow")).Count == count, $"There are not {count} discs");

    /// <summary>Pictures of both sizes.</summary>
    public Task PhotographAsync(string name) => UseAsync(driver =>
    {
        Directory.CreateDirectory(Built.Screenshots);
        foreach (var (kind, size) in new[] { ("desktop", Desktop), ("phone", Phone) })
        {
            Pages.Resize(driver, size);
            // What falls has landed.
            driver.ExecuteAsyncScript("const done = arguments[0]; Promise.all(document.getAnimations().filter(a => a.effect.getTiming().iterations < 2).map(a => a.finished)).then(() => requestAnimationFrame(() => done()))");
            driver.GetScreenshot().SaveAsFile(Path.Combine(Built.Screenshots, $"{name}-{kind}.png"));
        }
        Assert.That(driver.ExecuteScript("return document.documentElement.scrollWidth"), Is.LessThanOrEqualTo((long)Phone.Width), "nothing sticks out of a phone's screen");
        Pages.Resize(driver, Desktop);
        return true;
    });

    private static void Fill(ChromeDriver driver, string id, string text)
    {
        var field = driver.FindElement(By.Id(id));
        field.Clear();
        field.SendKeys(text);
    }

    private Task UntilAsync(Func<ChromeDriver, bool> condition, string otherwise) => UntilAsync(condition, () => otherwise);

    private async Task UntilAsync(Func<ChromeDriver, bool> condition, Func<string> otherwise)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (!await UseAsync(condition))
        {
            if (deadline.IsCancellationRequested) Assert.Fail($"{otherwise()}\n{await UseAsync(driver => driver.FindElement(By.TagName("body")).Text)}");
            await Task.Delay(20);
        }
    }

    private Task<T> UseAsync<T>(Func<ChromeDriver, T> use) => pages.UseAsync(window, use);
}
