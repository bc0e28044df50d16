using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Staff;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Core.People;

/// <summary>What the list can be narrowed to in the reader's scope: only what is true of some group.</summary>
/// <param name="Courses">Years of study, from 1.</param>
/// <param name="Curators">Curators and substitutes of today, by name.</param>
public sealed record PeopleChoices(IReadOnlyList<GroupName> Groups, IReadOnlyList<int> Courses, IReadOnlyList<ProgramName> Programs, IReadOnlyList<CuratorName> Curators);

/// <param name="Name">«09.02.07 Информационные системы и программирование».</param>
public sealed record ProgramName(Guid Id, string Name);

/// <param name="ShortName">«Южакова М. Ю.».</param>
public sealed record CuratorName(Guid PersonId, string ShortName);

/// <summary>The choices of «+ Фильтр». Three queries.</summary>
public sealed class PeopleChoiceQueries(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, SchoolClock clock, KeptPeople kept)
{
    public async Task<Result<PeopleChoices>> ReadAsync(Actor actor, CancellationToken ct)
    {
        var scope = await access.ScopeOfAsync(actor, Permission.ReadRegister, ct);
        return scope.IsOk ? await kept.ChoicesAsync(actor, reading => ReadAsync(scope.Value, reading), ct) : scope.Error!;
    }

    private async Task<PeopleChoices> ReadAsync(AccessScope scope, CancellationToken ct)
    {
        var (all, own, today) = (scope.All, scope.StudyGroupIds.ToList(), clock.Today);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var groups = await (
            from name in db.GroupNamesOn(today)
            join study in db.StudyGroups.InForce(today) on name.StudyGroupId equals study.Id
            where all || own.Contains(study.Id)
            orderby name.SearchKey, study.Id
            select new { study.Id, name.Name, study.IntakeYear, study.ProgramId }).ToListAsync(ct);
        var programIds = groups.Select(group => group.ProgramId).OfType<Guid>().Distinct().ToList();
        var programs = await db.Programs.Where(program => EF.Parameter(programIds).Contains(program.Id)).Select(program => new { program.Id, program.Code, program.Title }).ToListAsync(ct);
        var curators = await (
            from curator in db.CuratorsOn(today)
            where all || own.Contains(curator.StudyGroupId)
            join person in db.People on curator.PersonId equals person.Id
            select new { person.Id, person.LastName, person.FirstName, person.Patronymic }).Distinct().ToListAsync(ct);
        return new PeopleChoices(
            groups.ConvertAll(group => new GroupName(group.Id, group.Name)),
            [.. groups.Select(group => Course.Of(group.IntakeYear, today)).OfType<int>().Distinct().Order()],
            [.. programs.Select(program => new ProgramName(program.Id, program.Code is null ? program.Title : $"{program.Code} {program.Title}")).OrderBy(program => program.Name, StringComparer.Ordinal)],
            [.. curators.Select(row => new CuratorName(row.Id, RussianText.ShortName(row.LastName, row.FirstName, row.Patronymic))).OrderBy(row => row.ShortName, StringComparer.Ordinal)]);
    }
}
