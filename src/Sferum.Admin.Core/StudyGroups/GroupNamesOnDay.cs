using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.StudyGroups;

/// <summary>A group's name on a day.</summary>
public sealed record GroupNameOnDay(Guid StudyGroupId, string Name, string SearchKey);

/// <summary>«ИС-21» is another cohort next year: a name is asked for a day.</summary>
public static class GroupNamesOnDay
{
    /// <summary>One row per group that has a name on the day; where periods overlap by mistake, the one that began last.</summary>
    public static IQueryable<GroupNameOnDay> GroupNamesOn(this AppDbContext db, DateOnly day)
    {
        var names = db.StudyGroupNames.InForce(day);
        return names
            .Where(n => !names.Any(o => o.StudyGroupId == n.StudyGroupId
                && (o.ValidFrom > n.ValidFrom || (o.ValidFrom == n.ValidFrom && o.RecordedAt > n.RecordedAt))))
            .Select(n => new GroupNameOnDay(n.StudyGroupId, n.Name, n.SearchKey));
    }
}
