using Transport.Multiplayer.Arguments;
using Transport.Multiplayer.Calls;

namespace Transport.Multiplayer.Tests;

[TestFixture]
public sealed class RpcMethodTableTests
{
    [Test]
    public void IdsFollowTheNamesByCodePoint()
    {
        var names = new[] { "set_turn", "_log", "add_player", "Zeta", "\uFFFD", "\U0001F600" };
        var table = new RpcMethodTable("T", RpcEncoding.Godot, [.. names.Select(name => new RpcMethod(name, "()", 0))]);
        var sorted = new[] { "Zeta", "_log", "add_player", "set_turn", "\uFFFD", "\U0001F600" };
        Assert.That(table.SortedMethods().Select(method => method.Name), Is.EqualTo(sorted));
        for (var index = 0; index < names.Length; index++)
        {
            Assert.That(table.IdOf(index), Is.EqualTo(Array.IndexOf(sorted, names[index])));
            Assert.That(table.IndexOf(table.IdOf(index)), Is.EqualTo(index));
        }
        Assert.That((table.IndexOf(-1), table.IndexOf(6), table.IndexOf(0x8000)), Is.EqualTo((-1, -1, -1)));
    }

    [Test]
    public void AnsweredMethodBringsTheOneThatCarriesAnswers()
    {
        var table = new RpcMethodTable("T", RpcEncoding.MessagePack, new RpcMethod("b", "()", 0) { IsAnswered = true });
        Assert.That((table.Count, table.AnswerIndex), Is.EqualTo((1, 1)));
        Assert.That(table.SortedMethods().Select(method => method.Name), Is.EqualTo(["_answer", "b"]));
        Assert.That(table[table.AnswerIndex].Mode, Is.EqualTo(RpcMode.AnyPeer));
        Assert.That(new RpcMethodTable("T", RpcEncoding.MessagePack, new RpcMethod("b", "()", 0)).AnswerIndex, Is.EqualTo(-1));
    }

    [Test]
    public void MistakesThrow()
    {
        static void Make(params RpcMethod[] methods) => _ = new RpcMethodTable("T", RpcEncoding.MessagePack, methods);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => Make(new RpcMethod("a", "()", 0), new RpcMethod("a", "(int)", 1)), Throws.ArgumentException);
            Assert.That(() => Make(new RpcMethod("", "()", 0)), Throws.ArgumentException);
            Assert.That(() => Make(new RpcMethod("a\nb", "()", 0)), Throws.ArgumentException);
            Assert.That(() => Make(new RpcMethod("_answer", "()", 0)), Throws.ArgumentException);
            Assert.That(() => Make(new RpcMethod("a", "()", 256)), Throws.ArgumentException);
            Assert.That(() => Make(new RpcMethod("a", "()", 255) { IsAnswered = true }), Throws.ArgumentException);
            Assert.That(() => Make(new RpcMethod("a", "()", 1) { RequiredParameterCount = 2 }), Throws.ArgumentException);
            Assert.That(() => Make(new RpcMethod("a", "()", 2) { TakesBytes = true }), Throws.ArgumentException);
            Assert.That(() => Make([.. Enumerable.Range(0, 0x8000).Select(i => new RpcMethod($"m{i}", "()", 0))]), Throws.ArgumentException);
            Assert.That(() => Make(new RpcMethod("a", "()", 255), new RpcMethod("b", "()", 254) { IsAnswered = true }), Throws.Nothing);
        }
    }

    [Test]
    public void ChecksumCoversSignaturesOnlyBetweenPeersOfThisLibrary()
    {
        static MethodDescription Describe(ArgumentEncoding encoding, string signature) =>
            MethodDescription.Of(new RpcMethodTable("T", RpcEncoding.Godot, new RpcMethod("a", signature, 1)), encoding);
        var godot = ArgumentEncoding.Godot;
        Assert.That(Describe(godot, "(int)").Checksum, Is.EqualTo(Describe(godot, "(string)").Checksum));
        Assert.That(Describe(ArgumentEncoding.MessagePack, "(int)").Checksum, Is.Not.EqualTo(Describe(ArgumentEncoding.MessagePack, "(string)").Checksum));
        Assert.That(Describe(godot, "(int)").List, Is.Empty);
        Assert.That(Describe(ArgumentEncoding.MessagePack, "(int)").List, Is.EqualTo("messagepack\na(int)"u8.ToArray()));
    }

    [Test]
    public void LongListIsCutWhereALineEnds()
    {
        var table = new RpcMethodTable(
            "T", RpcEncoding.MessagePack, [.. Enumerable.Range(0, 1000).Select(i => new RpcMethod($"method{i:0000}", "(int)", 1))]);
        var list = MethodDescription.Of(table, ArgumentEncoding.MessagePack).List;
        Assert.That(list, Has.Length.LessThanOrEqualTo(8192).And.Length.GreaterThan(8000));
        Assert.That(MethodDescription.Read(list)![^1], Does.Match("^method[0-9]{4}\\(int\\)$"));
    }
}
