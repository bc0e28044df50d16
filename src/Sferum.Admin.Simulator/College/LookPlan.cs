using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Simulator.College;

/// <summary>A time somebody sat down and looked through the chats of a group.</summary>
/// <param name="Week">The week confirmed by it; <see langword="null"/> for a look without.</param>
internal sealed record LookSession(DateTime At, IsoWeek? Week);

/// <summary>When the chats of a group were looked at. The last session decides how old the look is.</summary>
internal sealed record LookPlan(IReadOnlyList<LookSession> Sessions, Guid ByUserId)
{
    private const int Weeks = 6;
    private const int FirstLookDaysAgo = 48;

    /// <summary>Weeks in which groups that are looked after were looked at before the others' first look: twelve weeks of past in all.</summary>
    private const int EarlierWeeks = 6;

    /// <summary>Days of September before anybody looks.</summary>
    private const int QuietDays = 6;

    /// <summary>Days since the last look of groups that were forgotten; beyond 30 a link is no longer proven.</summary>
    private static readonly Dictionary<string, int> Forgotten = new()
    {
        ["ЭЛ-31"] = 16,
        ["СВ-22"] = 18,
        ["МТ-22"] = 21,
        ["ДО-21"] = 25,
        ["ЖД-31"] = 32,
        ["ТМ-21"] = 36,
        ["МР-31"] = 41,
    };

    /// <summary>Looked at last week and not yet in this one.</summary>
    private static readonly string[] Late = [Cast.CuratorGroup, "ИС-22", "МТ-11", "СВ-11", "СВ-21", "ПК-12", "ЖД-12", "ДО-11", "ЭК-21", "ТМ-11", "МТ-12"];

    public bool IsOld(DateOnly today, SchoolClock clock) => Sessions.Count == 0 || clock.DayOf(Sessions[^1].At).AddDays(14) < today;

    public bool Confirmed(IsoWeek week) => Sessions.Any(s => s.Week == week);

    /// <param name="early">Dice of the earlier weeks, so that they shift nothing else.</param>
    public static LookPlan Of(Draft draft, Dice dice, Dice early, GroupDraft group)
    {
        var author = group.Curator?.UserId ?? draft.College.Accounts[0].UserId;
        var name = $"{group.Plan.Program.Prefix}-{group.Plan.Course}{group.Plan.Number}{group.Plan.Tail}";
        if (name == Cast.GroupWithoutCurator)
        {
            return new LookPlan([], author);
        }

        var forgotten = Forgotten.TryGetValue(name, out var days);
        var isLate = Array.IndexOf(Late, name) >= 0;
        return Of(draft, dice, early, group.Row.ValidFrom, author, forgotten ? days : null, isLate);
    }

    /// <summary>All staff, looked at by the administrator every week.</summary>
    public static LookPlan OfStaff(Draft draft, Dice dice, Dice early) => Of(draft, dice, early, DateOnly.MinValue, draft.College.Accounts[0].UserId, null, isLate: false);

    private static LookPlan Of(Draft draft, Dice dice, Dice early, DateOnly notBefore, Guid author, int? forgottenDays, bool isLate)
    {
        var today = draft.Today;
        var minute = 9 * 60 + dice.Next(360);
        var first = today.AddDays(-FirstLookDaysAgo - dice.Next(5));
        var sessions = new List<LookSession>();
        var week = IsoWeek.Of(today);
        for (var back = Weeks + EarlierWeeks; back > Weeks; back--)
        {
            var earlier = IsoWeek.Of(week.Monday.AddDays(-7 * back));
            var day = earlier.Monday.AddDays(early.Next(5));
            if (forgottenDays is null && day < first && day >= draft.Year.StartsOn.AddDays(QuietDays))
            {
                Add(day, earlier);
            }
        }

        Add(first, null);
        var weeks = Enumerable.Range(0, Weeks).Select(back => IsoWeek.Of(week.Monday.AddDays(-7 * back))).Reverse();
        foreach (var each in weeks)
        {
            // Thrown in any case, so that the dice stand alike on every day.
            var (offset, skipped) = (dice.Next(5), dice.Chance(15));
            var day = each == week ? week.Monday.AddDays(Math.Min(offset, today.DayNumber - week.Monday.DayNumber)) : each.Monday.AddDays(offset);
            var mustHave = each == week || each == week.Previous;
            if (forgottenDays is null && !(isLate && each == week) && (mustHave || !skipped))
            {
                Add(day, each);
            }
        }

        if (forgottenDays is { } ago)
        {
            Add(today.AddDays(-ago), IsoWeek.Of(today.AddDays(-ago)));
        }

        return new LookPlan(sessions, author);

        void Add(DateOnly day, IsoWeek? each)
        {
            // A first-year group was not there before September.
            if (day >= notBefore)
            {
                sessions.Add(new LookSession(draft.At(day, minute), each));
            }
        }
    }
}
