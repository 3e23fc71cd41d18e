using Samples;
using Transport;

namespace TicTacToe;

/// <summary>
/// A <see cref="DisconnectInfo"/> in a player's words. The reasons are the same over every carrier, so this page serves them all.
/// </summary>
public static class DisconnectWords
{
    /// <summary>What became of someone: <c>X left the table: I have to go.</c></summary>
    /// <param name="who">The other end, as this end calls it: <c>X</c>, <c>The server</c>.</param>
    /// <param name="info">How the connection ended.</param>
    public static string Describe(string who, DisconnectInfo info)
    {
        var what = info.Reason switch
        {
            DisconnectReason.Closed when info.Origin == DisconnectOrigin.Local => $"{who} was sent away",
            DisconnectReason.Closed => $"{who} closed the connection",
            DisconnectReason.ConnectionLost => $"The connection to {Inside(who)} broke",
            DisconnectReason.TimedOut => $"{who} was not heard of for too long",
            DisconnectReason.SlowConsumer => $"{who} read too slowly",
            DisconnectReason.PacketTooLarge or DisconnectReason.ProtocolError => $"{who} and this end did not understand each other",
            DisconnectReason.Unreachable => $"{who} cannot be reached",
            DisconnectReason.HandshakeTimedOut => $"{who} did not answer in time",
            DisconnectReason.Refused => $"{who} said no",
            DisconnectReason.SecurityFailed => $"There is no secure connection to {Inside(who)}",
            DisconnectReason.Aborted => $"{who} was cut off",
            _ => $"The network failed between this end and {Inside(who)}",
        };
        return info.Text.Length == 0 ? $"{what}." : $"{what}: {PlainText.From(info.Text)}";
    }

    private static string Inside(string who) => who.StartsWith("The ", StringComparison.Ordinal) ? "the " + who[4..] : who;
}
