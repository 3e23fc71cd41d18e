using Transport.WebSockets.Protocol;

namespace Transport.WebSockets.Tests.Protocol;

internal sealed class PageCloseCodeTests
{
    [TestCase(CloseCode.Normal, CloseCode.Normal)]
    [TestCase(CloseCode.NoStatus, CloseCode.Normal)]
    [TestCase(CloseCode.GoingAway, 3001)]
    [TestCase(CloseCode.Abnormal, PageCloseCode.Cut)]
    [TestCase(CloseCode.InternalError, 3011)]
    [TestCase(3000, 3000)]
    [TestCase(4999, 4999)]
    public void APageSendsWhatItMay(int code, int sent) => Assert.That(PageCloseCode.From(code), Is.EqualTo(sent));

    [Test]
    public void ACodeThatAPageMaySendTravelsAsItIs([Range(3000, 4999, 37)] int code) => Assert.That(PageCloseCode.From(code), Is.EqualTo(code));

    [Test]
    public void WhatAPageMeantComesBack([Range(1001, 1011)] int code)
    {
        if (code == CloseCode.NoStatus) Assert.That(PageCloseCode.From(code), Is.EqualTo(CloseCode.Normal));
        else Assert.That(PageCloseCode.Meant(PageCloseCode.From(code)), Is.EqualTo(code));
    }

    [TestCase(CloseCode.None)]
    [TestCase(1000)]
    [TestCase(1011)]
    [TestCase(3000)]
    [TestCase(3012)]
    [TestCase(4001)]
    public void AnyOtherCodeIsMeantAsItIs(int code) => Assert.That(PageCloseCode.Meant(code), Is.EqualTo(code));
}
