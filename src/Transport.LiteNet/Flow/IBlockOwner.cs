namespace Transport.LiteNet.Flow;

/// <summary>Is told when the packets of a block are done with, on the thread that did it.</summary>
internal interface IBlockOwner
{
    void Released(in InboundRoom.Share share);
}
