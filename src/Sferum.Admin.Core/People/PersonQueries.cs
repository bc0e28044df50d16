using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Platforms;

namespace Sferum.Admin.Core.People;

/// <summary>The card of a person. Reading it is itself recorded (152-ФЗ).</summary>
public sealed class PersonQueries(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, AccessLog log, SchoolClock clock)
{
    /// <summary>
    /// Facts with dates and reasons, family, link, chats and history. Out of scope and unknown read the same, «не найдено». A curator
    /// sees the children of own groups only; restrictions of guardianship are for administrators; refusals are hidden from the director.
    /// </summary>
    public async Task<Result<PersonCard>> CardAsync(Actor actor, Guid personId, CancellationToken ct)
    {
        if (await access.DemandPersonAsync(actor, Permission.ReadRegister, personId, ct) is { } refused)
        {
            return refused;
        }

        var scope = await access.ScopeOfAsync(actor, Permission.ReadRegister, ct);
        if (!scope.IsOk)
        {
            return scope.Error!;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.People.AsNoTracking().FirstOrDefaultAsync(row => row.Id == personId, ct) is not { } person)
        {
            return Error.NotFound("Человек не найден.");
        }

        await log.RecordAsync(actor, AccessKind.Viewed, nameof(Person), personId, ct);
        var refusals = RefusalView.IsOpenTo(actor);
        var restrictions = actor.Is(PortalRole.Administrator);
        var facts = await new PersonFactsReading(db, clock.Today, scope.Value, restrictions).ReadAsync(personId, ct);
        var links = await CurrentLinks.LoadAsync(db, clock, ct);
        var link = (await links.OfAsync([personId], ct))[personId];
        var marks = new PersonMarksReading(db, clock, scope.Value, new HistoryReader(refusals, restrictions));
        var chats = await marks.ChatsAsync(personId, ct);
        return new PersonCard(
            person.Id,
            person.Version,
            person.LastName,
            person.FirstName,
            person.Patronymic,
            person.BirthDate,
            person.SnilsTail,
            person.CreatedAt,
            AccessPolicy.HoldsEverywhere(actor, Permission.EditRegister),
            refusals,
            facts.Names,
            facts.Contacts,
            facts.Posts,
            facts.Duties,
            facts.Studies,
            facts.Representatives,
            facts.Children,
            new PersonLink(
                RefusalView.For(actor, link.State), link.Since, link.RecheckAt, await marks.GroundAsync(personId, link, chats, ct), await marks.LinkMarksAsync(personId, ct)),
            chats,
            await marks.HistoryAsync(personId, facts.Ids, ct),
            await db.CurrentJournal(clock.Today).Select(platform => platform.Name).FirstOrDefaultAsync(ct),
            await new PersonFamilyReading(db, clock.Today, scope.Value, restrictions).ReadAsync(person, ct),
            await KeysAsync(db, person, ct),
            await db.PersonMerges.Where(merge => merge.MergedPersonId == personId && merge.UndoneAt == null).Select(merge => (Guid?)merge.KeptPersonId).FirstOrDefaultAsync(ct));
    }

    private async Task<PersonKeys> KeysAsync(AppDbContext db, Person person, CancellationToken ct)
    {
        var (now, today) = (clock.Now, clock.Today);
        return new PersonKeys(
            person.FullName.Any(Lookalikes.IsLatin) && person.FullName.Any(Lookalikes.IsCyrillic),
            person.BirthDate is not null,
            await db.PersonContacts.InForce(today).AnyAsync(row => row.PersonId == person.Id && row.Kind == ContactKind.Email, ct),
            await db.JournalCorrections.Where(row => row.PersonId == person.Id && row.ShowsAt > now).MaxAsync(row => (DateTime?)row.ShowsAt, ct));
    }
}
