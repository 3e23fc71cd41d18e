using Transport.Godot.Tests.Fixtures;

namespace Transport.Godot.Tests;

public sealed class VariantDictionaryTests
{
    [Test]
    public void KeysKeepTheirOrder()
    {
        var dictionary = new VariantDictionary { ["b"] = 1, ["a"] = 2, [3] = 3 };
        dictionary["b"] = 4;
        dictionary.Remove("a");
        dictionary["a"] = 5;
        Assert.That(dictionary.Select(entry => (entry.Key, entry.Value)), Is.EqualTo(new (Variant, Variant)[] { ("b", 4), (3, 3), ("a", 5) }));
        Assert.That(dictionary.Keys, Is.EqualTo(new Variant[] { "b", 3, "a" }));
        Assert.That(dictionary.Values, Is.EqualTo(new Variant[] { 4, 3, 5 }));
    }

    [Test]
    public void AKeyIsFoundByTypeAndContent()
    {
        var dictionary = new VariantDictionary
        {
            [1] = "int", [1.0] = "float", [true] = "bool", [default] = "nil", [double.NaN] = "nan", [new VariantArray { 1, 2 }] = "array",
            [new VariantDictionary { ["a"] = 1, ["b"] = 2 }] = "dictionary", [new byte[] { 1, 2 }] = "bytes",
        };
        using (Assert.EnterMultipleScope())
        {
            Assert.That((string)dictionary[1], Is.EqualTo("int"));
            Assert.That((string)dictionary[1.0], Is.EqualTo("float"));
            Assert.That((string)dictionary[true], Is.EqualTo("bool"));
            Assert.That((string)dictionary[default(Variant)], Is.EqualTo("nil"));
            Assert.That((string)dictionary[double.NaN], Is.EqualTo("nan"));
            Assert.That((string)dictionary[new VariantArray { 1, 2 }], Is.EqualTo("array"));
            Assert.That((string)dictionary[new VariantDictionary { ["b"] = 2, ["a"] = 1 }], Is.EqualTo("dictionary"));
            Assert.That((string)dictionary[new byte[] { 1, 2 }], Is.EqualTo("bytes"));
            Assert.That(dictionary.ContainsKey(2), Is.False);
            Assert.That(dictionary.TryGetValue("a", out var nothing), Is.False);
            Assert.That(nothing.IsNil, Is.True);
            Assert.That(() => dictionary["a"], Throws.TypeOf<KeyNotFoundException>().With.Message.EqualTo("There is no key a."));
        }
    }

    [Test]
    public void TextAndNameAreOneKey()
    {
        var dictionary = new VariantDictionary { ["a"] = 1 };
        dictionary[new StringName("a")] = 2;
        Assert.That(dictionary, Has.Count.EqualTo(1));
        Assert.That(dictionary.Keys.Single().Type, Is.EqualTo(VariantType.String));
        Assert.That((int)dictionary["a"], Is.EqualTo(2));
    }

    [Test]
    public void AddRefusesAKeyThatIsThere()
    {
        var dictionary = new VariantDictionary { { 1, 2 } };
        Assert.That(() => dictionary.Add(1, 3), Throws.ArgumentException.With.Message.Contains("key 1"));
        Assert.That((int)dictionary[1], Is.EqualTo(2));
    }

