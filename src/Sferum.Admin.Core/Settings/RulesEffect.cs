using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Links;

namespace Sferum.Admin.Core.Settings;

/// <summary>People whose link status would move from one state to another.</summary>
public sealed record StatusMove(LinkState From, LinkState To, int People);

/// <summary>What other rules would mean, counted before they are saved.</summary>
/// <param name="Statuses">Moves of link statuses, largest first.</param>
/// <param name="PlacesAdded">Places of people in chats that would become a must.</param>
/// <param name="PlacesRemoved">Places that would be a must no more.</param>
/// <param name="LooksAge">Groups whose last look would count as old.</param>
/// <param name="LooksFreshen">Groups whose last look would count as fresh again.</param>
/// <param name="RowsGone">Raw rows of imports that the next night would remove.</param>
public sealed record RulesPreview(IReadOnlyList<StatusMove> Statuses, int PlacesAdded, int PlacesRemoved, int LooksAge, int LooksFreshen, int RowsGone)
{
    /// <summary>People whose link status would change.</summary>
    public int People => Statuses.Sum(move => move.People);

    public bool IsNothing => People + PlacesAdded + PlacesRemoved + LooksAge + LooksFreshen + RowsGone == 0;
}

/// <summary>Compares the register under two sets of rules. Pure.</summary>
public static class RulesEffect
{
    /// <param name="evidence">Of everybody, under the rules in force.</param>
    /// <param name="now">The rules in force.</param>
    /// <param name="then">The same day under the others.</param>
    public static IReadOnlyList<StatusMove> Statuses(RegisterOnDay register, IReadOnlyDictionary<Guid, LinkEvidence> evidence, LinkRulesContext now, LinkRulesContext then)
    {
        return
        [.. evidence
            .Select(person => (
                From: LinkStatusRules.StatusOn(person.Value, now.Day, now.School, now.Settings.LinkRules).State,
                To: LinkStatusRules.StatusOn(Under(person.Key, person.Value), then.Day, then.School, then.Settings.LinkRules).State))
            .Where(move => move.From != move.To)
            .CountBy(move => move)
            .Select(move => new StatusMove(move.Key.From, move.Key.To, move.Value))
            .OrderByDescending(move => move.People).ThenBy(move => move.From).ThenBy(move => move.To)];

        // What was seen stays; what is demanded, and when it counts, is asked anew.
        LinkEvidence Under(Guid person, LinkEvidence known) => LinkEvidenceReader.Duties(person, then, register) with { Facts = known.Facts, Seen = known.Seen };
    }

    /// <summary>Places that become and cease to be a must.</summary>
    public static (int Added, int Removed) Places(RegisterOnDay register, ChatRuleSettings now, ChatRuleSettings then)
    {
        var (before, after) = (Musts(register, now), Musts(register, then));
        return (after.Except(before).Count(), before.Except(after).Count());
    }

    /// <summary>Groups whose last look changes its age.</summary>
    /// <param name="looks">Day of the last look, one a group.</param>
    public static (int Age, int Freshen) Looks(IReadOnlyCollection<DateOnly> looks, DateOnly today, int nowDays, int thenDays)
    {
        return (looks.Count(day => !IsOld(day, nowDays) && IsOld(day, thenDays)), looks.Count(day => IsOld(day, nowDays) && !IsOld(day, thenDays)));

        bool IsOld(DateOnly day, int days) => today.DayNumber - day.DayNumber > days;
    }

    private static HashSet<(ChatKey, Guid)> Musts(RegisterOnDay register, ChatRuleSettings rules) =>
        [.. MandatoryChatRules.All(register, rules).Where(place => place.Demand == Demand.Must).Select(place => (place.Chat, place.PersonId))];
}
