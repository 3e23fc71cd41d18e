using OpenQA.Selenium;
using OpenQA.Selenium.Chrome;
using Transport.EndToEnd;

namespace ConnectFour.Server.Tests;

/// <summary>The windows of one browser. One command at a time.</summary>
internal sealed class Pages(Chromium chromium)
{
    private bool _hasFirst;

    /// <summary>A window of its own.</summary>
    public async Task<PlayerPage> OpenAsync(string url) => new(this, await chromium.UseAsync(driver =>
    {
        if (_hasFirst) driver.SwitchTo().NewWindow(WindowType.Window);
        _hasFirst = true;
        Resize(driver, PlayerPage.Desktop);
        driver.Navigate().GoToUrl(new Uri(url));
        return driver.CurrentWindowHandle;
    }));

    public Task<T> UseAsync<T>(string window, Func<ChromeDriver, T> use) => chromium.UseAsync(driver =>
    {
        driver.SwitchTo().Window(window);
        return use(driver);
    });

    /// <summary>The picture has this size, and not the window with what is around it.</summary>
    public static void Resize(ChromeDriver driver, (int Width, int Height) size) => driver.ExecuteCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        new() { ["width"] = size.Width, ["height"] = size.Height, ["deviceScaleFactor"] = 1, ["mobile"] = size.Width < 600 });
}
