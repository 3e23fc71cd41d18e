using LiteNetLib;

namespace Transport.LiteNet.Endpoints;

/// <summary>
/// Keeps LiteNetLib from writing to the console what strangers make it complain of. Its logger is one for the whole process: another one that was
/// set before, or is set later, stays.
/// </summary>
internal sealed class QuietNetLogger : INetLogger
{
    private QuietNetLogger()
    {
    }

    public static void Install() => NetDebug.Logger ??= new QuietNetLogger();

    public void WriteNet(NetLogLevel level, string str, params object[] args)
    {
        // What matters comes as an event.
    }
}
