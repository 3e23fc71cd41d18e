using System.Globalization;
using System.Text;

namespace Transport.Multiplayer.Generator.Codecs;

/// <summary>
/// The signature of a method. Two ends with the same text write the same bytes, so types are told by what is written: a record by its
/// members, an enumeration by its numbers.
/// </summary>
internal sealed class Description(CodecSet set)
{
    // A checksum covers it and it is shown to people: long ones end with a hash.
    private const int MaxChars = 200;

    // Types inside types can take very much text. From here on they are told by name.
    private const int MaxExpandedChars = 4000;

    private readonly StringBuilder _text = new();
    private readonly List<string> _open = [];

    public void Add(string text) => _text.Append(text);

    /// <summary>A list of things with commas between.</summary>
    public void AddAll(string open, IEnumerable<Codec?> codecs, string close)
    {
        Add(open);
        var isFirst = true;
        foreach (var codec in codecs)
        {
            if (!isFirst) Add(",");
            isFirst = false;
            if (codec is null) Add("nil");
            else codec.Describe(this);
        }
        Add(close);
    }

    public void AddHelper(string name)
    {
        // The second time by name: a type may be inside itself.
        if (_open.Contains(name) || _text.Length > MaxExpandedChars)
        {
            Add(name);
            return;
        }
        _open.Add(name);
        set.Find(name).Describe(this);
        _open.RemoveAt(_open.Count - 1);
    }

    public override string ToString()
    {
        var text = _text.ToString();
        if (text.Length <= MaxChars) return text;
        var hash = Hash(text).ToString("x16", CultureInfo.InvariantCulture);
        return text.Substring(0, MaxChars - hash.Length - 1) + "#" + hash;
    }

    // FNV-1a. It tells versions apart; nobody is kept from making two of the same.
    private static ulong Hash(string text)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var value in Encoding.UTF8.GetBytes(text)) hash = unchecked((hash ^ value) * 0x100000001B3);
        return hash;
    }
}
