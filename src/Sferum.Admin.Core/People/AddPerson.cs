using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Editing;

namespace Sferum.Admin.Core.People;

/// <param name="IsAnother">People of the same name were looked at: this is somebody else.</param>
public sealed record AddPersonRequest(NewPersonForm Typed, bool IsAnother);

/// <summary>Somebody who may be the one being added.</summary>
/// <param name="What">Posts and groups of today.</param>
public sealed record AlikePerson(Guid Id, string FullName, DateOnly? BirthDate, string? What);

/// <summary>Enters a person without any role yet. A name is never a key, so two of one name are possible, but not by accident.</summary>
public sealed class AddPerson(RegisterEditor editor, IDbContextFactory<AppDbContext> contexts, AccessPolicy access, AccessLog log, SchoolClock clock)
{
    /// <summary>Code of the refusal that asks to look at people of the same name first.</summary>
    public const string AlikeCode = "alike";

    private const int MaxAlike = 5;

    /// <summary>Who of the register has the same name, or the surname and the birth date. Recorded as a search by name.</summary>
    public async Task<Result<IReadOnlyList<AlikePerson>>> AlikeAsync(Actor actor, NewPersonForm typed, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.EditRegister, ct) is { } refused)
        {
            return refused;
        }

        await log.RecordAsync(actor, AccessKind.Searched, PeopleQueries.Subject, null, ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var today = clock.Today;
        var people = await Alike(db, typed).OrderBy(row => row.SearchKey).ThenBy(row => row.Id).Take(MaxAlike).Select(row => new
        {
            row.Id,
            row.LastName,
            row.FirstName,
            row.Patronymic,
            row.BirthDate,
            Posts = db.Employments.Where(post => post.PersonId == row.Id && post.ValidFrom <= today && (post.ValidTo == null || today < post.ValidTo)).Select(post => post.Position).ToList(),
            Groups = db.GroupMemberships.Where(study => study.PersonId == row.Id && study.ValidFrom <= today && (study.ValidTo == null || today < study.ValidTo))
                .SelectMany(study => db.StudyGroupNames.Where(name => name.StudyGroupId == study.StudyGroupId && name.ValidFrom <= today && (name.ValidTo == null || today < name.ValidTo)))
                .Select(name => name.Name).ToList(),
        }).ToListAsync(ct);
        return people.ConvertAll(row => new AlikePerson(
            row.Id,
            row.Patronymic is null ? $"{row.LastName} {row.FirstName}" : $"{row.LastName} {row.FirstName} {row.Patronymic}",
            row.BirthDate,
            string.Join(", ", row.Posts.Concat(row.Groups)) is { Length: > 0 } what ? what : null));
    }

    /// <returns>The receipt names the person (<see cref="EditReceipt.Added{T}"/>).</returns>
    public Task<Result<EditReceipt>> AddAsync(Actor actor, AddPersonRequest request, CancellationToken ct) => editor.ActAsync(
        actor,
        "person-add",
        () => request.Typed.Check(clock.Today).Error,
        async change =>
        {
            if (!request.IsAnother && await Alike(change.Db, request.Typed).AnyAsync(ct))
            {
                return new Error(AlikeCode, "Похожий человек уже есть в базе. Посмотрите, не он ли это.");
            }

            change.Touch(request.Typed.AddTo(change.Db, clock).Id);
            return null;
        },
        ct);

    private static IQueryable<Person> Alike(AppDbContext db, NewPersonForm typed)
    {
        var last = RussianText.SearchKey(PersonInput.Name(typed.LastName));
        var name = RussianText.SearchKey($"{PersonInput.Name(typed.LastName)} {PersonInput.Name(typed.FirstName)}");
        var (lastEnd, nameEnd, birth) = (last + "!", name + "!", typed.BirthDate);
        // «!» is the first sign after the space: the surname or the two names as whole words, along the index.
        return db.People.AsNoTracking().Where(row =>
            (string.Compare(row.SearchKey, name) >= 0 && string.Compare(row.SearchKey, nameEnd) < 0 && (birth == null || row.BirthDate == null || row.BirthDate == birth))
            || (birth != null && row.BirthDate == birth && string.Compare(row.SearchKey, last) >= 0 && string.Compare(row.SearchKey, lastEnd) < 0));
    }
}
