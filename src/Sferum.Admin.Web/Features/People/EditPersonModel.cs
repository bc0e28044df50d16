using System.Text.Json.Serialization;
using Sferum.Admin.Core.Editing;
using Sferum.Admin.Core.People;

namespace Sferum.Admin.Web.Features.People;

/// <summary>What is being typed about a person, and what somebody else changed meanwhile. Its draft is all but the latter.</summary>
public sealed class EditPersonModel
{
    /// <summary>Phones and e-mails as one field of a conflict.</summary>
    public const string Contacts = "Contacts";

    private static readonly string[] Fields = [nameof(LastName), nameof(FirstName), nameof(Patronymic), nameof(BirthDate), Contacts];

    private readonly HashSet<string> _taken = [];
    private EditPersonRequest? _mine;

    /// <summary>For a draft that is read back.</summary>
    [JsonConstructor]
    public EditPersonModel()
    {
    }

    public EditPersonModel(PersonForm shown)
    {
        Shown = shown;
        foreach (var field in Fields)
        {
            Take(field);
        }
    }

    /// <summary>The register as the form knows it; newer after a conflict.</summary>
    public PersonForm Shown { get; set; } = null!;

    public string LastName { get; set; } = "";

    public string FirstName { get; set; } = "";

    public string Patronymic { get; set; } = "";

    /// <summary>The typed name is not that of the register.</summary>
    [JsonIgnore]
    public bool IsRenamed => (LastName.Trim(), FirstName.Trim(), Patronymic.Trim()) != (Shown.LastName, Shown.FirstName, Shown.Patronymic ?? "");

    /// <summary>Смена ФИО, not a mistake in writing.</summary>
    public bool IsNameChange { get; set; }

    /// <summary>First day of the new name.</summary>
    public DateOnly? NameChangedOn { get; set; }

    public DateOnly? BirthDate { get; set; }

    /// <summary>A phone to add.</summary>
    public string Phone { get; set; } = "";

    /// <summary>An e-mail to add.</summary>
    public string Email { get; set; } = "";

    /// <summary>Contacts that are not in use any more.</summary>
    public HashSet<Guid> Ended { get; set; } = [];

    /// <summary>Fields that somebody else changed; empty until a save met them.</summary>
    [JsonIgnore]
    public IReadOnlyList<FieldConflict> Conflicts { get; private set; } = [];

    public EditPersonRequest ToRequest() =>
        new(Shown, LastName, FirstName, Patronymic, IsRenamed && IsNameChange, NameChangedOn, BirthDate, Phone, Email, [.. Ended]);

    /// <summary>
    /// Goes on over the present state: what was typed stays, what was not touched follows the register, so that the next save is on
    /// top of the other's and loses neither.
    /// </summary>
    public void Meet(EditPersonResult result)
    {
        _mine = ToRequest();
        _taken.Clear();
        (Shown, Conflicts) = (result.Now, result.Conflicts);
        foreach (var conflict in Conflicts.Where(conflict => !conflict.NeedsChoice))
        {
            Take(conflict.Field);
        }
    }

    /// <summary>Whether «Взять текущее» is what the field holds.</summary>
    public bool IsTaken(string field) => _taken.Contains(field);

    /// <summary>«Взять текущее».</summary>
    public void Take(string field)
    {
        _taken.Add(field);
        switch (field)
        {
            case nameof(LastName):
                LastName = Shown.LastName;
                break;
            case nameof(FirstName):
                FirstName = Shown.FirstName;
                break;
            case nameof(Patronymic):
                Patronymic = Shown.Patronymic ?? "";
                break;
            case nameof(BirthDate):
                BirthDate = Shown.BirthDate;
                break;
            case Contacts:
                (Phone, Email) = ("", "");
                Ended.Clear();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(field), field, null);
        }
    }

    /// <summary>«Оставить моё»: what was typed before the conflict comes back.</summary>
    public void Keep(string field)
    {
        if (_mine is null)
        {
            return;
        }

        _taken.Remove(field);
        switch (field)
        {
            case nameof(LastName):
                LastName = _mine.LastName;
                break;
            case nameof(FirstName):
                FirstName = _mine.FirstName;
                break;
            case nameof(Patronymic):
                Patronymic = _mine.Patronymic ?? "";
                break;
            case nameof(BirthDate):
                BirthDate = _mine.BirthDate;
                break;
            case Contacts:
                (Phone, Email) = (_mine.Phone ?? "", _mine.Email ?? "");
                Ended.UnionWith(_mine.EndedContacts);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(field), field, null);
        }
    }
}
