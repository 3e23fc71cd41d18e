using Transport;

namespace ConnectFour.Players;

/// <summary>A <see cref="DisconnectInfo"/> in a player's words, the same over every carrier.</summary>
public static class DisconnectWords
{
    private const int MaxTextLength = 120;

    /// <summary>What became of the other end.</summary>
    /// <param name="who">As this end calls it: <c>The server</c>.</param>
    /// <param name="info">How the connection ended.</param>
    public static string Describe(string who, DisconnectInfo info)
    {
        var what = info.Reason switch
        {
            DisconnectReason.Closed => "closed the connection",
            DisconnectReason.TimedOut => "was not heard of for too long",
            DisconnectReason.Unreachable => "cannot be reached",
            DisconnectReason.HandshakeTimedOut => "did not answer in time",
            DisconnectReason.Refused => "said no",
            DisconnectReason.SecurityFailed => "could not be reached securely",
            DisconnectReason.PacketTooLarge or DisconnectReason.ProtocolError => "was not understood",
            _ => "is no longer connected",
        };
        var text = PlainText.From(info.Text, MaxTextLength);
        return text.Length == 0 ? $"{who} {what}." : $"{who} {what}: {text}";
    }
}
