using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Settings;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Core.Editing;

/// <summary>What an act will do, before it is done.</summary>
/// <param name="Day">The first day on which it shows.</param>
/// <param name="Lines">Sentences: what else it does, then a person each with the chats he leaves and joins.</param>
public sealed record EditConsequences(DateOnly Day, IReadOnlyList<string> Lines)
{
    /// <summary>Chats named of one person; more are counted.</summary>
    private const int Named = 4;

    /// <summary>The consequences of an act that its context tracks and nobody has saved.</summary>
    internal static async Task<EditConsequences> OfAsync(RegisterChange change)
    {
        var (db, ct) = (change.Db, change.Ct);
        db.ChangeTracker.DetectChanges();
        var persons = change.People.ToList();
        var family = await db.Guardianships.NotOver(change.Day)
            .Where(row => row.RepresentativeId != null && EF.Parameter(persons).Contains(row.StudentId))
            .Select(row => row.RepresentativeId!.Value).Distinct().ToListAsync(ct);
        persons.AddRange(family.Where(id => !persons.Contains(id)));
        var before = RegisterOverlay.Union(
            await RegisterReader.FactsAsync(db, change.Day, RegisterScope.OfPersons(persons.Union(change.Beside)), ct),
            await RegisterReader.FactsAsync(db, change.Day, RegisterScope.OfGroups(change.Groups), ct));
        var births = await db.People.Where(row => EF.Parameter(persons).Contains(row.Id)).Select(row => new { row.Id, row.BirthDate }).ToDictionaryAsync(row => row.Id, row => row.BirthDate, ct);
        var after = RegisterOverlay.With(before, db.ChangeTracker.Entries(), births);
        var rules = (await SchoolSettings.LoadAsync(db, ct)).ChatRules;
        var moves = ChatConsequences.Between(new RegisterOnDay(change.Day, before), new RegisterOnDay(change.Day, after), persons, rules);
        return new EditConsequences(change.Day, [.. change.Notes, .. await WordsAsync(db, change.Day, moves, ct)]);
    }

    private static async Task<IEnumerable<string>> WordsAsync(AppDbContext db, DateOnly day, IReadOnlyList<ChatChange> moves, CancellationToken ct)
    {
        var ids = moves.Select(move => move.PersonId).Distinct().ToList();
        var people = await db.People.Where(row => EF.Parameter(ids).Contains(row.Id)).ToDictionaryAsync(row => row.Id, ct);
        foreach (var added in db.People.Local)
        {
            people[added.Id] = added;
        }

        var groups = moves.Select(move => move.Chat.StudyGroupId).OfType<Guid>().Distinct().ToList();
        var names = await db.GroupNamesOn(day).Where(row => EF.Parameter(groups).Contains(row.StudyGroupId)).ToDictionaryAsync(row => row.StudyGroupId, row => row.Name, ct);
        foreach (var added in db.StudyGroupNames.Local.Where(row => row.Covers(day)))
        {
            names[added.StudyGroupId] = added.Name;
        }

        return moves.GroupBy(move => move.PersonId).Select(own => $"{Short(people[own.Key])}: {string.Join("; ", own.GroupBy(move => move.Move).OrderBy(same => same.Key).Select(same => Words(same.Key, [.. same.OrderBy(move => move.Chat.StudyGroupId is not null).ThenBy(move => Title(move.Chat, names), StringComparer.Ordinal).Select(move => Title(move.Chat, names))])))}.");
    }

    private static string Words(ChatMove move, IReadOnlyList<string> chats)
    {
        var list = chats.Count > Named
            ? $"{string.Join(", ", chats.Take(Named - 1))} и{RussianText.NoBreakSpace}ещё {RussianText.Number(chats.Count - Named + 1)}"
            : string.Join(", ", chats);
        return move switch
        {
            ChatMove.Joins => $"войдёт в {list}",
            ChatMove.Leads => $"станет администратором {list}",
            ChatMove.LeadsNoMore => $"останется участником {list}",
            ChatMove.MayStay => $"может остаться в {list}",
            ChatMove.Leaves => $"выйдет из {list}",
            _ => throw new ArgumentOutOfRangeException(nameof(move), move, null),
        };
    }

    private static string Title(ChatKey chat, Dictionary<Guid, string> names) => chat switch
    {
        { StudyGroupId: { } group, Kind: ChatKind.Parents } => $"«{names.GetValueOrDefault(group, "Группа")} · Родители»",
        { StudyGroupId: { } group } => $"«{names.GetValueOrDefault(group, "Группа")} · Группа»",
        _ => "«Преподаватели»",
    };

    private static string Short(Person person) => RussianText.ShortName(person.LastName, person.FirstName, person.Patronymic);
}
