namespace Transport.ContractTests;

/// <summary>What became of the rules over one carrier, as one line of the output.</summary>
internal sealed class ContractReport
{
    private readonly HashSet<string> _reasons = [];
    private string _carrier = "";
    private int _kept;
    private int _notKept;
    private int _broken;

    public void Add(string carrier, bool isKept, string? exception)
    {
        _carrier = carrier;
        if (isKept) _kept++;
        else if (exception is null) _broken++;
        else
        {
            _notKept++;
            _reasons.Add(exception.TrimEnd('.'));
        }
    }

    public override string ToString()
    {
        var line = $"contract: {_carrier}: {_kept} rules kept";
        if (_notKept > 0) line += $", {_notKept} not kept by name ({string.Join("; ", _reasons)})";
        if (_broken > 0) line += $", {_broken} broken";
        return line;
    }
}
