using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Import.Parsing;
using Sferum.Admin.Core.People;

namespace Sferum.Admin.Core.Import.Matching;

/// <summary>By what a row and a person of the register were found to be one.</summary>
public enum MatchedBy
{
    /// <summary>Nobody of the register: a new person.</summary>
    Nothing,
    OutsideId,
    Snils,
    NameAndBirthDate,
    NameAndGroup,
    Name,
}

/// <summary>Why a person must decide.</summary>
public enum Doubt
{
    None,

    /// <summary>The СНИЛС or the outside id belongs to somebody of another name and another birth date.</summary>
    NumberOfAnother,

    /// <summary>Name and birth date agree, the СНИЛС does not.</summary>
    AnotherSnils,

    /// <summary>More than one person of the register fits.</summary>
    SeveralFit,

    /// <summary>An employee of this name has another birth date.</summary>
    AnotherBirthDate,
}

/// <summary>Who a row is. With a doubt nothing may be written, and the people in question count as mentioned by the file.</summary>
/// <param name="Candidates">The people in question, when there is a doubt.</param>
public sealed record MatchResult(MatchedBy By, Person? Person, Doubt Doubt, IReadOnlyList<Person> Candidates)
{
    public static MatchResult NewPerson { get; } = new(MatchedBy.Nothing, null, Doubt.None, []);

    public static MatchResult Found(MatchedBy by, Person person) => new(by, person, Doubt.None, []);

    public static MatchResult Doubtful(MatchedBy by, Doubt doubt, params IReadOnlyList<Person> candidates) => new(by, null, doubt, candidates);
}

/// <summary>
/// Who is who, first hit wins (DESIGN §3 «Decided»): outside id; keyed hash of СНИЛС (with another name and birth date: a doubt); name
/// (ё = е) and birth date; name and group, only if one side lacks the birth date. An employee: the name, if unique among people with an
/// employment. Never by likeness. Pure.
/// </summary>
public static class RosterMatcher
{
    /// <param name="snilsHash">Keyed hash of the row's СНИЛС; null when it has none.</param>
    /// <param name="group">The row's group; null when it has none or a new one.</param>
    public static MatchResult MatchStudent(RosterPerson row, string? snilsHash, Guid? group, RegisterSnapshot register)
    {
        var key = KeyOf(row.LastName, row.FirstName, row.Patronymic);
        return ByNumbers(row, key, snilsHash, "student", register)
            ?? ByBirthDate(row, key, snilsHash, register)
            ?? ByGroup(row, key, snilsHash, group, register)
            ?? MatchResult.NewPerson;
    }

    /// <inheritdoc cref="MatchStudent"/>
    public static MatchResult MatchEmployee(RosterPerson row, string? snilsHash, RegisterSnapshot register)
    {
        var key = KeyOf(row.LastName, row.FirstName, row.Patronymic);
        return ByNumbers(row, key, snilsHash, "employee", register)
            ?? ByBirthDate(row, key, snilsHash, register)
            ?? ByEmployment(row, key, snilsHash, register)
            ?? MatchResult.NewPerson;
    }

    /// <summary>The representative of this name whom the student has already, else somebody of this name with one of these phones.</summary>
    public static Person? MatchRepresentative(string key, IEnumerable<string> phones, Guid student, RegisterSnapshot register)
    {
        foreach (var guardianship in register.GuardianshipsOf(student))
        {
            if (guardianship.RepresentativeId is { } id && register.People.TryGetValue(id, out var person) && person.SearchKey == key)
            {
                return person;
            }
        }

        return register.ByNameAndPhone(key, phones);
    }

