using CsCheck;
using Sferum.Admin.Connectors.Epos;
using Sferum.Admin.Core.Ports;

namespace Sferum.Admin.Tests.Connectors.Epos;

/// <summary>Every rule by which reading of pages stops, and what the whole is worth then.</summary>
public sealed class EposPagesTests
{
    private static readonly DateTime Early = new(2026, 11, 23, 9, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Late = new(2026, 11, 24, 9, 0, 0, DateTimeKind.Utc);

    private readonly EposPages<string> _pages = new(EposRoute.Employees, 10);

    [Fact]
    public void Add_TotalReached_StopsComplete()
    {
        Add(3, "a", "b").Should().BeTrue();
        Add(3, "c").Should().BeFalse();
        Outcome().Should().Be((3, null));
    }

    [Fact]
    public void Add_TotalReachedOnAFullPage_AsksForNoEmptyOne()
    {
        Add(2, "a", "b").Should().BeFalse();
        Outcome().Should().Be((2, null));
    }

    [Fact]
    public void Add_ServerCapsPages_GoesOnToTheTotal()
    {
        // 200 asked, one given: a short page proves nothing.
        Add(3, 1, "a").Should().BeTrue();
        Add(3, 1, "b").Should().BeTrue();
        Add(3, 1, "c").Should().BeFalse();
        Outcome().Should().Be((3, null));
    }

    [Fact]
    public void Add_EmptyPageBeforeTheTotal_IsShort()
    {
        Add(4, "a", "b").Should().BeTrue();
        Add(4).Should().BeFalse();
        Outcome().Should().Be((2, "Прочитали список сотрудников не полностью: получено 2 из 4."));
    }

    [Fact]
    public void Add_NothingNewBeforeTheTotal_IsShort()
    {
        Add(4, "a", "b").Should().BeTrue();
        Add(4, "b", "a").Should().BeFalse();
        Outcome().Should().Be((2, "Прочитали список сотрудников не полностью: получено 2 из 4."));
    }

    [Fact]
    public void Add_PageOfRepeatsButMoreByThePageSize_GoesOn()
    {
        Add(5, 2, "a", "b").Should().BeTrue();
        Add(5, 2, "a", "b").Should().BeTrue();
        Add(5, 2, "c", "d", "e").Should().BeFalse();
        Outcome().Should().Be((5, null));
    }

    [Fact]
    public void Add_RepeatedRowsAndTheTotalReached_IsComplete()
    {
        Add(3, "a", "a", "b").Should().BeTrue();
        Add(3, "b", "c").Should().BeFalse();
        Outcome().Should().Be((3, null));
    }

    [Fact]
    public void Add_TotalChangesMeanwhile_IsShifted()
    {
        // A row went from the first page: the one at the border was never shown, though the count agrees.
        Add(4, "a", "b").Should().BeTrue();
        Add(3, "d").Should().BeFalse();
        Outcome().Should().Be((3, "Прочитали список сотрудников не полностью: список менялся, пока его читали."));
    }

    [Fact]
    public void Add_BordersMoveUnderOneTotal_IsShort()
    {
        Add(4, "a", "b").Should().BeTrue();
        Add(4, "d", "a").Should().BeTrue();
        Add(4).Should().BeFalse();
        Outcome().Should().Be((3, "Прочитали список сотрудников не полностью: получено 3 из 4."));
    }

    [Fact]
    public void Add_NoHeaders_StopsAtAnEmptyPage()
    {
        Add(null, "a", "b").Should().BeTrue();
        Add(null, "c").Should().BeTrue();
        Add(null).Should().BeFalse();
        Outcome().Should().Be((3, null));
    }

    [Fact]
    public void Add_NoHeaders_StopsAtAPageOfKnownRows()
    {
        Add(null, "a", "b").Should().BeTrue();
        Add(null, "b", "a").Should().BeFalse();
        Outcome().Should().Be((2, null));
    }

    [Fact]
    public void Add_NoHeadersAndOldRowsAmongNew_IsShifted()
    {
        Add(null, "a", "b").Should().BeTrue();
        Add(null, "b", "c").Should().BeTrue();
        Add(null).Should().BeFalse();
        Outcome().Should().Be((3, "Прочитали список сотрудников не полностью: список менялся, пока его читали."));
    }

    [Fact]
    public void Add_NoHeadersAndARowTwiceOnOnePage_IsComplete()
    {
        Add(null, "a", "a", "b").Should().BeTrue();
        Add(null).Should().BeFalse();
        Outcome().Should().Be((2, null));
    }

    [Fact]
    public void Add_EndlessNewRows_StopsAtTheLimit()
    {
        var page = 0;
        while (Add(null, $"row {page}"))
        {
            page++;
        }

        page.Should().Be(9);
        Outcome().Should().Be((10, "Прочитали список сотрудников не полностью: ЭПОС присылает страницы без конца."));
    }

    [Fact]
    public void Add_RouteWithoutPages_TakesOneUnlessTheHeadersSayMore()
    {
        var one = new EposPages<string>(EposRoute.Groups, 10);
        one.Add([("a", "a")], Head(null)).Should().BeFalse();
        one.Trouble.Should().BeNull();
        new EposPages<string>(EposRoute.Groups, 10).Add([("a", "a")], Head(2)).Should().BeTrue();
    }

    [Fact]
    public void Add_EmptyList_IsNothingCameUnlessItMayBe()
    {
        Add(0).Should().BeFalse();
        Outcome().Should().Be((0, "Прочитали список сотрудников не полностью: ЭПОС прислал пустой список."));
        var students = new EposPages<string>(EposRoute.Students, 10);
        students.Add([], Head(0)).Should().BeFalse();
        students.Trouble.Should().BeNull();
    }

    [Fact]
    public void Add_PagesOfTwoSnapshots_IsPartialAsOfTheEarliest()
    {
        _pages.Add([("a", "a")], new(Late, 2, null)).Should().BeTrue();
        _pages.Add([("b", "b")], new(Early, 2, null)).Should().BeFalse();
        _pages.AsOf.Should().Be(Early);
        Outcome().Should().Be((2, "Прочитали список сотрудников не полностью: ЭПОС как раз обновляет данные, части ответа показывают разное время."));
    }

    [Fact]
    public void Fail_OnALaterPage_KeepsWhatCame()
    {
        Add(4, "a", "b").Should().BeTrue();
        _pages.Fail(EposTrouble.TimedOut(EposRoute.Employees));
        _pages.IsFailed.Should().BeFalse();
        _pages.Trouble.Should().Be(new JournalTrouble(
            JournalTroubleKind.Unavailable,
            "Не удалось прочитать список сотрудников: ЭПОС не ответил вовремя. До этого получено 2\u00A0записи: список сотрудников прочитали не полностью."));
    }

    [Fact]
    public void Fail_OnTheFirstPage_IsAFailure()
    {
        _pages.Fail(EposTrouble.SessionEnded);
        (_pages.IsFailed, _pages.Trouble).Should().Be((true, EposTrouble.SessionEnded));
    }

    /// <summary>Whatever a server does with an honest list of pages, complete means that every row came.</summary>
    [Fact]
    public void Add_AnyOrderlyServer_IsCompleteExactlyWhenAllRowsCame() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 15], Gen.Bool, Gen.Int[0, 40]).Sample((count, size, hasTotal, lost) =>
        {
            var pages = new EposPages<int>(EposRoute.Employees, 100);
            for (var page = 0; ; page++)
            {
                var rows = Enumerable.Range(0, count).Where(i => i != lost || !hasTotal).Skip(page * size).Take(size).Select(i => ($"{i}", i)).ToList();
                if (!pages.Add(rows, new EposHead(null, hasTotal ? count : null, hasTotal ? size : null)))
                {
                    return (pages.Trouble is null) == (pages.Rows.Count == count) && page <= (count / size) + 1;
                }
            }
        });

    private bool Add(int? total, params string[] rows) => _pages.Add([.. rows.Select(r => (r, r))], Head(total));

    private bool Add(int total, int pageSize, params string[] rows) => _pages.Add([.. rows.Select(r => (r, r))], new(null, total, pageSize));

    private static EposHead Head(int? total) => new(null, total, null);

    private (int Rows, string? Sentence) Outcome() => (_pages.Rows.Count, _pages.Trouble?.Sentence);
}
