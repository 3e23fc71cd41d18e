using Transport.Multiplayer.Tests.Fixtures;

namespace Transport.Multiplayer.Tests.Calls;

[TestFixture]
[CancelAfter(30_000)]
public sealed class AnswerWireTests : AnswerFixture
{
    [Test]
    public void AnswerOfAnotherPeerIsNotTaken()
    {
        using var session = new TestSession(clients: 2);
        session.Server.Board.BeforeAnswer = () => Task.Delay(Timeout.Infinite);
        var answer = session[0].Board.RpcTo(1).Submit(GoodMove);
        session.Settle();
        // _answer(1, 0, [true, 5]) of the other client, through the server, by path.
        var forged = $"20 0C 00 00 80 {Methods.Id("_answer")} 03 01 00 92 C3 05 \"Board\" 00";
        session[1].Peer.Send(Convert.FromHexString(Hex.Relay(session[0].Id, forged)), 1);
        session.Settle();
        Assert.That(answer.IsCompleted, Is.False);
        Assert.That(session[0].Failures.Single().Reason, Is.EqualTo(CallFailureReason.UnexpectedAnswer));
    }

    [Test]
    public void CallAndAnswerTravelAsCallsOfTheObject()
    {
        using var session = new RawSession(clients: 1);
        session.A.Send($"01 {Methods.ChecksumText} 00 01 00 00 00 \"Board\" 00");
        session.Server.Api.Poll();
        session.A.Settle();
        // Submit, with the call's id 7 before the move [3, 1, nil].
        session.A.Send($"00 01 {Methods.Id("Submit")} 02 07 93 03 01 C0");
        session.Server.Api.Poll();
        var packets = session.A.Take();
        Assert.That(packets, Has.Count.EqualTo(2));
        Assert.That(packets[0], Does.StartWith("01"), "The server tells its own id for the path first.");
        // _answer(7, 0, [true, id of the caller]).
        Assert.That(packets[1], Does.StartWith("20").And.Contains(Hex.Of($"{Methods.Id("_answer")} 03 07 00 92 C3")));
        session.A.Send($"00 01 {Methods.Id("Submit")} 01 08");
        session.A.Send($"00 01 {Methods.Id("Submit")} 02 09 05");
        session.A.Send($"00 01 {Methods.Id("Restart")} 01 0A");
        session.Server.Api.Poll();
        Assert.That(session.A.Take().Select(packet => packet[10..18]), Is.EqualTo(
        [
            Hex.Of($"{Methods.Id("_answer")} 03 08 02"),
            Hex.Of($"{Methods.Id("_answer")} 03 09 02"),
            Hex.Of($"{Methods.Id("_answer")} 03 0A 01"),
        ]), "invalid arguments, twice, and refused");
    }

    [TestCase("03 01 00 C0", RpcErrorCode.InvalidAnswer, TestName = "a result of another type")]
    [TestCase("03 01 00 92 C3", RpcErrorCode.InvalidAnswer, TestName = "half a result")]
    [TestCase("03 01 00 92 C3 05 00", RpcErrorCode.InvalidAnswer, TestName = "more than a result")]
    [TestCase("03 01 CD 12 34 A2 68 69", 0x1234, TestName = "a code of its own")]
    [TestCase("03 01 05 05", RpcErrorCode.Cancelled, TestName = "a code without a text")]
    public void AnswerOfNoUseEndsTheCall(string answer, int expected)
    {
        using var client = new RawServer();
        var pending = client.End.Board.RpcTo(1).Submit(GoodMove);
        client.Take();
        client.SendHex(Path(answer));
        AssertError(pending, expected);
    }

    [Test]
    public void AnswerThatIsNoneLeavesTheCallWaiting([Values("02 01 00", "03 C0 00 C0", "03 01 C0 C0", "03 02 00 C0", "00")] string answer)
    {
        using var client = new RawServer();
        var pending = client.End.Board.RpcTo(1).Submit(GoodMove);
        client.Take();
        client.SendHex(Path(answer));
        Assert.That(pending.IsCompleted, Is.False);
        Assert.That(client.End.Failures, Has.Count.EqualTo(1));
    }

    [Test]
    public void TextOfAnErrorIsCutWhereALetterEnds()
    {
        using var session = new TestSession();
        session.Server.Board.BeforeAnswer = () => throw new RpcException(2000, "x" + new string('€', 1000));
        var answer = session.Client.Board.RpcTo(1).Submit(GoodMove);
        session.Settle();
        Assert.That(async () => await answer, Throws.TypeOf<RpcException>().With.Message.EqualTo("x" + new string('€', 170)));
    }

    // By path, since the client has not heard of an id.
    private static string Path(string arguments)
    {
        var bytes = Hex.Of(arguments);
        var end = 6 + (bytes.Length / 2);
        return $"20{end:X2}000080{Methods.Id("_answer")}{bytes}{Hex.Of("\"Board\" 00")}";
    }
}
