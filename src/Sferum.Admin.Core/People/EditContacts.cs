using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Editing;

namespace Sferum.Admin.Core.People;

/// <summary>A phone or an e-mail as it is typed.</summary>
public sealed class ContactLine
{
    /// <summary>The contact's row; none of a new one.</summary>
    public Guid? Id { get; set; }

    public ContactKind Kind { get; set; }

    public string Value { get; set; } = "";

    /// <summary>Whose or what for: «мама», «рабочий».</summary>
    public string Label { get; set; } = "";

    /// <summary>Not in use from today on.</summary>
    public bool IsEnded { get; set; }
}

/// <summary>Phones and e-mails of a person as one list.</summary>
public sealed class ContactsForm
{
    /// <summary>Lines that a form may hold.</summary>
    public const int MaxLines = 20;

    public static IReadOnlyList<FormField<ContactsForm>> Fields { get; } =
    [
        new(nameof(Lines), "Телефоны и почта", form => form.Text(), (from, to) => to.Lines = [.. from.Lines.Select(line => new ContactLine { Id = line.Id, Kind = line.Kind, Value = line.Value, Label = line.Label, IsEnded = line.IsEnded })]),
    ];

    public List<ContactLine> Lines { get; set; } = [];

    /// <summary>Name of a line's field in errors.</summary>
    public static string FieldOf(int line) => $"Value{line}";

    /// <summary>What of the lines cannot be taken. Pure.</summary>
    public Error? Check()
    {
        var check = new FormCheck().Must(Lines.Count <= MaxLines, nameof(Lines), $"Не больше {MaxLines} контактов.");
        for (var i = 0; i < Lines.Count; i++)
        {
            var line = Lines[i];
            if (line.IsEnded || (line.Id is null && string.IsNullOrWhiteSpace(line.Value)))
            {
                continue;
            }

            check.Must(!string.IsNullOrWhiteSpace(line.Value), FieldOf(i), "Укажите контакт или отметьте, что он больше не действует.")
                .Add(Read(line, FieldOf(i)).Error)
                .Must(line.Label.Trim().Length <= PersonInput.LongestLabel, FieldOf(i), $"Подпись не длиннее {PersonInput.LongestLabel} знаков.");
        }

        return check.Error;
    }

    /// <summary>The contact in the register's shape; the word beside a number is its label unless one was typed.</summary>
    internal static Result<(string Value, string? Label)> Read(ContactLine line, string field)
    {
        var label = line.Label.Trim() is { Length: > 0 } typed ? typed : null;
        if (line.Kind == ContactKind.Email)
        {
            var email = PersonInput.Email(line.Value, field);
            return email.IsOk ? (email.Value, label) : email.Error!;
        }

        var phone = PersonInput.Phone(line.Value, field);
        return phone.IsOk ? (phone.Value.Number, label ?? phone.Value.Label) : phone.Error!;
    }

    private string Text() => FieldText.Of(string.Join(", ", Lines
        .Where(line => !line.IsEnded && !string.IsNullOrWhiteSpace(line.Value))
        .Select(line => Read(line, "") is { IsOk: true, Value: var (value, label) } ? label is null ? PhoneMask.Full(value) : $"{PhoneMask.Full(value)} ({label})" : line.Value.Trim())
        .Order(StringComparer.Ordinal)));
}

/// <param name="Shown">The list as the form was opened with.</param>
public sealed record EditContactsRequest(FormState<ContactsForm> Shown, ContactsForm Typed);

/// <summary>
/// Corrects, ends and adds phones and e-mails. A number that was written wrongly is corrected in its row; one that changed hands is ended,
/// and the new one is added: the old one stays in the history.
/// </summary>
public sealed class EditContacts(RegisterEditor editor)
{
    public Task<Result<FormState<ContactsForm>>> FormAsync(Actor actor, Guid personId, CancellationToken ct) => editor.ReadAsync(
        actor,
        async db => await db.People.AsNoTracking().FirstOrDefaultAsync(row => row.Id == personId, ct) is { } person ? (await StateAsync(db, person, ct), personId) : ((FormState<ContactsForm>, Guid?)?)null,
        "Человек не найден.",
        ct);

    public Task<Result<EditResult<ContactsForm>>> SaveAsync(Actor actor, EditContactsRequest request, CancellationToken ct) =>
        editor.SaveAsync<ContactsForm>(actor, "contacts-edit", request.Typed.Check, change => ChangeAsync(change, request), ct);

    private async Task<FormState<ContactsForm>> StateAsync(AppDbContext db, Person person, CancellationToken ct)
    {
        var rows = await db.PersonContacts.AsNoTracking().InForce(editor.Clock.Today).Where(row => row.PersonId == person.Id).OrderBy(row => row.Id).ToListAsync(ct);
        return new FormState<ContactsForm>(person.Id, person.Version, new ContactsForm
        {
            Lines = [.. rows.OrderBy(row => row.Kind).Select(row => new ContactLine { Id = row.Id, Kind = row.Kind, Value = row.Kind == ContactKind.Phone ? PhoneMask.Full(row.Value) : row.Value, Label = row.Label ?? "" })],
        });
    }

    private async Task<Result<EditResult<ContactsForm>>> ChangeAsync(RegisterChange change, EditContactsRequest request)
    {
        var (db, today) = (change.Db, change.Clock.Today);
        if (await db.People.FirstOrDefaultAsync(row => row.Id == request.Shown.Id, change.Ct) is not { } person)
        {
            return Error.NotFound("Человек не найден.");
        }

        var now = await StateAsync(db, person, change.Ct);
        if (now.Version != request.Shown.Version && FormConflicts.Between(ContactsForm.Fields, request.Shown.Values, request.Typed, now.Values) is { Count: > 0 } conflicts)
        {
            return new EditResult<ContactsForm>(now, conflicts, null);
        }

        var rows = await db.PersonContacts.InForce(today).Where(row => row.PersonId == person.Id).ToDictionaryAsync(row => row.Id, change.Ct);
        foreach (var line in request.Typed.Lines)
        {
            Write(change, person.Id, line, line.Id is { } id ? rows.GetValueOrDefault(id) : null, rows.Values);
        }

        if (db.ChangeTracker.HasChanges())
        {
            db.Entry(person).Property(row => row.Version).IsModified = true;
        }

        return EditResult.Clear<ContactsForm>();
    }

    private static void Write(RegisterChange change, Guid person, ContactLine line, PersonContact? row, IEnumerable<PersonContact> known)
    {
        if (line.IsEnded)
        {
            if (row?.ValidFrom == change.Clock.Today)
            {
                change.Db.PersonContacts.Remove(row);
            }
            else if (row is not null)
            {
                (row.ValidTo, row.EndReason) = (change.Clock.Today, ReasonKind.Hand);
            }

            return;
        }

        // A line whose contact somebody ended meanwhile is not brought back by being shown.
        if (string.IsNullOrWhiteSpace(line.Value) || (line.Id is not null && row is null))
        {
            return;
        }

        var (value, label) = ContactsForm.Read(line, "").Value;
        if (row is not null)
        {
            (row.Value, row.Label) = (value, label);
        }
        else if (!known.Any(other => other.ValidTo is null && other.Kind == line.Kind && other.Value == value))
        {
            change.Db.PersonContacts.Add(new PersonContact { PersonId = person, Kind = line.Kind, Value = value, Label = label, ValidFrom = change.Clock.Today, RecordedAt = change.Clock.Now });
        }
    }
}
