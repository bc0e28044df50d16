using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Core.Statistics;

/// <summary>
/// The figures of a day and the list behind each number. Both come from one evaluation of <see cref="IndicatorRules"/>, so a list
/// always has as many rows as the number says. Whoever may not see refusals gets their number, never their names: in a list
/// that holds them among others they are rows without a name.
/// </summary>
public sealed class StatisticsQueries(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, SchoolClock clock)
{
    /// <summary>Rows of a page.</summary>
    public const int PageSize = 100;

    private static readonly Error NotFound = Error.NotFound("Показатель не найден.");

    public async Task<Result<StatisticsView>> ReadAsync(Actor actor, StatisticsRequest request, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ReadStatistics, ct) is { } refusal)
        {
            return refusal;
        }

        if (Validate(request.Day) is { } invalid)
        {
            return invalid;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var context = await LinkRulesContext.LoadAsync(db, request.Day ?? clock.Today, clock, ct);
        var college = await CollegeReader.LoadAsync(db, context, ct);
        var names = await NamesAsync(db, context.Day, ct);
        var sensitive = AccessPolicy.HoldsEverywhere(actor, Permission.ReadSensitive);
        var results = IndicatorRules.All.Select(indicator => (Indicator: indicator, Result: indicator.Evaluate(college))).ToList();
        var completeness = results.Single(figure => figure.Indicator.Code == IndicatorRules.CompletenessCode).Result;
        return new StatisticsView(
            context.Day,
            [.. results.Select(figure => View(figure.Indicator, figure.Result, sensitive))],
            Groups(college, completeness, names, request.Page),
            context.Settings.LookDays,
            college.HasReadings);
    }

    public async Task<Result<IndicatorList>> ListAsync(Actor actor, IndicatorListRequest request, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ReadStatistics, ct) is { } refusal)
        {
            return refusal;
        }

        if (IndicatorRules.Find(request.Code) is not { } indicator)
        {
            return NotFound;
        }

        if (Validate(request.Day) is { } invalid)
        {
            return invalid;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var context = await LinkRulesContext.LoadAsync(db, request.Day ?? clock.Today, clock, ct);
        var college = await CollegeReader.LoadAsync(db, context, ct);
        var result = indicator.Evaluate(college);
        var set = result.Sets.FirstOrDefault(s => s.Part == request.Part);
        if (set is null && !(request.Part == IndicatorPart.Denominator && result.Whole is not null))
        {
            return NotFound;
        }

        var sensitive = AccessPolicy.HoldsEverywhere(actor, Permission.ReadSensitive);
        if (set is { IsSensitive: true } && !sensitive)
        {
            return await access.RefuseAsync(actor, Permission.ReadSensitive, null, ct);
        }

        var names = await NamesAsync(db, context.Day, ct);
        if (request.StudyGroupId is { } id && !names.ContainsKey(id))
        {
            return NotFound;
        }

        if (request.StudyGroupId is { } small && !sensitive && IsSmall(college, small))
        {
            return Error.Invalid("В группе меньше пяти человек: по людям она здесь не раскрывается.", nameof(request.StudyGroupId));
        }

        var causes = request.Cause is null ? null : await CauseReading.LoadAsync(db, college, clock.Now, ct);
        var subjects = result.Of(request.Part)
            .Where(subject => request.StudyGroupId is not { } group || WeekFigures.GroupsOf(college, subject).Contains(group))
            .Where(subject => request.Cause is null || (subject.PersonId is { } person && causes!.Of(person) == request.Cause))
            .ToList();
        var (page, pages) = PageOf(request.Page, subjects.Count);
        var rows = await IndicatorRowsReading.ReadAsync(db, context, college, names, subjects, sensitive, page, ct);
        return new IndicatorList(
            View(indicator, result, sensitive),
            request.Part,
            context.Day,
            request.StudyGroupId is { } group ? names[group].Name : null,
            rows,
            subjects.Count,
            page,
            pages,
            context.Settings.LookDays,
            await FrozenCountAsync(db, request, ct));
    }

    /// <summary>
    /// What the snapshot says where the list is of the day of one: facts that were entered later with an earlier date are in the
    /// list and not in the snapshot, and the page says so.
    /// </summary>
    private static async Task<int?> FrozenCountAsync(AppDbContext db, IndicatorListRequest request, CancellationToken ct)
    {
        if (request is not { Day: { DayOfWeek: DayOfWeek.Sunday } sunday, Part: IndicatorPart.Numerator or IndicatorPart.Denominator, Cause: null })
        {
            return null;
        }

        var (monday, group) = (sunday.AddDays(-6), request.StudyGroupId ?? Guid.Empty);
        var row = await db.MetricSnapshots.AsNoTracking().FirstOrDefaultAsync(r => r.Week == monday && r.Indicator == request.Code && r.StudyGroupId == group, ct);
        return request.Part == IndicatorPart.Numerator ? row?.Numerator : row?.Denominator;
    }

    /// <summary>Of fewer than five people a number says who it is.</summary>
    private static bool IsSmall(CollegeOnDay college, Guid group) =>
        IndicatorRules.Find(IndicatorRules.CompletenessCode)!.Evaluate(college).Of(IndicatorPart.Denominator).Count(place => place.StudyGroupId == group) < HeatRules.SmallGroup;

    private Error? Validate(DateOnly? day)
        => day > clock.Today ? Error.Invalid("Показатели считаются за прошедшие дни и за сегодня.", nameof(StatisticsRequest.Day)) : null;

    internal static FigureView View(Indicator indicator, IndicatorResult result, bool sensitive)
    {
        var looks = result.Sets.SelectMany(set => set.Subjects).Where(subject => subject.LookAt is not null).Select(subject => subject.LookAt).ToList();
        return new FigureView(
            indicator,
            result.Value,
            result.Whole,
            result.IsAtLeast,
            sensitive || !result.Sets.Single(set => set.Part == IndicatorPart.Numerator).IsSensitive,
            [
                // How many are «не применимо» would tell the refusers among those who are «не требуется» elsewhere.
                .. result.Sets
                    .Where(set => set.Part != IndicatorPart.Numerator && (sensitive || set.Part != IndicatorPart.NotApplicable))
                    .Select(set => new PartView(set.Part, set.Title, set.Subjects.Count, sensitive || !set.IsSensitive)),
            ],
            looks.Min(),
            looks.Max());
    }

    private static GroupTable Groups(
        CollegeOnDay college, IndicatorResult completeness, Dictionary<Guid, GroupNameOnDay> names, int requested)
    {
        var seen = Counts(completeness, IndicatorPart.Numerator);
        var notSeen = Counts(completeness, IndicatorPart.Rest);
        var notChecked = Counts(completeness, IndicatorPart.NotChecked);
        var looks = completeness.Of(IndicatorPart.Denominator).ToLookup(place => place.StudyGroupId!.Value, place => place.LookAt);
        var groups = college.Register.GroupsInForce.OrderBy(id => names.GetValueOrDefault(id)?.SearchKey).ThenBy(id => id).ToList();
        var (page, pages) = PageOf(requested, groups.Count);
        return new GroupTable(
            [
                .. groups.Skip((page - 1) * PageSize).Take(PageSize).Select(id =>
                {
                    var (yes, no, unknown) = (seen.GetValueOrDefault(id), notSeen.GetValueOrDefault(id), notChecked.GetValueOrDefault(id));
                    return new GroupCompleteness(id, NameOf(names, id), yes + no + unknown, yes, no, unknown, looks[id].Max(), college.IsIncomplete(ChatKey.Group(id)) || college.IsIncomplete(ChatKey.Parents(id)));
                }),
            ],
            groups.Count,
            page,
            pages);
    }

    private static Dictionary<Guid, int> Counts(IndicatorResult result, IndicatorPart part)
        => result.Of(part).CountBy(place => place.StudyGroupId!.Value).ToDictionary();

    internal static string NameOf(Dictionary<Guid, GroupNameOnDay> names, Guid group) => names.GetValueOrDefault(group)?.Name ?? "Без названия";

    private static Task<Dictionary<Guid, GroupNameOnDay>> NamesAsync(AppDbContext db, DateOnly day, CancellationToken ct)
        => db.GroupNamesOn(day).ToDictionaryAsync(name => name.StudyGroupId, ct);

    private static (int Page, int Pages) PageOf(int requested, int rows)
    {
        var pages = Math.Max(1, (rows + PageSize - 1) / PageSize);
        return (Math.Clamp(requested, 1, pages), pages);
    }
}
