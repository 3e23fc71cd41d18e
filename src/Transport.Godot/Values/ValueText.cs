using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace Transport.Godot.Values;

/// <summary>Variants as text, in Godot's manner, for logs: never much, whatever a remote has sent.</summary>
internal sealed class ValueText
{
    /// <summary>Beyond this many characters it ends with an ellipsis.</summary>
    public const int MostChars = 1000;

    private const int MostLevels = 8;
    private const string Cut = "...";

    private readonly StringBuilder _text = new();
    private bool _isCut;

    /// <summary>As Godot's <c>str</c>: text as it is, when it is not inside a list.</summary>
    public static string Of(in Variant value)
    {
        var text = new ValueText();
        if (value.IsText) text.Append(value.TextValue);
        else text.Append(value, 0);
        return text._text.ToString();
    }

    private void Append(in Variant value, int level)
    {
        switch (value.Type)
        {
            case VariantType.Nil: Append("<null>"); break;
            case VariantType.Bool: Append(value.Whole != 0 ? "true" : "false"); break;
            case VariantType.Int: Append(value.Whole.ToString(CultureInfo.InvariantCulture)); break;
            case VariantType.Float: Append(Number(value.Real, value.Real.ToString("R", CultureInfo.InvariantCulture))); break;
            case VariantType.String: Append("\"", value.TextValue, "\""); break;
            case VariantType.StringName: Append("&\"", value.TextValue, "\""); break;
            case VariantType.NodePath: Append(level == 0 ? "" : "^\"", value.Reference!.ToString()!, level == 0 ? "" : "\""); break;
            case VariantType.Rid: Append("RID(", Id(value), ")"); break;
            case VariantType.Callable: Append(default(Callable).ToString()); break;
            case VariantType.Signal: Append($"Signal({value.TextValue}#{Id(value)})"); break;
            case VariantType.Object when value.Reference is null: Append("<EncodedObjectAsID#", Id(value), ">"); break;
            case VariantType.Object: AppendObject((ObjectData)value.Reference, level); break;
            case VariantType.Dictionary: AppendDictionary((VariantDictionary)value.Reference!, level); break;
            case VariantType.Array: AppendArray((VariantArray)value.Reference!, level); break;
            default:
                if (Words.CountOf(value.Type) > 0) AppendWords(value);
                else AppendPacked((Array)value.Reference!);
                break;
        }
    }

    private void AppendArray(VariantArray array, int level)
    {
        Append("[");
        for (var i = 0; i < array.Count && Goes(i, level); i++) Append(array[i], level + 1);
        Append("]");
    }

    private void AppendDictionary(VariantDictionary dictionary, int level)
    {
        Append(dictionary.Count == 0 ? "{" : "{ ");
        for (var i = 0; i < dictionary.Count && Goes(i, level); i++)
        {
            Append(dictionary.At(i).Key, level + 1);
            Append(": ");
            Append(dictionary.At(i).Value, level + 1);
        }
        Append(dictionary.Count == 0 ? "}" : " }");
    }

    private void AppendObject(ObjectData data, int level)
    {
        Append("<", data.ClassName, "> { ");
        for (var i = 0; i < data.Count && Goes(i, level); i++)
        {
            Append(data[i].Key, ": ", "");
            Append(data[i].Value, level + 1);
        }
        Append(" }");
    }

    private void AppendPacked(Array array)
    {
        Append("[");
        for (var i = 0; i < array.Length && Goes(i, 0); i++)
        {
            switch (array)
            {
                case byte[] bytes: Append(bytes[i], 1); break;
                case int[] numbers: Append(numbers[i], 1); break;
                case long[] numbers: Append(numbers[i], 1); break;
                case float[] numbers: Append(Number(numbers[i])); break;
                case double[] numbers: Append(numbers[i], 1); break;
                case string[] texts: Append(texts[i], 1); break;
                case Vector2[] vectors: Append(vectors[i], 1); break;
                case Vector3[] vectors: Append(vectors[i], 1); break;
                case Vector4[] vectors: Append(vectors[i], 1); break;
                case Color[] colors: Append(colors[i], 1); break;
            }
        }
        Append("]");
    }

    private void AppendWords(in Variant value)
    {
        var words = Words.Of(value, stackalloc int[Words.Most]);
        switch (value.Type)
        {
            case VariantType.Rect2I: AppendLabelled(words, 2, "PS", isWhole: true); break;
            case VariantType.Rect2: AppendLabelled(words, 2, "PS"); break;
            case VariantType.Aabb: AppendLabelled(words, 3, "PS"); break;
            case VariantType.Transform2D: AppendLabelled(words, 2, "XYO"); break;
            case VariantType.Projection: AppendLabelled(words, 4, "XYZW"); break;
            case VariantType.Plane:
                Append("[N: ");
                AppendTuple(words[..3], isWhole: false);
                Append(", D: ", Number(Float(words[3])), "]");
                break;
            case VariantType.Basis: AppendLabelled(Axes(words), 3, "XYZ"); break;
            case VariantType.Transform3D:
                int[] parts = [.. Axes(words[..9]), .. words[9..]];
                AppendLabelled(parts, 3, "XYZO");
                break;
            default: AppendTuple(words, Words.AreWhole(value.Type)); break;
        }
    }

    // Rows to columns: Godot writes a basis by its axes.
    private static int[] Axes(ReadOnlySpan<int> rows) =>
        [rows[0], rows[3], rows[6], rows[1], rows[4], rows[7], rows[2], rows[5], rows[8]];

    private void AppendLabelled(ReadOnlySpan<int> words, int each, string labels, bool isWhole = false)
    {
        for (var i = 0; i < labels.Length; i++)
        {
            Append(i == 0 ? "[" : ", ", labels[i].ToString(), ": ");
            AppendTuple(words.Slice(i * each, each), isWhole);
        }
        Append("]");
    }

    private void AppendTuple(ReadOnlySpan<int> words, bool isWhole)
    {
        for (var i = 0; i < words.Length; i++)
        {
            Append(i == 0 ? "(" : ", ");
            Append(isWhole ? words[i].ToString(CultureInfo.InvariantCulture) : Number(Float(words[i])));
        }
        Append(")");
    }

    // Between two elements; false where the rest is left out.
    private bool Goes(int index, int level)
    {
        if (index > 0) Append(", ");
        if (!_isCut && level < MostLevels) return true;
        Append(Cut);
        return false;
    }

    private void Append(string before, string text, string after)
    {
        Append(before);
        Append(text);
        Append(after);
    }

    private void Append(string text)
    {
        if (_isCut) return;
        var room = MostChars - _text.Length;
        _isCut = text.Length > room;
        if (_isCut) _text.Append(text, 0, room).Append(Cut);
        else _text.Append(text);
    }

    private static string Id(in Variant value) => value.Payload.Id.ToString(CultureInfo.InvariantCulture);

    private static string Number(float number) => Number(number, number.ToString("R", CultureInfo.InvariantCulture));

    private static string Number(double number, string text) =>
        double.IsNaN(number) ? "nan"
        : double.IsInfinity(number) ? number > 0 ? "inf" : "-inf"
        : text.Contains('.', StringComparison.Ordinal) || text.Contains('E', StringComparison.Ordinal) ? text
        : text + ".0";

    private static float Float(int word) => MemoryMarshal.Cast<int, float>([word])[0];
}
