using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.People;
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

        var subjects = result.Of(request.Part)
            .Where(subject => request.StudyGroupId is null || subject.StudyGroupId == request.StudyGroupId)
            .ToList();
        var (page, pages) = PageOf(request.Page, subjects.Count);
        var rows = await RowsAsync(db, context, college, names, subjects, sensitive, page, ct);
        return new IndicatorList(
            View(indicator, result, sensitive),
            request.Part,
            context.Day,
            request.StudyGroupId is { } group ? names[group].Name : null,
            rows,
            subjects.Count,
            page,
            pages,
            context.Settings.LookDays);
    }

    private Error? Validate(DateOnly? day)
        => day > clock.Today ? Error.Invalid("Показатели считаются за прошедшие дни и за сегодня.", nameof(StatisticsRequest.Day)) : null;

    private static FigureView View(Indicator indicator, IndicatorResult result, bool sensitive)
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

    private static async Task<IReadOnlyList<IndicatorRow>> RowsAsync(
        AppDbContext db,
        LinkRulesContext context,
        CollegeOnDay college,
        Dictionary<Guid, GroupNameOnDay> names,
        List<IndicatorSubject> subjects,
        bool sensitive,
        int page,
        CancellationToken ct)
    {
        var persons = subjects.Where(s => s.PersonId is not null).Select(s => s.PersonId!.Value).Distinct().ToList();
        var people = await db.NamesOn(context.Day).Where(p => EF.Parameter(persons).Contains(p.PersonId)).ToDictionaryAsync(p => p.PersonId, ct);
        var chats = await CollegeReader.ChatsOfDay(db, context)
            .Select(c => new { c.Id, c.Kind, c.StudyGroupId })
            .ToDictionaryAsync(c => new ChatKey(c.Kind, c.StudyGroupId), c => c.Id, ct);

        var ordered = subjects
            .OrderBy(s => s.IsSensitive && !sensitive)
            .ThenBy(s => s.PersonId is { } id ? people[id].SearchKey : null, StringComparer.Ordinal)
            .ThenBy(s => s.StudyGroupId is { } group ? names.GetValueOrDefault(group)?.SearchKey : null, StringComparer.Ordinal)
            .ThenBy(s => s.Chat?.Kind)
            .ThenBy(s => s.PersonId)
            .ThenBy(s => s.StudyGroupId);
        return
        [
            .. ordered.Skip((page - 1) * PageSize).Take(PageSize).Select(s => s.IsSensitive && !sensitive
                ? new IndicatorRow(true)
                : new IndicatorRow(
                    false,
                    s.PersonId,
                    s.PersonId is { } id ? people[id].FullName : null,
                    s.StudyGroupId,
                    GroupsOf(college, names, s),
                    s.Chat?.Kind,
                    s.Chat is { } chat && chats.TryGetValue(chat, out var chatId) ? chatId : null,
                    s.Link,
                    s.Look,
                    s.LookAt,
                    s.Administrators)),
        ];
    }

    private static string? GroupsOf(CollegeOnDay college, Dictionary<Guid, GroupNameOnDay> names, IndicatorSubject subject)
    {
        IEnumerable<Guid> groups = subject switch
        {
            { StudyGroupId: { } group } => [group],
            { Chat: null, PersonId: { } person } => college.GroupsOf(person),
            _ => [],
        };
        var text = string.Join(", ", groups.Distinct().Select(id => NameOf(names, id)).Order(StringComparer.Ordinal));
        return text.Length == 0 ? null : text;
    }

    private static string NameOf(Dictionary<Guid, GroupNameOnDay> names, Guid group) => names.GetValueOrDefault(group)?.Name ?? "Без названия";

    private static Task<Dictionary<Guid, GroupNameOnDay>> NamesAsync(AppDbContext db, DateOnly day, CancellationToken ct)
        => db.GroupNamesOn(day).ToDictionaryAsync(name => name.StudyGroupId, ct);

    private static (int Page, int Pages) PageOf(int requested, int rows)
    {
        var pages = Math.Max(1, (rows + PageSize - 1) / PageSize);
        return (Math.Clamp(requested, 1, pages), pages);
    }
}
