using System.Text;

namespace Transport.Multiplayer.Generator.Writing;

/// <summary>Text of a source file, line by line, indented by its braces.</summary>
internal sealed class SourceWriter
{
    private const int Spaces = 4;

    private readonly StringBuilder _text = new();
    private int _depth;
    private bool _wantsGap;

    public void Line(string line)
    {
        _wantsGap = line != "{";
        _text.Append(' ', _depth * Spaces).Append(line).Append('\n');
    }

    /// <summary>A line one step further in.</summary>
    public void Indented(string line)
    {
        _depth++;
        Line(line);
        _depth--;
    }

    /// <summary>An empty line, unless there is one already or a block has just begun.</summary>
    public void Gap()
    {
        if (_wantsGap) _text.Append('\n');
        _wantsGap = false;
    }

    public void Open(string header)
    {
        Line(header);
        Line("{");
        _depth++;
    }

    public void Close(string end = "}")
    {
        _depth--;
        Line(end);
    }

    public override string ToString() => _text.ToString();
}
