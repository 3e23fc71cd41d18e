using System.Text;
using Transport.Godot.Values;

namespace Transport.Godot.Wire;

/// <summary>Builds a value and all that is in it from bytes that <see cref="TreeCheck"/> has found whole. Without recursion.</summary>
internal static class TreeBuilder
{
    public static Variant Read(ref VariantReader reader)
    {
        var levels = new RentedStack<Level>();
        try
        {
            while (true)
            {
                if (levels.Count > 0 && levels.Top.HasNames) levels.Top.Name = reader.TakeName();
                var value = ReadNext(ref reader, out var left);
                if (left > 0)
                {
                    levels.Push(new Level(value, left));
                    continue;
                }
                // A value is whole; and with it, it may be, the container it is in, and so on.
                while (levels.Count > 0)
                {
                    levels.Top.Add(value);
                    if (levels.Top.Left > 0) break;
                    value = levels.Top.Container;
                    levels.Pop();
                }
                if (levels.Count == 0) return value;
            }
        }
        finally
        {
            levels.Dispose();
        }
    }

    // A container comes without its content, of which there are so many values left to read.
    private static Variant ReadNext(ref VariantReader reader, out int left)
    {
        left = 0;
        reader.TryPeek(out var header);
        if (!header.IsContainer)
        {
            reader.TryReadLeaf(header, out var value);
            return value;
        }
        reader.TryTakeHead(header, out var head);
        left = header.Type == VariantType.Dictionary ? head.Count * 2 : head.Count;
        return header.Type switch
        {
            VariantType.Array => new VariantArray(head.First.ToElementType(reader.Options), head.Count),
            VariantType.Dictionary => new VariantDictionary(
                head.First.ToElementType(reader.Options), head.Second.ToElementType(reader.Options), head.Count),
            _ => head.ClassName.IsEmpty ? default(Variant) : new ObjectData(Encoding.UTF8.GetString(head.ClassName), head.Count),
        };
    }

    /// <summary>A container that is being filled.</summary>
    private struct Level(Variant container, int left)
    {
        private Variant _key;

        public readonly Variant Container => container;

        public readonly bool HasNames => container.Reference is ObjectData;

        public string Name { get; set; } = "";

        public int Left { get; private set; } = left;

        public void Add(in Variant value)
        {
            var isKey = Left % 2 == 0;
            Left--;
            switch (container.Reference)
            {
                case VariantArray array: array.Add(value); break;
                case VariantDictionary when isKey: _key = value; break;
                case VariantDictionary dictionary: dictionary[_key] = value; break;
                case ObjectData data: data.Add(Name, value); break;
            }
        }
    }
}