    /// <summary>The student whom a row of a representatives' file speaks of; null when nobody or more than one fits.</summary>
    public static Person? MatchReferredStudent(StudentReference student, Guid? group, RegisterSnapshot register)
    {
        if (student.ExternalId is { } id && register.ByOutsideId("student", id) is { } byId)
        {
            return register.People[byId];
        }

        var enrolled = register.Named(KeyOf(student.LastName, student.FirstName, student.Patronymic))
            .Where(p => register.EnrollmentOf(p.Id) is not null && (student.Group is null || (group is not null && register.MembershipOf(p.Id)?.StudyGroupId == group)))
            .Take(2).ToList();
        return enrolled.Count == 1 ? enrolled[0] : null;
    }

    /// <summary>The key of a name, equal for «Фёдоров» and «Федоров».</summary>
    public static string KeyOf(string? lastName, string? firstName, string? patronymic) =>
        RussianText.SearchKey(patronymic is null ? $"{lastName} {firstName}" : $"{lastName} {firstName} {patronymic}");

    private static MatchResult? ByNumbers(RosterPerson row, string key, string? snilsHash, string idKind, RegisterSnapshot register)
    {
        if (row.ExternalId is { } id && register.ByOutsideId(idKind, id) is { } byId && register.People.TryGetValue(byId, out var known))
        {
            return IsAnother(row, key, known) ? MatchResult.Doubtful(MatchedBy.OutsideId, Doubt.NumberOfAnother, known) : MatchResult.Found(MatchedBy.OutsideId, known);
        }

        if (snilsHash is not null && register.BySnils(snilsHash) is { } bySnils)
        {
            return IsAnother(row, key, bySnils) ? MatchResult.Doubtful(MatchedBy.Snils, Doubt.NumberOfAnother, bySnils) : MatchResult.Found(MatchedBy.Snils, bySnils);
        }

        return null;
    }

    private static MatchResult? ByBirthDate(RosterPerson row, string key, string? snilsHash, RegisterSnapshot register)
    {
        if (row.BirthDate is not { } born)
        {
            return null;
        }

        var same = register.Named(key).Where(p => p.BirthDate == born).ToList();
        return same.Count switch
        {
            0 => null,
            1 => Agreeing(MatchedBy.NameAndBirthDate, same[0], snilsHash),
            _ => MatchResult.Doubtful(MatchedBy.NameAndBirthDate, Doubt.SeveralFit, same),
        };
    }

    private static MatchResult? ByGroup(RosterPerson row, string key, string? snilsHash, Guid? group, RegisterSnapshot register)
    {
        if (group is null)
        {
            return null;
        }

        var same = register.Named(key).Where(p => (p.BirthDate is null || row.BirthDate is null) && register.MembershipOf(p.Id)?.StudyGroupId == group).ToList();
        return same.Count switch
        {
            0 => null,
            1 => Agreeing(MatchedBy.NameAndGroup, same[0], snilsHash),
            _ => MatchResult.Doubtful(MatchedBy.NameAndGroup, Doubt.SeveralFit, same),
        };
    }

    private static MatchResult? ByEmployment(RosterPerson row, string key, string? snilsHash, RegisterSnapshot register)
    {
        var same = register.Named(key).Where(p => register.EmploymentsOf(p.Id).Count > 0).ToList();
        return same switch
        {
            [] => null,
            [var one] when one.BirthDate is not null && row.BirthDate is not null && one.BirthDate != row.BirthDate => MatchResult.Doubtful(MatchedBy.Name, Doubt.AnotherBirthDate, one),
            [var one] => Agreeing(MatchedBy.Name, one, snilsHash),
            _ => MatchResult.Doubtful(MatchedBy.Name, Doubt.SeveralFit, same),
        };
    }

    /// <summary>Found by name; two known and different СНИЛС say that they are two people after all.</summary>
    private static MatchResult Agreeing(MatchedBy by, Person person, string? snilsHash) =>
        snilsHash is not null && person.SnilsHash is not null && person.SnilsHash != snilsHash
            ? MatchResult.Doubtful(by, Doubt.AnotherSnils, person)
            : MatchResult.Found(by, person);

    private static bool IsAnother(RosterPerson row, string key, Person known) => known.SearchKey != key && known.BirthDate != row.BirthDate;
}
