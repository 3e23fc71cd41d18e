namespace Transport.Godot.Tests;

public sealed class VariantArrayTests
{
    [Test]
    public void AnArrayIsAList()
    {
        VariantArray array = [1, "two", 3.5];
        array.Insert(0, true);
        array[1] = 7;
        array.RemoveAt(2);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(array, Is.EqualTo(new VariantArray { true, 7, 3.5 }));
            Assert.That(array, Has.Count.EqualTo(3));
            Assert.That(array.Contains(3.5), Is.True);
            Assert.That(array.IndexOf(7), Is.EqualTo(1));
            Assert.That(array.Remove(true), Is.True);
            Assert.That(array.Remove(true), Is.False);
            Assert.That(new VariantArray([1, 2]), Is.EqualTo(new VariantArray { 1, 2 }));
            Assert.That(() => array[5], Throws.InstanceOf<ArgumentOutOfRangeException>());
        }
        array.Clear();
        Assert.That(array, Is.Empty);
    }

    [Test]
    public void ATypedArrayTakesWhatFits()
    {
        var ints = new VariantArray(VariantType.Int) { 1 };
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => ints.Add("a"), Throws.ArgumentException.With.Message.Contains("An array of Int does not take a String."));
            Assert.That(() => ints.Add(default), Throws.ArgumentException);
            Assert.That(() => ints.Insert(0, 1.0), Throws.ArgumentException);
            Assert.That(() => ints[0] = true, Throws.ArgumentException);
            Assert.That(ints, Is.EqualTo(new VariantArray(VariantType.Int) { 1 }));
        }
    }

    [Test]
    public void ATypedArrayConvertsAsGodotDoes()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(new VariantArray(VariantType.Float) { 1 }[0].Type, Is.EqualTo(VariantType.Float));
            Assert.That(new VariantArray(VariantType.String) { new StringName("a") }[0].Type, Is.EqualTo(VariantType.String));
            Assert.That(new VariantArray(VariantType.StringName) { "a" }[0].Type, Is.EqualTo(VariantType.StringName));
            Assert.That(new VariantArray(ElementType.OfClass("Node")) { default }[0].IsNil, Is.True);
            Assert.That(() => new VariantArray(ElementType.OfScript("res://a.gd")) { 1 }, Throws.ArgumentException);
        }
    }

    [Test]
    public void ArraysAreEqualWhenTypeAndElementsAre()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(new VariantArray { 1, 2 }.Equals(new VariantArray { 1, 2 }), Is.True);
            Assert.That(new VariantArray { 1, 2 }.GetHashCode() == new VariantArray { 1, 2 }.GetHashCode(), Is.True);
            Assert.That(new VariantArray { 1, 2 }.Equals(new VariantArray { 2, 1 }), Is.False);
            Assert.That(new VariantArray { 1, 2 }.Equals(new VariantArray { 1 }), Is.False);
            Assert.That(new VariantArray { 1 }.Equals(new VariantArray { 1.0 }), Is.False);
            Assert.That(new VariantArray { 1 }.Equals(new VariantArray(VariantType.Int) { 1 }), Is.False);
            Assert.That(new VariantArray { new VariantArray { 1 } }.Equals(new VariantArray { new VariantArray { 1 } }), Is.True);
            Assert.That(new VariantArray { new VariantArray { 1 } }.Equals(new VariantArray { new VariantArray { 2 } }), Is.False);
            Assert.That(new VariantArray { new VariantArray() }.Equals(new VariantArray { new VariantDictionary() }), Is.False);
            Assert.That(new VariantArray().Equals(null), Is.False);
        }
    }

    [Test]
    public void ElementTypesAreWhatTheySay()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ElementType.Any.ToString(), Is.EqualTo("Variant"));
            Assert.That(ElementType.Of(VariantType.Int).ToString(), Is.EqualTo("Int"));
            Assert.That(ElementType.OfClass("Node").ToString(), Is.EqualTo("Node"));
            Assert.That(ElementType.OfClass("Node").Type, Is.EqualTo(VariantType.Object));
            Assert.That(ElementType.OfScript("res://a.gd").Kind, Is.EqualTo(ElementKind.Script));
            Assert.That(ElementType.Of(VariantType.Nil), Is.EqualTo(ElementType.Any));
            Assert.That(ElementType.OfClass("a") == ElementType.OfScript("a"), Is.False);
            Assert.That(ElementType.OfClass("a") != ElementType.OfClass("b"), Is.True);
            Assert.That(() => ElementType.OfClass(""), Throws.ArgumentException);
            Assert.That(() => ElementType.OfScript(""), Throws.ArgumentException);
            Assert.That(() => ElementType.Of((VariantType)39), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => new VariantArray((IEnumerable<Variant>)null!), Throws.ArgumentNullException);
        }
    }
}
