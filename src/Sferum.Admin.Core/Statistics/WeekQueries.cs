using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Core.Statistics;

/// <summary>
/// The page of figures of a week. While the week is open they are counted on the spot; once it is over they are what was frozen
/// (decision 022); a week that was never frozen is counted out of the history, or is a gap when nobody had looked by then.
/// </summary>
public sealed class WeekQueries(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, SchoolClock clock)
{
    public async Task<Result<WeekView>> ReadAsync(Actor actor, WeekRequest request, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ReadStatistics, ct) is { } refusal)
        {
            return refusal;
        }

        var current = IsoWeek.Of(clock.Today);
        var week = request.Week ?? current;
        if (week > current)
        {
            return Error.Invalid("Показатели считаются за прошедшие недели и за текущую.", nameof(request.Week));
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        return await new WeekReading(db, clock, week, AccessPolicy.HoldsEverywhere(actor, Permission.ReadSensitive)).ReadAsync(ct);
    }
}

/// <summary>One reading of the page: the same number of queries whatever the size.</summary>
internal sealed class WeekReading(AppDbContext db, SchoolClock clock, IsoWeek week, bool sensitive)
{
    private readonly bool _isOpen = week.Contains(clock.Today);
    private Dictionary<(IsoWeek Week, string Code), MetricSnapshot> _frozen = [];

    private DateOnly Day => _isOpen ? clock.Today : week.Sunday;

    public async Task<WeekView> ReadAsync(CancellationToken ct)
    {
        var from = new[] { WeekRules.OfYear(week)[0], WeekRules.OfLine(week)[0] }.Min().Monday;
        var to = week.Monday;
        _frozen = await db.MetricSnapshots.AsNoTracking()
            .Where(row => row.StudyGroupId == Guid.Empty && row.Week >= from && row.Week <= to)
            .ToDictionaryAsync(row => (IsoWeek.Of(row.Week), row.Indicator), ct);
        var taken = _isOpen ? null : _frozen.Values.FirstOrDefault(row => row.Week == to)?.TakenAt;
        var first = await FirstWeekAsync(ct);
        var state = _isOpen ? WeekState.Open
            : taken is { } at ? (WeekRules.IsBackdated(week, at, clock) ? WeekState.Backdated : WeekState.Frozen)
            : first is { } known && week >= known ? WeekState.Backdated
            : WeekState.Gap;
        var context = await LinkRulesContext.LoadAsync(db, Day, clock, ct);
        var names = await db.GroupNamesOn(Day).ToDictionaryAsync(name => name.StudyGroupId, ct);
        var confirmed = await ConfirmedAsync(ct);
        var college = _isOpen || (taken is null && state == WeekState.Backdated) ? await CollegeReader.LoadAsync(db, context, ct) : null;

        IReadOnlyList<WeekFigure> figures = [];
        IReadOnlyList<GroupFigure> groups = [];
        if (college is not null)
        {
            figures = [.. IndicatorRules.Frozen.Select(indicator => Figure(StatisticsQueries.View(indicator, indicator.Evaluate(college), sensitive)))];
            groups = WeekFigures.Groups(college, IndicatorRules.Find(IndicatorRules.CompletenessCode)!.Evaluate(college));
        }
        else if (taken is not null)
        {
            figures = [.. IndicatorRules.Frozen.Where(indicator => _frozen.ContainsKey((week, indicator.Code))).Select(indicator => Figure(FrozenView(indicator)))];
            groups = await FrozenGroupsAsync(ct);
        }

        return new WeekView(
            week,
            state,
            Day,
            taken,
            first is { } earliest && week > earliest,
            !_isOpen,
            [.. figures.Where(figure => figure.Figure.Indicator.Goal is not null)],
            [.. figures.Where(figure => figure.Figure.Indicator.Code != IndicatorRules.FamiliesCode)],
            await MapReading.ReadAsync(db, Day, groups, names, ct),
            Trend(figures),
            _isOpen ? await AdviceAsync(college!, names, ct) : null,
            groups.Count(group => !confirmed.Contains(group.StudyGroupId) && (college is null || HasMusts(college, group.StudyGroupId))),
            groups.Count,
            context.Settings.LookDays,
            college?.HasReadings ?? false);
    }

