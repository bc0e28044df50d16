using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.People;

/// <summary>The name a person bore on a day.</summary>
public sealed record NameOnDay
{
    public required Guid PersonId { get; init; }

    public required string LastName { get; init; }

    public required string FirstName { get; init; }

    public required string? Patronymic { get; init; }

    public required string SearchKey { get; init; }

    /// <summary>«Семёнов Пётр Ильич».</summary>
    public string FullName => Patronymic is null ? $"{LastName} {FirstName}" : $"{LastName} {FirstName} {Patronymic}";
}

/// <summary>What was a person's name on a day: an order of May names people as they were called in May.</summary>
public static class NamesOnDay
{
    /// <summary>
    /// One row per person: the dated name in force on the day (the one that began last, where periods overlap by mistake), or the
    /// current name on days for which none is known. One query, which may be narrowed.
    /// </summary>
    public static IQueryable<NameOnDay> NamesOn(this AppDbContext db, DateOnly day)
    {
        var names = db.PersonNames.InForce(day);
        var borne = names.Where(n => !names.Any(o => o.PersonId == n.PersonId
            && (o.ValidFrom > n.ValidFrom || (o.ValidFrom == n.ValidFrom && o.RecordedAt > n.RecordedAt))));
        return from person in db.People
               join name in borne on person.Id equals name.PersonId into dated
               from name in dated.DefaultIfEmpty()
               select new NameOnDay
               {
                   PersonId = person.Id,
                   LastName = name == null ? person.LastName : name.LastName,
                   FirstName = name == null ? person.FirstName : name.FirstName,
                   Patronymic = name == null ? person.Patronymic : name.Patronymic,
                   SearchKey = name == null ? person.SearchKey : name.SearchKey,
               };
    }
}
