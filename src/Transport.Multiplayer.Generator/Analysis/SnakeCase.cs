using System.Text;

namespace Transport.Multiplayer.Generator.Analysis;

/// <summary>Names as Godot's scripts write them. Source: Godot <c>String.to_snake_case</c>.</summary>
internal static class SnakeCase
{
    /// <summary><c>SetTurn</c> as <c>set_turn</c>, <c>XMLParser</c> as <c>xml_parser</c>, <c>Move2D</c> as <c>move_2d</c>.</summary>
    public static string Of(string name)
    {
        var text = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && BeginsWord(name, i)) text.Append('_');
            text.Append(char.ToLowerInvariant(name[i]));
        }
        return text.ToString();
    }

    private static bool BeginsWord(string name, int i)
    {
        var (previous, current) = (name[i - 1], name[i]);
        var isNextLower = i + 1 < name.Length && char.IsLower(name[i + 1]);
        if (char.IsUpper(current)) return char.IsLower(previous) || ((char.IsUpper(previous) || IsDigit(previous)) && isNextLower);
        if (char.IsLower(current)) return IsDigit(previous) && isNextLower;
        return IsDigit(current) && (char.IsUpper(previous) || char.IsLower(previous));
    }

    private static bool IsDigit(char value) => value is >= '0' and <= '9';
}
