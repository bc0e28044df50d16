using Sferum.Admin.Core.Parents;

namespace Sferum.Admin.Core.Import.Parsing;

/// <summary>Whom the rows of a roster speak of.</summary>
public enum RosterKind
{
    Students,
    Representatives,
    Employees,
}

public enum SnilsState
{
    Absent,
    Valid,
    Invalid,
}

/// <summary>What the column «Статус» says of a person.</summary>
public enum RosterStatus
{
    /// <summary>No such column or nothing in it.</summary>
    None,
    Active,
    AcademicLeave,

    /// <summary>«Отчислен», «выпущен», «уволен», or a day of leaving that has come.</summary>
    Ended,

    /// <summary>A text that is none of the known ones.</summary>
    Unknown,
}

/// <summary>A phone in E.164 with the word that stood beside it.</summary>
public readonly record struct RosterPhone(string Number, string? Label);

/// <summary>An order as a cell names it.</summary>
public sealed record RosterOrder(string Number, DateOnly? Date);

/// <summary>A legal representative named in a student's row or below it.</summary>
public sealed class RosterRepresentative
{
    public GuardianshipKind Kind { get; set; } = GuardianshipKind.Other;

    public string? LastName { get; set; }

    public string? FirstName { get; set; }

    public string? Patronymic { get; set; }

    /// <summary>Name of an organisation that represents the student; then no other name is set.</summary>
    public string? Organization { get; set; }

    public List<RosterPhone> Phones { get; } = [];

    public List<string> Emails { get; } = [];

    public bool HasName => Organization is not null || LastName is not null || FirstName is not null;
}

/// <summary>Whose representative a row of a representatives' file is.</summary>
public sealed record StudentReference(string? LastName, string? FirstName, string? Patronymic, string? Group, string? ExternalId);

/// <summary>One person of a file after parsing. Mutable only while the file is being parsed.</summary>
public sealed class RosterPerson
{
    public required RosterSheet Sheet { get; init; }

    /// <summary>The row a spreadsheet shows, from 1.</summary>
    public required int Row { get; init; }

    public required RosterKind Kind { get; init; }

    public string? LastName { get; set; }

    public string? FirstName { get; set; }

    public string? Patronymic { get; set; }

    public DateOnly? BirthDate { get; set; }

    public SnilsState Snils { get; set; }

    /// <summary>Eleven digits of a valid СНИЛС. Kept in memory only: the register gets a hash and a tail.</summary>
    public string? SnilsDigits { get; set; }

    public List<RosterPhone> Phones { get; } = [];

    public List<string> Emails { get; } = [];

    /// <summary>Normal form; null when the row names none or an unreadable one.</summary>
    public string? Group { get; set; }

    public string? Program { get; set; }

    public string? StudyMode { get; set; }

    public string? CourseYear { get; set; }

    public RosterStatus Status { get; set; }

    public string? StatusText { get; set; }

    public RosterOrder? Order { get; set; }

    public string? Position { get; set; }

    public string? Department { get; set; }

    /// <summary>Groups of which an employee is the curator, in normal form.</summary>
    public IReadOnlyList<string> CuratorOf { get; set; } = [];

    public string? ExternalId { get; set; }

    public StudentReference? Student { get; set; }

    /// <summary>Of a row of a representatives' file: who the person is to the student.</summary>
    public GuardianshipKind Relation { get; set; } = GuardianshipKind.Other;

    /// <summary>Of a row of a representatives' file that names an organisation.</summary>
    public string? Organization { get; set; }

    public List<RosterRepresentative> Representatives { get; } = [];

    public List<RosterIssue> Issues { get; } = [];

    /// <summary>The row is not taken: an issue of it is an error.</summary>
    public bool IsRejected { get; private set; }

    /// <summary>Adds a remark; the same remark twice is one.</summary>
    public void Report(string code, string? field = null)
    {
        foreach (var known in Issues)
        {
            if (known.Code == code && known.Field == field)
            {
                return;
            }
        }

        Issues.Add(new(code, field));
        IsRejected |= IssueCodes.SeverityOf(code, field) == IssueSeverity.Error;
    }

    public bool Has(string code) => Issues.Exists(i => i.Code == code);
}
