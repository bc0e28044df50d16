using Sferum.Admin.Core.Import.Matching;
using Sferum.Admin.Core.Import.Parsing;
using Sferum.Admin.Core.People;

namespace Sferum.Admin.Core.Import.Changes;

/// <summary>Names, birth dates, numbers and contacts of people. An import adds and corrects; an empty cell ends nothing.</summary>
internal sealed class PersonPlanner(PlanContext context)
{
    /// <summary>A new person of the row.</summary>
    public Person Add(string lastName, string firstName, string? patronymic, DateOnly? birthDate, string? snilsHash, string? snilsDigits, IReadOnlyList<RosterPhone> phones, IReadOnlyList<string> emails)
    {
        var person = new Person
        {
            LastName = lastName,
            FirstName = firstName,
            Patronymic = patronymic,
            BirthDate = birthDate,
            SnilsHash = snilsHash,
            SnilsTail = snilsDigits is null ? null : Tail(snilsDigits),
            SearchKey = RosterMatcher.KeyOf(lastName, firstName, patronymic),
            CreatedAt = context.Changes.Now,
        };
        context.Changes.People.Add(person);
        AddName(person);
        context.Register.Add(person);
        context.Changes.Record(ImportOperation.Add, nameof(Person), person.Id, person.Id, null,
            new { person.LastName, person.FirstName, person.Patronymic, person.BirthDate, person.SnilsTail, Phones = phones.Select(p => p.Number), Emails = emails });
        AddContacts(person, phones, emails, log: false);
        context.Touch(person.Id, ImportOutcome.Add);
        return person;
    }

    /// <summary>Takes over what the row knows better; true when anything of the person changes.</summary>
    public bool Update(Person person, RosterPerson row, string? snilsHash)
    {
        var renamed = Rename(person, row);
        var completed = Complete(person, row, snilsHash);
        var contacts = AddContacts(person, row.Phones, row.Emails, log: true);
        return renamed || completed || contacts;
    }

    /// <summary>Adds the phones and e-mails that the person does not have; true when there were any.</summary>
    public bool AddContacts(Person person, IReadOnlyList<RosterPhone> phones, IReadOnlyList<string> emails, bool log)
    {
        var added = false;
        foreach (var phone in phones)
        {
            added |= AddContact(person, ContactKind.Phone, phone.Number, phone.Label, log);
        }

        foreach (var email in emails)
        {
            added |= AddContact(person, ContactKind.Email, email, null, log);
        }

        return added;
    }

    /// <summary>Binds a roster's outside id to the person; an id of another person is left where it is.</summary>
    public bool BindOutsideId(Person person, string kind, string? value)
    {
        if (value is null || context.Register.ByOutsideId(kind, value) is not null)
        {
            return false;
        }

        var identity = context.Changes.Begin(new ExternalIdentity { Subject = IdentitySubject.Person, SubjectId = person.Id, System = RegisterSnapshotReader.OutsideSystem, IdKind = kind, Value = value });
        context.Changes.Identities.Add(identity);
        context.Changes.Record(ImportOperation.Add, nameof(ExternalIdentity), identity.Id, person.Id, null, new { identity.System, identity.IdKind, identity.Value });
        context.Register.Add(identity);
        return true;
    }

    private bool AddContact(Person person, ContactKind kind, string value, string? label, bool log)
    {
        if (context.Register.HasContact(person.Id, kind, value))
        {
            return false;
        }

        var contact = context.Changes.Begin(new PersonContact { PersonId = person.Id, Kind = kind, Value = value, Label = label });
        context.Changes.Contacts.Add(contact);
        context.Register.Add(contact);
        if (log)
        {
            context.Changes.Record(ImportOperation.Add, nameof(PersonContact), contact.Id, person.Id, null, new { contact.Kind, contact.Value, contact.Label });
        }

        return true;
    }

    /// <summary>Смена ФИО, or a patronymic that was not known. Initials and a missing patronymic change nothing.</summary>
    private bool Rename(Person person, RosterPerson row)
    {
        var patronymic = row.Patronymic ?? person.Patronymic;
        if (row.Has(IssueCodes.Initials) || row.LastName is null || row.FirstName is null || RosterMatcher.KeyOf(row.LastName, row.FirstName, patronymic) == person.SearchKey)
        {
            return false;
        }

        var before = new { person.LastName, person.FirstName, person.Patronymic };
        (person.LastName, person.FirstName, person.Patronymic) = (row.LastName, row.FirstName, patronymic);
        person.SearchKey = RosterMatcher.KeyOf(person.LastName, person.FirstName, person.Patronymic);
        Change(person);
        if (!context.Changes.Renamed.Contains(person.Id))
        {
            context.Changes.Renamed.Add(person.Id);
            AddName(person);
        }

        context.Changes.Record(ImportOperation.Update, nameof(Person), person.Id, person.Id, before, new { person.LastName, person.FirstName, person.Patronymic });
        return true;
    }

    private bool Complete(Person person, RosterPerson row, string? snilsHash)
    {
        var born = row.BirthDate is not null && row.BirthDate != person.BirthDate;
        var numbered = snilsHash is not null && person.SnilsHash is null;
        if (!born && !numbered)
        {
            return false;
        }

        var before = new { person.BirthDate, person.SnilsTail };
        if (born)
        {
            person.BirthDate = row.BirthDate;
        }

        if (numbered)
        {
            person.SnilsHash = snilsHash;
            person.SnilsTail = Tail(row.SnilsDigits!);
            context.Register.Bind(person);
        }

        Change(person);
        context.Changes.Record(ImportOperation.Update, nameof(Person), person.Id, person.Id, before, new { person.BirthDate, person.SnilsTail });
        return true;
    }

    /// <summary>Of the СНИЛС, for the eye.</summary>
    private static string Tail(string digits) => digits[^4..];

    private void Change(Person person)
    {
        person.Version = Guid.CreateVersion7();
        context.Changes.People.Change(person);
    }

    private void AddName(Person person)
    {
        var name = context.Changes.Begin(new PersonName { PersonId = person.Id, LastName = person.LastName, FirstName = person.FirstName, Patronymic = person.Patronymic });
        name.SearchKey = person.SearchKey;
        context.Changes.Names.Add(name);
    }
}
