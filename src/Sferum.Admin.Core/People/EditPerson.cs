using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Editing;
using Sferum.Admin.Core.Links;

namespace Sferum.Admin.Core.People;

/// <param name="Shown">The form as it was opened: tells what somebody else has changed since.</param>
/// <param name="IsNameChange">A new name of the person (смена ФИО); else a different name corrects what was written wrongly.</param>
/// <param name="NameChangedOn">First day of the new name.</param>
/// <param name="Phone">A phone to add, as typed; a word beside it becomes its label.</param>
/// <param name="Email">An e-mail to add.</param>
/// <param name="EndedContacts">Ids of contacts that are not in use any more.</param>
public sealed record EditPersonRequest(
    PersonForm Shown,
    string LastName,
    string FirstName,
    string? Patronymic,
    bool IsNameChange,
    DateOnly? NameChangedOn,
    DateOnly? BirthDate,
    string? Phone,
    string? Email,
    IReadOnlyList<Guid> EndedContacts);

/// <summary>Saved, or what somebody else did meanwhile: then nothing was written, and a request over <see cref="Now"/> saves on top.</summary>
/// <param name="Now">The person at this moment.</param>
/// <param name="Conflicts">Fields changed by somebody else; none = saved.</param>
public sealed record EditPersonResult(PersonForm Now, IReadOnlyList<FieldConflict> Conflicts)
{
    public bool IsSaved => Conflicts.Count == 0;
}

/// <summary>
/// Corrects a person: name, birth date, contacts. Every change renews the person's token, so that of two editors the second one
/// is told what the first one did.
/// </summary>
public sealed class EditPerson(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, SchoolClock clock, LinkProjection links)
{
    public async Task<Result<EditPersonResult>> SaveAsync(Actor actor, EditPersonRequest request, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.EditRegister, ct) is { } refused)
        {
            return refused;
        }

        var draft = PersonDraft.Read(request, clock.Today);
        if (!draft.IsOk)
        {
            return draft.Error!;
        }

        // Two saves at one moment: the token refuses the later one, which then reads anew and meets the conflict below.
        return await WriteConflicts.RetryAsync(() => WriteAsync(actor, request, draft.Value, ct));
    }

    private async Task<Result<EditPersonResult>> WriteAsync(Actor actor, EditPersonRequest request, PersonDraft draft, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var today = clock.Today;
        if (await db.People.FirstOrDefaultAsync(row => row.Id == request.Shown.Id, ct) is not { } person)
        {
            return Error.NotFound("Человек не найден.");
        }

        // The row is fresh and so is its token: the one that the form brought back has to be compared by hand.
        var now = await PersonForm.ReadAsync(db, person, today, ct);
        if (now.Version != request.Shown.Version && PersonConflicts.Between(request.Shown, draft, now) is { Count: > 0 } conflicts)
        {
            return new EditPersonResult(now, conflicts);
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        db.Act(actor, "person-edit");
        if (await RenameAsync(db, person, draft, ct) is { } invalid)
        {
            return invalid;
        }

        var ageChanged = person.BirthDate != draft.BirthDate;
        person.BirthDate = draft.BirthDate;
        AddContacts(db, now, draft);
        await EndContactsAsync(db, person, draft, ct);
        if (!db.ChangeTracker.HasChanges())
        {
            return new EditPersonResult(now, []);
        }

        db.Entry(person).Property(row => row.Version).IsModified = true;
        await db.SaveChangesAsync(ct);
        if (ageChanged)
        {
            // With the last minor of a group its «Родители» changes: for representatives, the curator and the administrators.
            await links.RefreshAsync(db, null, ct);
        }

        var saved = await PersonForm.ReadAsync(db, person, today, ct);
        await transaction.CommitAsync(ct);
        return new EditPersonResult(saved, []);
    }

    private async Task<Error?> RenameAsync(AppDbContext db, Person person, PersonDraft draft, CancellationToken ct)
    {
        if ((person.LastName, person.FirstName, person.Patronymic) == (draft.LastName, draft.FirstName, draft.Patronymic))
        {
            return null;
        }

        var current = await db.PersonNames.Where(name => name.PersonId == person.Id && name.ValidTo == null).OrderByDescending(name => name.ValidFrom).FirstOrDefaultAsync(ct);
        if (draft.NameChangedOn is { } day)
        {
            if (current?.ValidFrom >= day)
            {
                return Error.Invalid($"Прежнее ФИО действует с {RussianText.Date(current.ValidFrom)}, новое начинается позже. Ошибку в записи исправляют без даты.", nameof(EditPersonRequest.NameChangedOn));
            }

            if (current is not null)
            {
                (current.ValidTo, current.EndReason) = (day, ReasonKind.Hand);
            }

            db.PersonNames.Add(new PersonName { PersonId = person.Id, LastName = draft.LastName, FirstName = draft.FirstName, Patronymic = draft.Patronymic, ValidFrom = day, RecordedAt = clock.Now });
        }
        else if (current is not null)
        {
            (current.LastName, current.FirstName, current.Patronymic) = (draft.LastName, draft.FirstName, draft.Patronymic);
        }

        (person.LastName, person.FirstName, person.Patronymic) = (draft.LastName, draft.FirstName, draft.Patronymic);
        return null;
    }

    /// <summary>A contact that is there already, and stays, needs no second row.</summary>
    private void AddContacts(AppDbContext db, PersonForm now, PersonDraft draft)
    {
        var kept = now.Contacts.Where(contact => !draft.Ended.Contains(contact.Id)).Select(contact => (contact.Kind, contact.Value)).ToHashSet();
        foreach (var (kind, value, label) in draft.Added.Where(added => !kept.Contains((added.Kind, added.Value))))
        {
            db.PersonContacts.Add(new PersonContact { PersonId = now.Id, Kind = kind, Value = value, Label = label, ValidFrom = clock.Today, RecordedAt = clock.Now });
        }
    }

    /// <summary>Today is the first day without the contact; one that began today was a mistake and goes, the audit keeps it.</summary>
    private async Task EndContactsAsync(AppDbContext db, Person person, PersonDraft draft, CancellationToken ct)
    {
        var today = clock.Today;
        var ids = draft.Ended.ToList();
        foreach (var contact in await db.PersonContacts.InForce(today).Where(row => row.PersonId == person.Id && EF.Parameter(ids).Contains(row.Id)).ToListAsync(ct))
        {
            if (contact.ValidFrom == today)
            {
                db.PersonContacts.Remove(contact);
            }
            else
            {
                (contact.ValidTo, contact.EndReason) = (today, ReasonKind.Hand);
            }
        }
    }
}
