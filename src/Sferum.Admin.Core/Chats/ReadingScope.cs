namespace Sferum.Admin.Core.Chats;

/// <summary>Whom a reading of the journal speaks of.</summary>
public enum ReadingPopulation
{
    /// <summary>All employees, once for the college.</summary>
    Staff,

    /// <summary>The students of a study group.</summary>
    Students,

    /// <summary>The representatives of a group's students.</summary>
    Representatives,

    /// <summary>One person («проверить одного»).</summary>
    Person,
}

/// <summary>A section of a source that is read, judged and written as one: population × study group (DESIGN §3).</summary>
/// <param name="SubjectId">The study group, or the person; <see langword="null"/> for all employees.</param>
public readonly record struct ReadingScope(ReadingPopulation Population, Guid? SubjectId)
{
    public static ReadingScope Staff { get; } = new(ReadingPopulation.Staff, null);

    public static ReadingScope Students(Guid studyGroupId) => new(ReadingPopulation.Students, studyGroupId);

    public static ReadingScope Representatives(Guid studyGroupId) => new(ReadingPopulation.Representatives, studyGroupId);

    public static ReadingScope Person(Guid personId) => new(ReadingPopulation.Person, personId);

    /// <summary>The stored form, e.g. <c>students/0190…</c>.</summary>
    public override string ToString() => SubjectId is { } id ? $"{Population.ToString().ToLowerInvariant()}/{id:D}" : Population.ToString().ToLowerInvariant();

    /// <summary>Reads the stored form; <see langword="null"/> when the text is a scope of another kind.</summary>
    public static ReadingScope? Parse(string text)
    {
        var parts = text.Split('/');
        if (!Enum.TryParse<ReadingPopulation>(parts[0], ignoreCase: true, out var population))
        {
            return null;
        }

        return parts.Length switch
        {
            1 when population == ReadingPopulation.Staff => Staff,
            2 when population != ReadingPopulation.Staff && Guid.TryParse(parts[1], out var id) => new ReadingScope(population, id),
            _ => null,
        };
    }
}
