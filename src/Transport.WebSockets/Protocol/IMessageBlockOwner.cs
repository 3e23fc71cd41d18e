namespace Transport.WebSockets.Protocol;

/// <summary>The connection that a block of messages came from: it is told when their room is free again.</summary>
internal interface IMessageBlockOwner
{
    /// <summary>Called once, on the thread that releases the block, which still knows its count and its bytes.</summary>
    void Released(MessageBlock block);
}
