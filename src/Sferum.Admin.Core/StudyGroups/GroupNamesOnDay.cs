using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.StudyGroups;

/// <summary>A group's name on a day.</summary>
public sealed record GroupNameOnDay
{
    public required Guid StudyGroupId { get; init; }

    public required string Name { get; init; }

    public required string SearchKey { get; init; }
}

/// <summary>«ИС-21» is another cohort next year: a name is asked for a day.</summary>
public static class GroupNamesOnDay
{
    /// <summary>
    /// One row per group that has a name on the day; where periods overlap by mistake, the one that began last. One query, which
    /// may be narrowed.
    /// </summary>
    public static IQueryable<GroupNameOnDay> GroupNamesOn(this AppDbContext db, DateOnly day)
    {
        var names = db.StudyGroupNames.InForce(day);
        return names
            .Where(n => !names.Any(o => o.StudyGroupId == n.StudyGroupId
                && (o.ValidFrom > n.ValidFrom || (o.ValidFrom == n.ValidFrom && o.RecordedAt > n.RecordedAt))))
            .Select(n => new GroupNameOnDay { StudyGroupId = n.StudyGroupId, Name = n.Name, SearchKey = n.SearchKey });
    }
}
