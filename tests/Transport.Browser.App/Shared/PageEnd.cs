namespace Transport.Browser.App.Shared;

/// <summary>A <see cref="DisconnectInfo"/> in JSON.</summary>
internal sealed record PageEnd(DisconnectReason Reason, DisconnectOrigin Origin, int Code, string Text, bool IsClean)
{
    public static PageEnd From(DisconnectInfo info) => new(info.Reason, info.Origin, info.Code, info.Text, info.IsClean);

    public DisconnectInfo ToInfo() => new(Reason, Origin, Code, Text, IsClean);
}
