using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Core.Statistics;

/// <summary>The rows of a frozen week, out of the figures of a day. Pure: the job and the demo freeze by the same rule.</summary>
public static class WeekFigures
{
    /// <summary>Figures that are frozen by group too.</summary>
    private static readonly string[] ByGroup = ["K2-students", "K2-representatives", "K4", IndicatorRules.CompletenessCode, "K6", "K8"];

    /// <summary>One row a figure for the whole technikum, and one a group for those that can be counted by group.</summary>
    /// <param name="college">The week's last day.</param>
    /// <param name="takenAt">UTC moment of the count.</param>
    public static IReadOnlyList<MetricSnapshot> Of(CollegeOnDay college, IsoWeek week, DateTime takenAt)
    {
        var rows = new List<MetricSnapshot>();
        foreach (var indicator in IndicatorRules.Frozen)
        {
            var result = indicator.Evaluate(college);
            rows.Add(Row(indicator, Guid.Empty, result.Value, result.Whole, result.IsAtLeast));
            if (ByGroup.Contains(indicator.Code))
            {
                rows.AddRange(Groups(college, result).Select(group => Row(indicator, group.StudyGroupId, group.Numerator, group.Denominator, group.IsAtLeast)));
            }
        }

        return rows;

        MetricSnapshot Row(Indicator indicator, Guid group, int numerator, int? denominator, bool isAtLeast) => new()
        {
            Week = week.Monday,
            Indicator = indicator.Code,
            StudyGroupId = group,
            Numerator = numerator,
            Denominator = denominator,
            IsAtLeast = isAtLeast,
            TakenAt = takenAt,
        };
    }

    /// <summary>A figure by group, every group of the day once.</summary>
    public static IReadOnlyList<GroupFigure> Groups(CollegeOnDay college, IndicatorResult result)
    {
        var numerator = CountByGroup(college, result, IndicatorPart.Numerator);
        var whole = CountByGroup(college, result, IndicatorPart.Denominator);
        var unknown = CountByGroup(college, result, IndicatorPart.NotChecked);
        return
        [
            .. college.Register.GroupsInForce.Select(group => new GroupFigure(
                group,
                numerator.GetValueOrDefault(group),
                result.Whole is null ? null : whole.GetValueOrDefault(group),
                result.IsAtLeast && (unknown.GetValueOrDefault(group) > 0 || college.IsIncomplete(ChatKey.Group(group)) || college.IsIncomplete(ChatKey.Parents(group))))),
        ];
    }

    private static Dictionary<Guid, int> CountByGroup(CollegeOnDay college, IndicatorResult result, IndicatorPart part) =>
        result.Of(part).SelectMany(subject => GroupsOf(college, subject)).CountBy(group => group).ToDictionary();

    /// <summary>The groups a subject is listed under: its own, else those in which the person studies or represents somebody.</summary>
    public static IEnumerable<Guid> GroupsOf(CollegeOnDay college, IndicatorSubject subject) => subject switch
    {
        { StudyGroupId: { } group } => [group],
        { Chat: null, PersonId: { } person } => college.GroupsOf(person).Distinct(),
        _ => [],
    };
}

/// <summary>A figure of one group.</summary>
/// <param name="Denominator"><see langword="null"/> for an absolute number.</param>
/// <param name="IsAtLeast">The group was not looked at completely.</param>
public sealed record GroupFigure(Guid StudyGroupId, int Numerator, int? Denominator, bool IsAtLeast);
