using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.StudyGroups;

/// <summary>Форма обучения.</summary>
public enum StudyMode
{
    FullTime,
    PartTime,
    Extramural,
}

/// <summary>На базе 9 или 11 классов.</summary>
public enum AdmissionBase
{
    NineYears,
    ElevenYears,
}

/// <summary>
/// A cohort over the years. Its names are dated (<see cref="StudyGroupName"/>): «ИС-21» is another cohort next year, so a name is never a key.
/// </summary>
public sealed class StudyGroup : DatedFact
{
    /// <summary>Year of intake; may be unknown and is never parsed out of a name.</summary>
    public int? IntakeYear { get; set; }

    public Guid? ProgramId { get; set; }

    public StudyMode? StudyMode { get; set; }

    public AdmissionBase? AdmissionBase { get; set; }
}

/// <summary>A name a group bears in a period, in normal form («ЭСП-12», «ТО-22/9»).</summary>
public sealed class StudyGroupName : DatedFact, IHasSearchKey
{
    public Guid StudyGroupId { get; init; }

    public required string Name { get; set; }

    public string SearchKey { get; set; } = "";

    string IHasSearchKey.SearchText => Name;
}

/// <summary>Which groups a group came from by a merge or a split.</summary>
public sealed class StudyGroupPredecessor : IAudited
{
    public Guid StudyGroupId { get; init; }

    public Guid PredecessorId { get; init; }
}

/// <summary>Специальность or профессия.</summary>
public sealed class Program : IAudited, IVersioned
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>«09.02.07»; unknown for a program that a roster only names.</summary>
    public string? Code { get; set; }

    public required string Title { get; set; }

    public Guid Version { get; set; } = Guid.CreateVersion7();
}

/// <summary>Учебный год, 1 September to 31 August.</summary>
public sealed class AcademicYear : IAudited, IVersioned
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>«2026/2027».</summary>
    public required string Name { get; set; }

    /// <summary>First day.</summary>
    public DateOnly StartsOn { get; set; }

    /// <summary>First day after the year.</summary>
    public DateOnly EndsOn { get; set; }

    public Guid Version { get; set; } = Guid.CreateVersion7();

    /// <summary>The year a day belongs to, by its 1 September.</summary>
    public static AcademicYear Of(DateOnly day)
    {
        var first = day.Month >= 9 ? day.Year : day.Year - 1;
        return new AcademicYear { Name = $"{first}/{first + 1}", StartsOn = new DateOnly(first, 9, 1), EndsOn = new DateOnly(first + 1, 9, 1) };
    }
}
