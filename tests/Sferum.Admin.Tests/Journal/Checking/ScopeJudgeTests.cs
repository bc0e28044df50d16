using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Journal.Checking;
using Sferum.Admin.Core.Ports;

namespace Sferum.Admin.Tests.Journal.Checking;

/// <summary>When an answer may say what is not there.</summary>
public sealed class ScopeJudgeTests
{
    [Theory]
    [InlineData(25, 25, 0, 0, 0, 0, null)]
    [InlineData(25, 20, 5, 0, 0, 0, null)]
    [InlineData(25, 19, 6, 0, 0, 0, "В ответе нет 6 из 25\u00a0человек.")]
    [InlineData(30, 24, 6, 0, 0, 0, null)]
    [InlineData(31, 24, 7, 0, 0, 0, "В ответе нет 7 из 31\u00a0человека.")]
    [InlineData(5, 1, 4, 0, 0, 0, null)]
    [InlineData(25, 25, 0, 5, 0, 0, null)]
    [InlineData(25, 25, 0, 6, 0, 0, "У 6 из 25\u00a0человек разом пропали все чаты: похоже на сбой ЭПОС.")]
    [InlineData(30, 30, 0, 6, 0, 0, null)]
    [InlineData(25, 25, 0, 0, 5, 0, null)]
    [InlineData(25, 25, 0, 0, 6, 0, "У 6 из 25\u00a0человек разом пропала привязка: похоже на сбой ЭПОС.")]
    [InlineData(25, 25, 0, 3, 3, 0, "У 6 из 25\u00a0человек разом пропали чаты или привязка: похоже на сбой ЭПОС.")]
    [InlineData(1, 0, 1, 0, 0, 0, "Пустой ответ: ЭПОС не показал никого из 1\u00a0человека.")]
    [InlineData(4, 0, 4, 0, 0, 0, "Пустой ответ: ЭПОС не показал никого из 4\u00a0человек.")]
    [InlineData(4, 3, 4, 0, 0, 0, null)]
    [InlineData(0, 0, 0, 0, 0, 0, null)]
    [InlineData(25, 25, 1, 0, 0, 1, "ЭПОС назвал время, которое ещё не наступило: сверьте часы сервера. Такие строки не взяты.")]
    public void Judge_OfACompleteAnswer_DoubtsWhatDoesNotLookLikeTheRegister(int people, int rows, int absent, int empty, int unlinked, int future, string? doubt)
    {
        var verdict = ScopeJudge.Judge(ReadingVerdict.Complete, null, new ScopeCounts(people, rows, absent, empty, unlinked, future));

        verdict.Verdict.Should().Be(doubt is null ? ReadingVerdict.Complete : ReadingVerdict.Partial);
        verdict.Trouble?.Sentence.Should().Be(doubt);
        (verdict.Trouble is null).Should().Be(doubt is null);
    }

    [Theory]
    [InlineData(ReadingVerdict.Partial)]
    [InlineData(ReadingVerdict.Failed)]
    public void Judge_OfALesserAnswer_KeepsTheConnectorsWord(ReadingVerdict connector)
    {
        var trouble = new JournalTrouble(JournalTroubleKind.Unavailable, "ЭПОС не ответил.");

        ScopeJudge.Judge(connector, trouble, new ScopeCounts(25, 25, 0, 0, 0, 0)).Should().Be(new ScopeVerdict(connector, trouble));
        ScopeJudge.Judge(connector, null, new ScopeCounts(25, 25, 0, 0, 0, 0)).Trouble!.Kind.Should().Be(JournalTroubleKind.Incomplete);
    }
}
