using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.People;

/// <summary>What the form of a person starts with.</summary>
/// <param name="Version">Token of the person at that moment.</param>
/// <param name="Contacts">In force today, phones first.</param>
public sealed record PersonForm(
    Guid Id,
    Guid Version,
    string LastName,
    string FirstName,
    string? Patronymic,
    DateOnly? BirthDate,
    IReadOnlyList<FormContact> Contacts)
{
    internal static async Task<PersonForm> ReadAsync(AppDbContext db, Person person, DateOnly today, CancellationToken ct)
    {
        var contacts = await db.PersonContacts.AsNoTracking().InForce(today)
            .Where(contact => contact.PersonId == person.Id)
            .OrderBy(contact => contact.Id)
            .Select(contact => new FormContact(contact.Id, contact.Kind, contact.Value, contact.Label))
            .ToListAsync(ct);
        return new PersonForm(person.Id, person.Version, person.LastName, person.FirstName, person.Patronymic, person.BirthDate, [.. contacts.OrderBy(contact => contact.Kind)]);
    }
}

/// <param name="Value">E.164 or a lower-case e-mail.</param>
public sealed record FormContact(Guid Id, ContactKind Kind, string Value, string? Label);
