namespace Transport.Godot.Tests;

public sealed class NodePathTests
{
    [TestCase("", new string[0], new string[0], false)]
    [TestCase(".", new[] { "." }, new string[0], false)]
    [TestCase("a/b:c", new[] { "a", "b" }, new[] { "c" }, false)]
    [TestCase("/root/Main:position:x", new[] { "root", "Main" }, new[] { "position", "x" }, true)]
    [TestCase("../Sibling", new[] { "..", "Sibling" }, new string[0], false)]
    [TestCase(":p", new string[0], new[] { "p" }, false)]
    [TestCase("/", new string[0], new string[0], true)]
    public void APathIsWhatItsTextSays(string text, string[] names, string[] subnames, bool isAbsolute)
    {
        var path = new NodePath(text);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(path.Names, Is.EqualTo(names));
            Assert.That(path.Subnames, Is.EqualTo(subnames));
            Assert.That(path.IsAbsolute, Is.EqualTo(isAbsolute));
            Assert.That(path.ToString(), Is.EqualTo(text));
            Assert.That(path, Is.EqualTo(new NodePath(names, subnames, isAbsolute)));
            Assert.That(path.GetHashCode(), Is.EqualTo(new NodePath(names, subnames, isAbsolute).GetHashCode()));
        }
    }

    [Test]
    public void EmptyNamesAreLeftOut() => Assert.That(new NodePath("/a//b:::c"), Is.EqualTo(new NodePath("/a/b:c")));

    [Test]
    public void PathsDifferInTheirParts()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(new NodePath("a/b") == new NodePath("a:b"), Is.False);
            Assert.That(new NodePath("/a") != new NodePath("a"), Is.True);
            Assert.That(new NodePath(["a/b"], [], false) == new NodePath("a/b"), Is.False);
            Assert.That(new NodePath("a").Equals(null), Is.False);
            Assert.That((NodePath?)null == null, Is.True);
        }
    }

    [Test]
    public void ThePartsAreCopied()
    {
        var names = new[] { "a" };
        var path = new NodePath(names, [], false);
        names[0] = "b";
        Assert.That(path.ToString(), Is.EqualTo("a"));
    }

    [Test]
    public void NullsAreRefused()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => new NodePath(null!), Throws.ArgumentNullException);
            Assert.That(() => new NodePath(null!, [], false), Throws.ArgumentNullException);
            Assert.That(() => new NodePath([null!], [], false), Throws.ArgumentNullException);
            Assert.That(() => new NodePath([], [null!], false), Throws.ArgumentNullException);
            Assert.That((NodePath?)(string?)null, Is.Null);
            Assert.That((NodePath?)"a", Is.EqualTo(new NodePath("a")));
        }
    }
}
