namespace Transport.LoadTest.Contenders.Tcp;

/// <summary>What goes in both directions, and the bytes that go before it: as many as an upgrade takes, and a peer's id.</summary>
internal sealed record TcpRecords(TcpRecord FromClient, TcpRecord FromServer)
{
    /// <summary>A request of this library's client has about this size.</summary>
    public const int RequestBytes = 155;

    /// <summary>The answer of this library's server, and the frame with the id.</summary>
    public const int AnswerBytes = 129 + 6;

    public static TcpRecords For(MessageSizes sizes) =>
        new(TcpRecord.Create(sizes.RequestBytes, isMasked: true), TcpRecord.Create(sizes.AnswerBytes, isMasked: false));
}
