using System.Globalization;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Simulator.College;
using Sferum.Admin.Simulator.World;

namespace Sferum.Admin.Tests.Simulator;

/// <summary>
/// The plainest way to tell people apart by signs: a student by name, birth date and group, an employee by name, a parent by name
/// under an exact child; each only when nobody else on either side has the same signs.
/// </summary>
internal static class SignsOfPeople
{
    private static readonly string[] DateForms = ["dd.MM.yyyy", "yyyy-MM-dd", "yyyy-MM-dd'T'00:00:00"];

    public static HashSet<Guid> InForce(InventedCollege register)
    {
        var students = register.Memberships.Where(m => m.Covers(register.Today)).Select(m => m.PersonId).ToHashSet();
        return
        [
            .. students, .. register.Employments.Where(e => e.Covers(register.Today)).Select(e => e.PersonId),
            .. register.Guardianships.Where(g => g.Covers(register.Today) && students.Contains(g.StudentId)).Select(g => g.RepresentativeId).OfType<Guid>(),
        ];
    }

    public static IReadOnlyList<(string JournalId, Guid PersonId)> Exact(SimulatedCollege journal, InventedCollege register)
    {
        var people = register.People.ToDictionary(p => p.Id);
        var students = Match(
            journal.Students.Where(s => s.BirthDate is not null).Select(s => (s.Person.Id, $"{Key(s.Person.Name)} {Birth(s.BirthDate!)} {s.ClassUnitId}")),
            register.Memberships.Where(m => m.Covers(register.Today) && people[m.PersonId].BirthDate is not null)
                .Select(m => (m.PersonId, $"{Key(people[m.PersonId].FullName)} {people[m.PersonId].BirthDate:O} {journal.UnitOf(m.StudyGroupId).Id}")));
        var staff = Match(
            journal.Teachers.Select(t => (t.Person.Id, Key(t.Person.Name))),
            register.Employments.Where(e => e.Covers(register.Today)).Select(e => (e.PersonId, Key(people[e.PersonId].FullName))));
        var children = students.ToDictionary(s => s.JournalId, s => s.PersonId);
        var parents = Match(
            journal.Students.Where(s => children.ContainsKey(s.Person.Id)).SelectMany(s => s.Parents, (s, p) => (p.Person.Id, $"{children[s.Person.Id]} {Key(p.Person.Name)}")),
            register.Guardianships.Where(g => g.RepresentativeId is not null && g.Covers(register.Today))
                .Select(g => (g.RepresentativeId!.Value, $"{g.StudentId} {Key(people[g.RepresentativeId.Value].FullName)}")));
        var all = students.Concat(staff).Concat(parents).Distinct().ToList();
        // One person with two outside ids, or one id of two people, is no exact match.
        var twice = all.GroupBy(m => m.PersonId).Where(g => g.Count() > 1).SelectMany(g => g).Concat(all.GroupBy(m => m.JournalId).Where(g => g.Count() > 1).SelectMany(g => g)).ToHashSet();
        return [.. all.Where(m => !twice.Contains(m))];
    }

    private static List<(string JournalId, Guid PersonId)> Match(IEnumerable<(string Id, string Signs)> journal, IEnumerable<(Guid Id, string Signs)> register)
    {
        var known = register.Distinct().ToLookup(r => r.Signs, r => r.Id);
        return [.. journal.Distinct().GroupBy(j => j.Signs).Where(g => g.Count() == 1 && known[g.Key].Count() == 1).Select(g => (g.Single().Id, known[g.Key].Single()))];
    }

    private static string Key(string name) => RussianText.SearchKey(Lookalikes.ToCyrillic(name, out _));

    private static string Birth(string text) => DateOnly.ParseExact(text, DateForms, CultureInfo.InvariantCulture).ToString("O", CultureInfo.InvariantCulture);
}
