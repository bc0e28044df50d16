using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.People;

/// <summary>
/// A human being the technikum knows, whatever roles: employee, student, representative, several at once.
/// Carries the current name; earlier ones are <see cref="PersonName"/> rows.
/// </summary>
public sealed class Person : IAudited, IVersioned, IHasSearchKey
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Фамилия, as written in the roster (ё kept).</summary>
    public required string LastName { get; set; }

    /// <summary>Имя.</summary>
    public required string FirstName { get; set; }

    /// <summary>Отчество; <see langword="null"/> when there is none. Never invented.</summary>
    public string? Patronymic { get; set; }

    /// <summary>Unknown counts as a minor and is flagged.</summary>
    public DateOnly? BirthDate { get; set; }

    /// <summary>Keyed hash of the СНИЛС's eleven digits, for matching only; the number itself is not kept.</summary>
    public string? SnilsHash { get; set; }

    /// <summary>Last four digits of the СНИЛС, for the eye.</summary>
    public string? SnilsTail { get; set; }

    public string SearchKey { get; set; } = "";

    public DateTime CreatedAt { get; set; }

    public Guid Version { get; set; } = Guid.CreateVersion7();

    /// <summary>«Семёнов Пётр Ильич».</summary>
    public string FullName => Patronymic is null ? $"{LastName} {FirstName}" : $"{LastName} {FirstName} {Patronymic}";

    string IHasSearchKey.SearchText => FullName;
}

/// <summary>A name a person bore in a period (смена ФИО). The row in force equals the name on <see cref="Person"/>.</summary>
public sealed class PersonName : DatedFact, IHasSearchKey
{
    public Guid PersonId { get; init; }

    public required string LastName { get; set; }

    public required string FirstName { get; set; }

    public string? Patronymic { get; set; }

    public string SearchKey { get; set; } = "";

    string IHasSearchKey.SearchText => Patronymic is null ? $"{LastName} {FirstName}" : $"{LastName} {FirstName} {Patronymic}";
}

public enum ContactKind
{
    Phone,
    Email,
}

/// <summary>A phone (E.164) or an e-mail of a person in a period. An import adds phones and ends none.</summary>
public sealed class PersonContact : DatedFact
{
    public Guid PersonId { get; init; }

    public ContactKind Kind { get; set; }

    /// <summary>E.164 («+79021234567») or a lower-case e-mail.</summary>
    public required string Value { get; set; }

    /// <summary>Whose or what for, as written beside it («мама»).</summary>
    public string? Label { get; set; }
}

public enum IdentitySubject
{
    Person,
    StudyGroup,
    Chat,
}

/// <summary>An id of an outside system bound to a person, group or chat by confirmation; a name match only suggests.</summary>
public sealed class ExternalIdentity : DatedFact
{
    public IdentitySubject Subject { get; set; }

    public Guid SubjectId { get; init; }

    /// <summary>The system's code: a platform's, or <c>roster</c> for the column of a roster.</summary>
    public required string System { get; set; }

    /// <summary>Which of the system's ids this is, e.g. <c>student</c>.</summary>
    public required string IdKind { get; set; }

    public required string Value { get; set; }

    public Guid? ConfirmedByUserId { get; set; }

    public DateTime? ConfirmedAt { get; set; }
}

/// <summary>Two records found to be one human being; reversible.</summary>
public sealed class PersonMerge : IAudited
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid KeptPersonId { get; init; }

    public Guid MergedPersonId { get; init; }

    public DateTime MergedAt { get; init; }

    public Guid? MergedByUserId { get; init; }

    public DateTime? UndoneAt { get; set; }
}
