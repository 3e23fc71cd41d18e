namespace Transport.Godot.Values;

/// <summary>Whether two Variants have the same type and content. Containers are walked through in step, without recursion.</summary>
internal static class TreeEquality
{
    // A list that is inside itself ends here.
    private const int MostLevels = 65_536;

    public static bool AreEqual(in Variant left, in Variant right)
    {
        if (left.Type != right.Type) return false;
        return left.IsContainer || right.IsContainer
            ? AreEqual(left.Reference, right.Reference)
            : LeafEquality.AreEqual(left, right);
    }

    /// <summary>Whether two containers have the same types and content.</summary>
    public static bool AreEqual(object? left, object? right)
    {
        if (ReferenceEquals(left, right)) return true;
        if (!AreHeadsEqual(left, right)) return false;
        var pairs = new RentedStack<Pair>();
        try
        {
            pairs.Push(new Pair(left!, right!));
            while (pairs.Count > 0)
            {
                if (pairs.Top.IsDone)
                {
                    pairs.Pop();
                    continue;
                }
                if (!pairs.Top.TryStep(out var leftChild, out var rightChild) || leftChild.Type != rightChild.Type) return false;
                if (!leftChild.IsContainer && !rightChild.IsContainer)
                {
                    if (!LeafEquality.AreEqual(leftChild, rightChild)) return false;
                    continue;
                }
                if (ReferenceEquals(leftChild.Reference, rightChild.Reference)) continue;
                if (pairs.Count == MostLevels || !AreHeadsEqual(leftChild.Reference, rightChild.Reference)) return false;
                pairs.Push(new Pair(leftChild.Reference!, rightChild.Reference!));
            }
            return true;
        }
        finally
        {
            pairs.Dispose();
        }
    }

    private static bool AreHeadsEqual(object? left, object? right) => (left, right) switch
    {
        (VariantArray a, VariantArray b) => a.Count == b.Count && a.ElementType == b.ElementType,
        (VariantDictionary a, VariantDictionary b) => a.Count == b.Count && a.KeyType == b.KeyType && a.ValueType == b.ValueType,
        (ObjectData a, ObjectData b) => a.Count == b.Count && a.ClassName == b.ClassName,
        _ => false,
    };

    private struct Pair(object left, object right)
    {
        private int _next;

        public readonly bool IsDone => _next == left switch
        {
            VariantArray array => array.Count,
            VariantDictionary dictionary => dictionary.Count,
            _ => ((ObjectData)left).Count,
        };

        // False when there is no counterpart.
        public bool TryStep(out Variant leftChild, out Variant rightChild)
        {
            var place = _next++;
            switch (left)
            {
                case VariantArray array:
                    leftChild = array[place];
                    rightChild = ((VariantArray)right)[place];
                    return true;
                case VariantDictionary dictionary:
                    leftChild = dictionary.At(place).Value;
                    return ((VariantDictionary)right).TryGetValue(dictionary.At(place).Key, out rightChild);
                default:
                    leftChild = ((ObjectData)left)[place].Value;
                    rightChild = ((ObjectData)right)[place].Value;
                    return ((ObjectData)left)[place].Key == ((ObjectData)right)[place].Key;
            }
        }
    }
}
