using System.Runtime.ExceptionServices;
using Transport.Godot.Tests.Fixtures;

namespace Transport.Godot.Tests;

/// <summary>How deep values may be, and that depth costs no stack.</summary>
public sealed class VariantNestingTests
{
    private const int StackBytes = 128 * 1024;

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(1024)]
    public void AValueMayBeInsideAsManyContainersAsTheLimitSays(int depth)
    {
        var options = new VariantOptions { MaxDepth = depth };
        var value = Nested(depth);
        Assert.That(Variant.TryFromBytes(value.ToBytes(options), out var read, out var fault, options), Is.True, fault.ToString());
        Assert.That(read, Is.EqualTo(value));
    }

    [Test]
    public void TheLimitIsGodots() => Assert.That(new VariantOptions().MaxDepth, Is.EqualTo(1024));

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(1024)]
    public void OneDeeperIsRefused(int depth)
    {
        var options = new VariantOptions { MaxDepth = depth };
        var value = Nested(depth + 1);
        var bytes = value.ToBytes(new VariantOptions { MaxDepth = depth + 1 });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Variant.TryFromBytes(bytes, out var read, out var fault, options), Is.False);
            Assert.That(fault, Is.EqualTo(new VariantFault(VariantError.TooDeep, bytes.Length - 8, VariantType.Int)));
            Assert.That(fault.ToString(), Does.Contain("nested too deep"));
            Assert.That(read.IsNil, Is.True);
            Assert.That(() => value.ToBytes(options), Throws.ArgumentException.With.Message.Contains($"more than {depth} levels"));
        }
    }

    [Test]
    public void WhatIsTooDeepCostsNoMemory()
    {
        var bytes = Nested(5000).ToBytes(new VariantOptions { MaxDepth = 5000 });
        Variant.TryFromBytes(bytes, out _, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Variant.TryFromBytes(bytes, out _, out _);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void DictionariesAndObjectsCountAsWell()
    {
        var options = new VariantOptions { MaxDepth = 1, AllowObjects = true };
        Variant dictionary = new VariantDictionary { [1] = new VariantArray { 1 } };
        Variant data = new ObjectData("Node") { { "children", new VariantArray { 1 } } };
        foreach (var value in new[] { dictionary, data })
        {
            var bytes = value.ToBytes(new VariantOptions { AllowObjects = true });
            using (Assert.EnterMultipleScope())
            {
                Assert.That(Variant.TryFromBytes(bytes, out _, out var fault, options), Is.False);
                Assert.That(fault.Error, Is.EqualTo(VariantError.TooDeep));
                Assert.That(() => value.ToBytes(options), Throws.ArgumentException);
            }
        }
    }

    [Test]
    public void AListInsideItselfIsRefused()
    {
        var list = new VariantArray();
        list.Add(list);
        var dictionary = new VariantDictionary();
        dictionary["self"] = new VariantArray { dictionary };
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => ((Variant)list).ToBytes(), Throws.ArgumentException.With.Message.Contains("contains itself"));
            Assert.That(() => ((Variant)dictionary).ToBytes(), Throws.ArgumentException.With.Message.Contains("contains itself"));
            Assert.That(list.ToString(), Does.Contain("..."));
        }
    }

    [Test]
    public void TwoListsInsideThemselvesAreComparedInTheEnd()
    {
        var one = new VariantArray();
        one.Add(one);
        var other = new VariantArray();
        other.Add(other);
        Assert.That(one.Equals(other), Is.False);
        Assert.That(one.Equals(one), Is.True);
    }

    [Test]
    public void DepthCostsNoStack([Values(1024, 60_000)] int depth) => WithASmallStack(() =>
    {
        var options = new VariantOptions { MaxDepth = depth };
        var value = Nested(depth);
        Assert.That(Variant.TryFromBytes(value.ToBytes(options), out var read, out var fault, options), Is.True, fault.ToString());
        Assert.That(read.Equals(value), Is.True);
        Assert.That(read.GetHashCode(), Is.EqualTo(value.GetHashCode()));
        Assert.That(read.ToString(), Has.Length.LessThan(1100));
        Assert.That(Variant.TryFromBytes(value.ToBytes(options).AsSpan(0, (depth * 8) + 2), out _, out _, options), Is.False);
    });

    [Test]
    public void DepthOfKeysCostsNoStack() => WithASmallStack(() =>
    {
        // A dictionary that is the key of a dictionary that is the key of a dictionary.
        var bytes = string.Concat(Enumerable.Repeat("1b 00 00 00 01 00 00 00 ", 1000)) + string.Concat(Enumerable.Repeat("00 00 00 00 ", 1001));
        Assert.That(Variant.TryFromBytes(Hex.Bytes(bytes), out _, out var fault), Is.False);
        Assert.That(fault.Error, Is.EqualTo(VariantError.TooDeep));
    });

    [Test]
    public void AKeyMayBeSixteenContainersDeep()
    {
        Variant deep = new VariantDictionary { [Nested(16)] = 1 };
        Assert.That(Variant.TryFromBytes(deep.ToBytes(), out var read, out var fault), Is.True, fault.ToString());
        Assert.That(read, Is.EqualTo(deep));

        Variant deeper = new VariantDictionary { [Nested(17)] = 1 };
        Assert.That(Variant.TryFromBytes(deeper.ToBytes(), out _, out fault), Is.False);
        Assert.That(fault, Is.EqualTo(new VariantFault(VariantError.TooDeep, 8 + (16 * 8), VariantType.Array)));

        Variant elsewhere = new VariantDictionary { [1] = Nested(17) };
        Assert.That(Variant.TryFromBytes(elsewhere.ToBytes(), out _, out fault), Is.True, fault.ToString());
    }

    private static Variant Nested(int levels)
    {
        Variant value = 1;
        for (var i = 0; i < levels; i++) value = new VariantArray { value };
        return value;
    }

    private static void WithASmallStack(Action test)
    {
        ExceptionDispatchInfo? thrown = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    test();
                }
                catch (Exception exception)
                {
                    thrown = ExceptionDispatchInfo.Capture(exception);
                }
            },
            StackBytes);
        thread.Start();
        thread.Join();
        thrown?.Throw();
    }
}
