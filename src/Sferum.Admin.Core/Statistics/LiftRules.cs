using Sferum.Admin.Core.Chats;

namespace Sferum.Admin.Core.Statistics;

/// <summary>An act that raises a figure.</summary>
public enum LiftKind
{
    /// <summary>Invite those who were never invited.</summary>
    Invite,

    /// <summary>Talk to those who did not accept.</summary>
    Persuade,

    /// <summary>Help those whose phone or profile changed.</summary>
    Relink,

    /// <summary>Ask ЭПОС about those who say to be linked.</summary>
    Check,

    /// <summary>Look again at links whose proof is old.</summary>
    LookAgain,

    /// <summary>Look at places nobody looked at.</summary>
    Look,

    /// <summary>Appoint a second administrator.</summary>
    Appoint,

    /// <summary>Take out those who must not be there.</summary>
    Remove,
}

/// <summary>An act with what it brings at most. Its list is exact: <see cref="Part"/> of the figure, of the group, with the cause.</summary>
/// <param name="Code">The figure raised.</param>
/// <param name="StudyGroupId">The group it is done in; <see langword="null"/> for employees and «Преподаватели».</param>
/// <param name="Gain">People, places or chats that the figure wins, or loses where it must be zero.</param>
/// <param name="Now">The figure's numerator now.</param>
/// <param name="Whole">The figure's denominator; of an absolute number all mandatory chats, so that acts can be compared.</param>
/// <param name="IsShare">The figure is a share.</param>
public sealed record Lift(LiftKind Kind, string Code, IndicatorPart Part, Guid? StudyGroupId, Cause? Cause, int Gain, int Now, int Whole, bool IsShare)
{
    /// <summary>Percentage points that the act brings; one group is one contact, with its curator.</summary>
    public decimal Points => Whole == 0 ? 0 : 100m * Gain / Whole;
}

/// <summary>Which acts raise the figures fastest: the gain of each for one contact. Pure.</summary>
public static class LiftRules
{
    /// <summary>Acts shown.</summary>
    public const int Shown = 4;

    /// <summary>Of one figure, so that four acts do not say the same of four groups.</summary>
    private const int OfOneFigure = 2;

    /// <summary>Every act there is, the most useful first; equal ones by figure and group.</summary>
    /// <param name="causeOf">What hinders a person who is not linked.</param>
    public static IReadOnlyList<Lift> All(CollegeOnDay college, Func<Guid, Cause?> causeOf)
    {
        var lifts = new List<Lift>();
        foreach (var code in new[] { "K2-students", "K2-representatives" })
        {
            lifts.AddRange(ByGroup(college, code, IndicatorPart.Rest, subject => causeOf(subject.PersonId!.Value), cause => cause switch
            {
                Cause.NotAccepted => LiftKind.Persuade,
                Cause.NotInvited => LiftKind.Invite,
                Cause.Relink => LiftKind.Relink,
                Cause.ToCheck => LiftKind.Check,
                _ => null,
            }));
        }

        lifts.AddRange(ByGroup(college, "K3", IndicatorPart.Rest, _ => null, _ => LiftKind.LookAgain));
        lifts.AddRange(ByGroup(college, IndicatorRules.CompletenessCode, IndicatorPart.NotChecked, _ => null, _ => LiftKind.Look));
        lifts.AddRange(ByGroup(college, "K8", IndicatorPart.Numerator, _ => null, _ => LiftKind.Appoint));
        lifts.AddRange(ByGroup(college, "K6", IndicatorPart.Numerator, _ => null, _ => LiftKind.Remove));
        return [.. lifts.OrderByDescending(lift => lift.Points).ThenBy(lift => lift.Code, StringComparer.Ordinal).ThenBy(lift => lift.StudyGroupId).ThenBy(lift => lift.Cause)];
    }

    /// <summary>The first acts, at most two of one figure.</summary>
    public static IReadOnlyList<Lift> Best(IEnumerable<Lift> all)
    {
        var counts = new Dictionary<string, int>();
        return [.. all.Where(lift => (counts[lift.Code] = counts.GetValueOrDefault(lift.Code) + 1) <= OfOneFigure).Take(Shown)];
    }

    private static IEnumerable<Lift> ByGroup(
        CollegeOnDay college, string code, IndicatorPart part, Func<IndicatorSubject, Cause?> causeOf, Func<Cause?, LiftKind?> kindOf)
    {
        var result = IndicatorRules.Find(code)!.Evaluate(college);
        var whole = result.Whole ?? college.MandatoryChats.Count;
        return
            from subject in result.Of(part)
            let cause = causeOf(subject)
            let kind = kindOf(cause)
            where kind is not null
            from place in GroupsOf(college, subject)
            group subject by (Kind: kind.Value, Place: place, Cause: cause) into act
            select new Lift(act.Key.Kind, code, part, act.Key.Place, act.Key.Cause, act.Count(), result.Value, whole, result.Whole is not null);
    }

    /// <summary>Nobody's group is the college itself: «Преподаватели».</summary>
    private static IEnumerable<Guid?> GroupsOf(CollegeOnDay college, IndicatorSubject subject) =>
        subject.Chat is { Kind: ChatKind.Staff }
            ? [null]
            : WeekFigures.GroupsOf(college, subject).Select(group => (Guid?)group);
}
