using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Editing;

namespace Sferum.Admin.Core.People;

/// <summary>What is typed about somebody whom the register does not know yet.</summary>
public sealed class NewPersonForm
{
    public string LastName { get; set; } = "";

    public string FirstName { get; set; } = "";

    public string Patronymic { get; set; } = "";

    public DateOnly? BirthDate { get; set; }

    public string Phone { get; set; } = "";

    public string Email { get; set; } = "";

    /// <summary>What of the form cannot be taken.</summary>
    public FormCheck Check(DateOnly today, FormCheck? check = null)
    {
        check ??= new FormCheck();
        check.Add(PersonInput.CheckName(PersonInput.Name(LastName), "Укажите фамилию.", nameof(LastName)))
            .Add(PersonInput.CheckName(PersonInput.Name(FirstName), "Укажите имя.", nameof(FirstName)))
            .Add(PersonInput.CheckName(PersonInput.Name(Patronymic), null, nameof(Patronymic)))
            .Add(PersonInput.CheckBirth(BirthDate, today, nameof(BirthDate)));
        if (!string.IsNullOrWhiteSpace(Phone))
        {
            check.Add(PersonInput.Phone(Phone, nameof(Phone)).Error);
        }

        return string.IsNullOrWhiteSpace(Email) ? check : check.Add(PersonInput.Email(Email, nameof(Email)).Error);
    }

    /// <summary>The person's rows, in the context and not saved. The form has been checked.</summary>
    internal Person AddTo(AppDbContext db, SchoolClock clock)
    {
        var patronymic = PersonInput.Name(Patronymic);
        var person = new Person
        {
            LastName = PersonInput.Name(LastName),
            FirstName = PersonInput.Name(FirstName),
            Patronymic = patronymic.Length == 0 ? null : patronymic,
            BirthDate = BirthDate,
            CreatedAt = clock.Now,
        };
        db.People.Add(person);
        db.PersonNames.Add(new PersonName { PersonId = person.Id, LastName = person.LastName, FirstName = person.FirstName, Patronymic = person.Patronymic, ValidFrom = clock.Today, RecordedAt = clock.Now });
        if (!string.IsNullOrWhiteSpace(Phone))
        {
            var (number, label) = PersonInput.Phone(Phone, nameof(Phone)).Value;
            db.PersonContacts.Add(new PersonContact { PersonId = person.Id, Kind = ContactKind.Phone, Value = number, Label = label, ValidFrom = clock.Today, RecordedAt = clock.Now });
        }

        if (!string.IsNullOrWhiteSpace(Email))
        {
            db.PersonContacts.Add(new PersonContact { PersonId = person.Id, Kind = ContactKind.Email, Value = PersonInput.Email(Email, nameof(Email)).Value, ValidFrom = clock.Today, RecordedAt = clock.Now });
        }

        return person;
    }
}
