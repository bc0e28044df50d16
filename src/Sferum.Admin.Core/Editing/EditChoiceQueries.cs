using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.People;

namespace Sferum.Admin.Core.Editing;

/// <summary>Something to choose in a form.</summary>
public sealed record Choice(Guid Id, string Name);

/// <summary>What forms offer to choose from.</summary>
/// <param name="Groups">Not over yet, by the name of today or the first one to come.</param>
/// <param name="Platforms">In force today.</param>
public sealed record EditChoices(IReadOnlyList<Choice> Groups, IReadOnlyList<Choice> Programs, IReadOnlyList<Choice> Platforms);

/// <summary>A person to choose in a form.</summary>
/// <param name="What">Birth date, posts and groups of today, so that namesakes are told apart.</param>
public sealed record PersonChoice(Guid Id, string Name, string? What);

/// <summary>Fills the choices of forms.</summary>
public sealed class EditChoiceQueries(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, AccessLog log, SchoolClock clock)
{
    private const int MaxFound = 8;

    public async Task<Result<EditChoices>> ReadAsync(Actor actor, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.EditRegister, ct) is { } refused)
        {
            return refused;
        }

        var today = clock.Today;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var names = await db.StudyGroupNames.AsNoTracking()
            .Where(name => db.StudyGroups.Any(group => group.Id == name.StudyGroupId && (group.ValidTo == null || today < group.ValidTo)) && (name.ValidTo == null || today < name.ValidTo))
            .ToListAsync(ct);
        return new EditChoices(
            [.. names.GroupBy(name => name.StudyGroupId).Select(own => own.MinBy(name => name.ValidFrom)!).OrderBy(name => name.SearchKey, StringComparer.Ordinal).Select(name => new Choice(name.StudyGroupId, name.Name))],
            await db.Programs.OrderBy(program => program.Title).ThenBy(program => program.Id).Select(program => new Choice(program.Id, program.Code == null ? program.Title : program.Code + " " + program.Title)).ToListAsync(ct),
            await db.Platforms.InForce(today).OrderBy(platform => platform.Name).Select(platform => new Choice(platform.Id, platform.Name)).ToListAsync(ct));
    }

    /// <summary>People by the beginnings of the words of a name or a phone. Recorded as a search.</summary>
    /// <param name="staffOnly">With an employment that is not over.</param>
    public async Task<Result<IReadOnlyList<PersonChoice>>> FindPeopleAsync(Actor actor, string text, bool staffOnly, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.EditRegister, ct) is { } refused)
        {
            return refused;
        }

        if (PeopleSearch.Parse(text) is not { IsEmpty: false } search)
        {
            return Array.Empty<PersonChoice>();
        }

        await log.RecordAsync(actor, AccessKind.Searched, PeopleQueries.Subject, null, ct);
        var today = clock.Today;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var people = search.Apply(db.People.AsNoTracking(), db, today);
        if (staffOnly)
        {
            people = people.Where(row => db.Employments.Any(post => post.PersonId == row.Id && (post.ValidTo == null || today < post.ValidTo)));
        }

        // Who is called so comes before whose father was.
        var first = search.Words.Count > 0 ? search.Words[0][0] : "";
        var found = await people.OrderBy(row => EF.Functions.Like(row.SearchKey, first + "%") ? 0 : 1).ThenBy(row => row.SearchKey).ThenBy(row => row.Id).Take(MaxFound)
            .Select(row => new { row.Id, row.LastName, row.FirstName, row.Patronymic, row.BirthDate }).ToListAsync(ct);
        var ids = found.ConvertAll(row => row.Id);
        var posts = (await db.Employments.InForce(today).Where(row => EF.Parameter(ids).Contains(row.PersonId)).Select(row => new { row.PersonId, row.Position }).ToListAsync(ct)).ToLookup(row => row.PersonId, row => row.Position);
        var groups = (await db.GroupMemberships.InForce(today).Where(row => EF.Parameter(ids).Contains(row.PersonId))
            .Join(db.StudyGroupNames.InForce(today), row => row.StudyGroupId, name => name.StudyGroupId, (row, name) => new { row.PersonId, name.Name }).ToListAsync(ct)).ToLookup(row => row.PersonId, row => row.Name);
        return found.ConvertAll(row => new PersonChoice(
            row.Id,
            string.Join(' ', new[] { row.LastName, row.FirstName, row.Patronymic }.OfType<string>()),
            string.Join(", ", new[] { row.BirthDate is { } birth ? RussianText.Date(birth) : null }.OfType<string>().Concat(posts[row.Id]).Concat(groups[row.Id])) is { Length: > 0 } what ? what : null));
    }
}
