using Transport.Carriers;

namespace Transport.Tests;

/// <summary>A block that counts its releases, and spoils its payloads with the first.</summary>
internal sealed class ScriptedBlock : PacketBlock
{
    private readonly byte[][] _payloads;

    public ScriptedBlock(int sender, params byte[] payloads)
    {
        Sender = sender;
        _payloads = [.. payloads.Select(payload => new[] { payload })];
    }

    public int Releases { get; private set; }

    public override int Count => _payloads.Length;

    public override int PayloadBytes => _payloads.Length;

    public override Packet this[int index] => new(Sender, _payloads[index], TransferMode.Reliable, index);

    public override void Release()
    {
        Releases++;
        foreach (var payload in _payloads) payload[0] = 0xFF;
    }
}
