using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Transport.WebSockets.Handshake;

/// <summary>
/// The header fields of one head. Names are looked up without regard to case; the values of a repeated field are joined with ", ",
/// as RFC 9110 section 5.3 allows. Filled by the head's reader, and not changed after.
/// </summary>
internal sealed class HeaderTable : IReadOnlyDictionary<string, string>
{
    private static readonly char[] Spaces = [' ', '\t'];

    private readonly Dictionary<string, List<string>> _fields = new(StringComparer.OrdinalIgnoreCase);

    public int Count => _fields.Count;

    public IEnumerable<string> Keys => _fields.Keys;

    public IEnumerable<string> Values => _fields.Values.Select(Join);

    public string this[string key] => Join(_fields[key]);

    public bool ContainsKey(string key) => _fields.ContainsKey(key);

    public bool TryGetValue(string key, out string value)
    {
        var isThere = _fields.TryGetValue(key, out var values);
        value = isThere ? Join(values!) : "";
        return isThere;
    }

    /// <summary>The field's value, or null when it is not there.</summary>
    public string? Find(string name) => TryGetValue(name, out var value) ? value : null;

    /// <summary>How many lines carry the field.</summary>
    public int CountOf(string name) => _fields.TryGetValue(name, out var values) ? values.Count : 0;

    /// <summary>The elements of a field that is a comma-separated list, over all its lines. Empty ones are left out.</summary>
    public IEnumerable<string> ListOf(string name)
    {
        if (!_fields.TryGetValue(name, out var values)) yield break;
        foreach (var value in values)
        {
            foreach (var element in value.Split(','))
            {
                var trimmed = element.Trim(Spaces);
                if (trimmed.Length > 0) yield return trimmed;
            }
        }
    }

    /// <summary>Whether a list holds a token, without regard to case.</summary>
    public bool ListHas(string name, string token)
    {
        foreach (var element in ListOf(name))
        {
            if (element.Equals(token, StringComparison.OrdinalIgnoreCase)) return true;
        }
        return false;
    }

    /// <summary>Takes a field that a host has read, and so has found to be one.</summary>
    public void Add(string name, string value)
    {
        if (!_fields.TryGetValue(name, out var values)) _fields.Add(name, values = new List<string>(1));
        values.Add(value);
    }

    /// <summary>Takes one line, without its end. False with the fault when it is none. Source: RFC 9112 section 5.</summary>
    public bool TryAdd(ReadOnlySpan<byte> line, [NotNullWhen(false)] out string? fault)
    {
        fault = null;
        if (line[0] is (byte)' ' or (byte)'\t')
        {
            fault = "A header line is folded.";
            return false;
        }
        var colon = line.IndexOf((byte)':');
        if (colon < 0)
        {
            fault = "A header line has no colon.";
            return false;
        }
        if (!HttpSyntax.IsToken(line[..colon]))
        {
            fault = "A header name is empty or has a character that names do not have, such as a space before the colon.";
            return false;
        }
        Add(HttpSyntax.Decode(line[..colon]), HttpSyntax.Decode(HttpSyntax.TrimSpaces(line[(colon + 1)..])));
        return true;
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator()
    {
        foreach (var field in _fields) yield return new KeyValuePair<string, string>(field.Key, Join(field.Value));
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static string Join(List<string> values) => values.Count == 1 ? values[0] : string.Join(", ", values);
}
