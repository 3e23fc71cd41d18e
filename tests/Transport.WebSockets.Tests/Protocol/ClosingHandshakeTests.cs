using Transport.WebSockets.Protocol;

namespace Transport.WebSockets.Tests.Protocol;

// RFC 6455 section 7.
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ClosingHandshakeTests
{
    private readonly ClosingHandshake _closing = new();

    [Test]
    public void BeginsOpen()
    {
        Assert.That(_closing.State, Is.EqualTo(ClosingState.Open));
        Assert.That(_closing.ReceivedCode, Is.EqualTo(CloseCode.None));
        Assert.That(_closing.IsClean, Is.False);
    }

    [Test]
    public void ThisEndClosesAndTheRemoteAnswers()
    {
        Assert.That(_closing.SendClose(4000, "good game"), Is.EqualTo(ClosingAction.SendClose));
        Assert.That(_closing.State, Is.EqualTo(ClosingState.CloseSent));
        Assert.That((_closing.CodeToSend, _closing.ReasonToSend), Is.EqualTo((4000, "good game")));

        Assert.That(_closing.ReceiveClose(4000, "good game"), Is.EqualTo(ClosingAction.EndStream));
        Assert.That(_closing.State, Is.EqualTo(ClosingState.Closed));
        Assert.That(_closing.ReceivedCode, Is.EqualTo(4000));
        Assert.That(_closing.Info, Is.EqualTo(new DisconnectInfo(DisconnectReason.Closed, DisconnectOrigin.Local, 4000, "good game", isClean: true)));
    }

    [Test]
    public void TheRemoteClosesAndThisEndAnswersWithTheSameCode()
    {
        Assert.That(_closing.ReceiveClose(1001, "bye"), Is.EqualTo(ClosingAction.Echo));
        Assert.That(_closing.State, Is.EqualTo(ClosingState.CloseReceived));

        // What was queued has been written by now. The answer's code is the remote's, whatever is asked for.
        Assert.That(_closing.SendClose(4000, "mine"), Is.EqualTo(ClosingAction.SendCloseAndEndStream));
        Assert.That(_closing.State, Is.EqualTo(ClosingState.Closed));
        Assert.That((_closing.CodeToSend, _closing.ReasonToSend), Is.EqualTo((1001, "bye")));
        Assert.That(_closing.Info, Is.EqualTo(new DisconnectInfo(DisconnectReason.Closed, DisconnectOrigin.Remote, 1001, "bye", isClean: true)));
    }

    [Test]
    public void ACloseWithoutStatusIsAnsweredWithoutStatus()
    {
        _closing.ReceiveClose(CloseCode.NoStatus, "");
        Assert.That(_closing.CodeToSend, Is.EqualTo(CloseCode.NoStatus));
        Assert.That(_closing.IsClean, Is.True);
    }

    [Test]
    public void BothCloseAtOnce()
    {
        _closing.SendClose(4000, "mine");
        Assert.That(_closing.ReceiveClose(4001, "theirs"), Is.EqualTo(ClosingAction.EndStream));
        Assert.That(_closing.ReceivedCode, Is.EqualTo(4001));
        Assert.That(_closing.ReceivedReason, Is.EqualTo("theirs"));
        Assert.That(_closing.Info.Origin, Is.EqualTo(DisconnectOrigin.Local));
        Assert.That(_closing.Info.Code, Is.EqualTo(4000));
        Assert.That(_closing.CodeToSend, Is.EqualTo(4000));
    }

    [Test]
    public void AFailureIsToldAndNotWaitedFor()
    {
        Assert.That(_closing.Fail(ProtocolFailure.MessageTooBig), Is.EqualTo(ClosingAction.SendCloseAndEndStream));
        Assert.That(_closing.State, Is.EqualTo(ClosingState.Closed));
        Assert.That((_closing.CodeToSend, _closing.ReasonToSend), Is.EqualTo((1009, "message too big")));
        Assert.That(
            _closing.Info,
            Is.EqualTo(new DisconnectInfo(DisconnectReason.PacketTooLarge, DisconnectOrigin.Local, 1009, "message too big")));
    }

    [Test]
    public void AFailureAfterTheCloseWasSentEndsTheStream()
    {
        _closing.SendClose(1000, "");
        Assert.That(_closing.Fail(ProtocolFailure.InvalidText), Is.EqualTo(ClosingAction.EndStream));
        Assert.That(_closing.CodeToSend, Is.EqualTo(1000));
        Assert.That(_closing.Info.Reason, Is.EqualTo(DisconnectReason.Closed));
        Assert.That(_closing.Info.IsClean, Is.False);
    }

    [Test]
    public void AFailureBeforeTheAnswerIsTheAnswer()
    {
        _closing.ReceiveClose(1000, "");
        Assert.That(_closing.Fail(ProtocolFailure.InvalidText), Is.EqualTo(ClosingAction.SendCloseAndEndStream));
        Assert.That(_closing.CodeToSend, Is.EqualTo(1007));
        Assert.That(_closing.Info.Origin, Is.EqualTo(DisconnectOrigin.Remote));
    }

    [Test]
    public void AStreamThatEndsWithoutACloseIsLost()
    {
        Assert.That(_closing.StreamEnded(), Is.EqualTo(ClosingAction.EndStream));
        Assert.That(_closing.State, Is.EqualTo(ClosingState.Closed));
        Assert.That(_closing.Info, Is.EqualTo(new DisconnectInfo(DisconnectReason.ConnectionLost, DisconnectOrigin.Network)));
    }

    [Test]
    public void AnUnansweredCloseIsNotClean()
    {
        _closing.SendClose(1000, "bye");
        Assert.That(_closing.StreamEnded(DisconnectReason.TimedOut), Is.EqualTo(ClosingAction.EndStream));
        Assert.That(_closing.Info, Is.EqualTo(new DisconnectInfo(DisconnectReason.Closed, DisconnectOrigin.Local, 1000, "bye")));
    }

    [Test]
    public void ACutSaysWhoAndWhy()
    {
        _closing.StreamEnded(DisconnectReason.Aborted, DisconnectOrigin.Local, "kicked");
        Assert.That(_closing.Info, Is.EqualTo(new DisconnectInfo(DisconnectReason.Aborted, DisconnectOrigin.Local, text: "kicked")));
    }

    [TestCase(1009, DisconnectReason.PacketTooLarge)]
    [TestCase(1002, DisconnectReason.ProtocolError)]
    [TestCase(1007, DisconnectReason.ProtocolError)]
    [TestCase(1000, DisconnectReason.Closed)]
    [TestCase(1011, DisconnectReason.Closed)]
    [TestCase(4000, DisconnectReason.Closed)]
    [TestCase(3009, DisconnectReason.PacketTooLarge)]
    [TestCase(3002, DisconnectReason.ProtocolError)]
    [TestCase(3007, DisconnectReason.ProtocolError)]
    [TestCase(3006, DisconnectReason.ConnectionLost)]
    [TestCase(3000, DisconnectReason.Closed)]
    [TestCase(3001, DisconnectReason.Closed)]
    [TestCase(3012, DisconnectReason.Closed)]
    public void TheRemotesCodeIsToldInTheWordsOfAllCarriers(int code, DisconnectReason reason)
    {
        _closing.ReceiveClose(code, "");
        Assert.That(_closing.Info.Reason, Is.EqualTo(reason));
    }

    [Test]
    public void ASecondCloseIsNotSent()
    {
        _closing.SendClose(4000, "first");
        Assert.That(_closing.SendClose(4001, "second"), Is.EqualTo(ClosingAction.None));
        Assert.That(_closing.CodeToSend, Is.EqualTo(4000));
    }

    [Test]
    public void NothingHappensOnceClosed()
    {
        _closing.StreamEnded();
        var info = _closing.Info;
        Assert.That(_closing.SendClose(1000, ""), Is.EqualTo(ClosingAction.None));
        Assert.That(_closing.ReceiveClose(1000, ""), Is.EqualTo(ClosingAction.None));
        Assert.That(_closing.Fail(ProtocolFailure.InvalidText), Is.EqualTo(ClosingAction.None));
        Assert.That(_closing.StreamEnded(), Is.EqualTo(ClosingAction.None));
        Assert.That(_closing.State, Is.EqualTo(ClosingState.Closed));
        Assert.That(_closing.Info, Is.EqualTo(info));
    }

    [Test]
    public void EveryOrderOfEventsSendsAtMostOneCloseAndEndsTheStreamOnce()
    {
        // All 4^6 orders of events.
        for (var order = 0; order < 4096; order++)
        {
            var closing = new ClosingHandshake();
            var sent = 0;
            var ended = 0;
            for (var (step, rest) = (0, order); step < 6; step++, rest /= 4)
            {
                var before = closing.State;
                var action = (rest % 4) switch
                {
                    0 => closing.SendClose(),
                    1 => closing.ReceiveClose(1000, ""),
                    2 => closing.Fail(ProtocolFailure.InvalidText),
                    _ => closing.StreamEnded(),
                };
                if (action is ClosingAction.SendClose or ClosingAction.SendCloseAndEndStream) sent++;
                if (action is ClosingAction.EndStream or ClosingAction.SendCloseAndEndStream) ended++;
                var hasClosed = before != ClosingState.Closed && closing.State == ClosingState.Closed;
                if (hasClosed != (action is ClosingAction.EndStream or ClosingAction.SendCloseAndEndStream))
                    Assert.Fail($"order {order}, step {step}: {before} to {closing.State} with {action}");
            }
            if (sent > 1 || ended > 1) Assert.Fail($"order {order}: {sent} closes, {ended} ends");
        }
    }
}