    [Test]
    public void ATypedDictionaryTakesWhatFits()
    {
        var dictionary = new VariantDictionary(VariantType.String, VariantType.Float);
        dictionary[new StringName("a")] = 1;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(dictionary.Single().Key.Type, Is.EqualTo(VariantType.String));
            Assert.That(dictionary.Single().Value.Type, Is.EqualTo(VariantType.Float));
            Assert.That(() => dictionary[1] = 1, Throws.ArgumentException.With.Message.Contains("keys of String"));
            Assert.That(() => dictionary.Add("b", "c"), Throws.ArgumentException.With.Message.Contains("values of Float"));
            Assert.That(dictionary, Has.Count.EqualTo(1));
        }
    }

    [Test]
    public void DictionariesAreEqualInWhateverOrder()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(new VariantDictionary { [1] = 1, [2] = 2 }, Is.EqualTo(new VariantDictionary { [2] = 2, [1] = 1 }));
            Assert.That(
                new VariantDictionary { [1] = 1, [2] = 2 }.GetHashCode(), Is.EqualTo(new VariantDictionary { [2] = 2, [1] = 1 }.GetHashCode()));
            Assert.That(new VariantDictionary { [1] = 1 }.Equals(new VariantDictionary { [1] = 2 }), Is.False);
            Assert.That(new VariantDictionary { [1] = 1 }.Equals(new VariantDictionary { [2] = 1 }), Is.False);
            Assert.That(new VariantDictionary { [1] = 1 }.Equals(new VariantDictionary()), Is.False);
            Assert.That(new VariantDictionary().Equals(new VariantDictionary(VariantType.Int, default)), Is.False);
            Assert.That(new VariantDictionary().Equals(new VariantDictionary(default, VariantType.Int)), Is.False);
            Assert.That(new VariantDictionary().Equals(null), Is.False);
        }
    }

    [Test]
    public void ObjectsAreEqualInTheOrderOfTheirProperties()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(new ObjectData("A") { { "x", 1 } }.Equals(new ObjectData("A") { { "x", 1 } }), Is.True);
            Assert.That(new ObjectData("A") { { "x", 1 } }.GetHashCode() == new ObjectData("A") { { "x", 1 } }.GetHashCode(), Is.True);
            Assert.That(new ObjectData("A").Equals(new ObjectData("B")), Is.False);
            Assert.That(new ObjectData("A") { { "x", 1 }, { "y", 2 } }.Equals(new ObjectData("A") { { "y", 2 }, { "x", 1 } }), Is.False);
            Assert.That(new ObjectData("A") { { "x", 1 }, { "x", 2 } }.TryGetValue("x", out var last), Is.True);
            Assert.That((int)last, Is.EqualTo(2));
            Assert.That(new ObjectData("A").TryGetValue("x", out _), Is.False);
            Assert.That(() => new ObjectData(""), Throws.ArgumentException);
            Assert.That(() => new ObjectData("A").Add(null!, 1), Throws.ArgumentNullException);
        }
    }

    // Against what .NET has, and a list for the order.
    [Test]
    public void ItDoesWhatTheModelDoes()
    {
        var random = TestSeed.NewRandom();
        for (var round = 0; round < 300; round++)
        {
            var dictionary = new VariantDictionary();
            var model = new Dictionary<int, int>();
            var order = new List<int>();
            for (var step = 0; step < random.Next(200); step++)
            {
                var key = random.Next(40);
                switch (random.Next(5))
                {
                    case 0:
                        Assert.That(dictionary.Remove(key), Is.EqualTo(model.Remove(key)));
                        order.Remove(key);
                        break;
                    case 1 when random.Next(20) == 0:
                        dictionary.Clear();
                        model.Clear();
                        order.Clear();
                        break;
                    default:
                        if (!model.ContainsKey(key)) order.Add(key);
                        dictionary[key] = step;
                        model[key] = step;
                        break;
                }
                if (dictionary.Count != model.Count || dictionary.ContainsKey(key) != model.ContainsKey(key)) Assert.Fail($"round {round}, step {step}");
            }
            Assert.That(dictionary.Select(entry => ((int)entry.Key, (int)entry.Value)), Is.EqualTo(order.Select(key => (key, model[key]))));
            var copy = new KeyValuePair<Variant, Variant>[dictionary.Count + 1];
            dictionary.CopyTo(copy, 1);
            Assert.That(copy.Skip(1), Is.EqualTo(dictionary));
        }
    }
}