    /// <summary>Where nobody must be anywhere, there is nothing to confirm.</summary>
    private static bool HasMusts(CollegeOnDay college, Guid group) =>
        college.Musts[ChatKey.Group(group)].Any() || college.Musts[ChatKey.Parents(group)].Any();

    /// <summary>The first week of which anything is known: frozen, or looked at.</summary>
    private async Task<IsoWeek?> FirstWeekAsync(CancellationToken ct)
    {
        var frozen = await db.MetricSnapshots.MinAsync(row => (DateOnly?)row.Week, ct);
        var looked = WeekRules.FirstOf(week.Sunday, await WeekSnapshots.FirstLookAsync(db, clock, ct));
        return frozen is { } monday && (looked is null || IsoWeek.Of(monday) < looked) ? IsoWeek.Of(monday) : looked;
    }

    private async Task<HashSet<Guid>> ConfirmedAsync(CancellationToken ct)
    {
        var text = week.ToString();
        return [.. await db.WeeklyConfirmations
            .Where(row => row.Week == text && row.StudyGroupId != null && row.RetractsId == null && !db.WeeklyConfirmations.Any(other => other.RetractsId == row.Id))
            .Select(row => row.StudyGroupId!.Value)
            .Distinct()
            .ToListAsync(ct)];
    }

    private async Task<IReadOnlyList<GroupFigure>> FrozenGroupsAsync(CancellationToken ct)
    {
        var monday = week.Monday;
        return await db.MetricSnapshots
            .Where(row => row.Week == monday && row.Indicator == IndicatorRules.CompletenessCode && row.StudyGroupId != Guid.Empty)
            .Select(row => new GroupFigure(row.StudyGroupId, row.Numerator ?? 0, row.Denominator, row.IsAtLeast))
            .ToListAsync(ct);
    }

    private FigureView FrozenView(Indicator indicator)
    {
        var row = _frozen[(week, indicator.Code)];
        return new FigureView(indicator, row.Numerator ?? 0, row.Denominator, row.IsAtLeast, sensitive || indicator.Code != IndicatorRules.RefusalsCode, [], null, null);
    }

    private WeekFigure Figure(FigureView figure)
    {
        var code = figure.Indicator.Code;
        var now = new FigureCount(figure.Value, figure.Whole, figure.IsAtLeast);
        return new WeekFigure(
            figure,
            FigureChange.Of(figure.Indicator, now, CountOf(week.Previous, code)),
            [.. WeekRules.OfLine(week).Select(each => each == week ? now.Point : CountOf(each, code)?.Point)]);
    }

    private FigureCount? CountOf(IsoWeek each, string code) => _frozen.GetValueOrDefault((each, code)) is { Numerator: { } numerator } row
        ? new FigureCount(numerator, row.Denominator, row.IsAtLeast)
        : null;

    private List<TrendWeek> Trend(IReadOnlyList<WeekFigure> figures)
    {
        return [.. WeekRules.OfYear(week).Select(each => new TrendWeek(each, Of(each, IndicatorRules.StaffCode), Of(each, IndicatorRules.FamiliesCode)))];

        FigureCount? Of(IsoWeek each, string code) => each == week
            ? figures.Where(figure => figure.Figure.Indicator.Code == code).Select(figure => new FigureCount(figure.Figure.Value, figure.Figure.Whole, figure.Figure.IsAtLeast)).FirstOrDefault()
            : CountOf(each, code);
    }

    private async Task<WeekAdvice> AdviceAsync(CollegeOnDay college, Dictionary<Guid, GroupNameOnDay> names, CancellationToken ct)
    {
        var causes = await CauseReading.LoadAsync(db, college, clock.Now, ct);
        var all = LiftRules.All(college, causes.Of);
        var hindered = IndicatorRules.Find(IndicatorRules.FamiliesCode)!.Evaluate(college).Of(IndicatorPart.Rest)
            .Select(subject => causes.Of(subject.PersonId!.Value))
            .OfType<Cause>()
            .CountBy(cause => cause)
            .Select(cause => new CauseCount(cause.Key, cause.Value));
        return new WeekAdvice(
            [.. LiftRules.Best(all).Select(lift => new LiftView(lift, lift.StudyGroupId is { } id ? names.GetValueOrDefault(id)?.Name : null))],
            all.Count,
            [.. hindered.OrderByDescending(cause => cause.Count).ThenBy(cause => cause.Cause)]);
    }
}
