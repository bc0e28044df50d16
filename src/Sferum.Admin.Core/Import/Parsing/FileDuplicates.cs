using System.Runtime.InteropServices;
using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Core.Import.Parsing;

/// <summary>Rows of one file that are the same person or share what belongs to one person.</summary>
internal static class FileDuplicates
{
    /// <summary>Adds remarks to the people concerned. Linear in their number.</summary>
    public static void Report(IReadOnlyList<RosterPerson> people)
    {
        ReportSameRows(people);
        ReportSamePeople(people);
        ReportSharedSnils(people);
        ReportSharedPhones(people);
    }

    /// <summary>Every cell equal after normalising: the later row is not taken.</summary>
    private static void ReportSameRows(IReadOnlyList<RosterPerson> people)
    {
        var seen = new HashSet<RowKey>(people.Count);
        foreach (var person in people)
        {
            if (!person.IsRejected && !seen.Add(new RowKey(person)))
            {
                person.Report(IssueCodes.DuplicateRow);
            }
        }
    }

    /// <summary>One person twice with something different: by СНИЛС, or by name and birth date. Namesakes are told too.</summary>
    private static void ReportSamePeople(IReadOnlyList<RosterPerson> people)
    {
        var bySnils = new Dictionary<string, RosterPerson>(StringComparer.Ordinal);
        var byName = new Dictionary<(string Name, RosterKind Kind), RosterPerson>(people.Count);
        foreach (var person in people)
        {
            // A representative of two children stands in two rows, and an employee may hold two posts.
            if (person.IsRejected || person.Kind == RosterKind.Representatives)
            {
                continue;
            }

            if (person.SnilsDigits is not null && !bySnils.TryAdd(person.SnilsDigits, person) && SameName(person, bySnils[person.SnilsDigits]))
            {
                person.Report(IssueCodes.PossibleDuplicate);
            }

            ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(byName, (NameKey(person), person.Kind), out var exists);
            if (!exists)
            {
                known = person;
            }
            else if (known!.BirthDate == person.BirthDate && person.BirthDate is not null)
            {
                person.Report(IssueCodes.PossibleDuplicate);
            }
            else if (known.BirthDate is not null && person.BirthDate is not null)
            {
                person.Report(IssueCodes.SimilarPerson);
            }
        }
    }

    /// <summary>One СНИЛС under two different names.</summary>
    private static void ReportSharedSnils(IReadOnlyList<RosterPerson> people)
    {
        var owners = new Dictionary<string, RosterPerson>(StringComparer.Ordinal);
        foreach (var person in people)
        {
            if (person.SnilsDigits is null || person.IsRejected || owners.TryAdd(person.SnilsDigits, person) || SameName(person, owners[person.SnilsDigits]))
            {
                continue;
            }

            person.Report(IssueCodes.SharedSnils, "snils");
            owners[person.SnilsDigits].Report(IssueCodes.SharedSnils, "snils");
        }
    }

    /// <summary>One number at two people, a student and the own mother among them; a mother of two students is one person.</summary>
    private static void ReportSharedPhones(IReadOnlyList<RosterPerson> people)
    {
        var owners = new Dictionary<string, Owner>(people.Count * 2, StringComparer.Ordinal);
        foreach (var person in people)
        {
            if (person.IsRejected)
            {
                continue;
            }

            foreach (var phone in person.Phones)
            {
                Claim(phone.Number, person, person.LastName, person.FirstName, person.Patronymic);
            }

            foreach (var representative in person.Representatives)
            {
                foreach (var phone in representative.Phones)
                {
                    Claim(phone.Number, person, representative.Organization ?? representative.LastName, representative.FirstName, representative.Patronymic);
                }
            }
        }

        void Claim(string number, RosterPerson row, string? last, string? first, string? patronymic)
        {
            ref var owner = ref CollectionsMarshal.GetValueRefOrAddDefault(owners, number, out var exists);
            if (!exists)
            {
                owner = new(row, last, first, patronymic);
            }
            else if (!Same(owner.Last, last) || !Same(owner.First, first) || !Same(owner.Patronymic, patronymic))
            {
                row.Report(IssueCodes.SharedPhone, "phone");
                owner.Row.Report(IssueCodes.SharedPhone, "phone");
            }
        }
    }

    private static bool SameName(RosterPerson a, RosterPerson b) => Same(a.LastName, b.LastName) && Same(a.FirstName, b.FirstName) && Same(a.Patronymic, b.Patronymic);

    private static bool Same(string? a, string? b) => string.Equals(a, b, StringComparison.Ordinal) || RussianText.SearchKey(a) == RussianText.SearchKey(b);

    private static string NameKey(RosterPerson person) => RussianText.SearchKey($"{person.LastName} {person.FirstName} {person.Patronymic}");

    private readonly record struct Owner(RosterPerson Row, string? Last, string? First, string? Patronymic);

    /// <summary>Equality of everything a row says, without building a text of it.</summary>
    private readonly struct RowKey(RosterPerson person) : IEquatable<RowKey>
    {
        private readonly RosterPerson _person = person;

        public bool Equals(RowKey other)
        {
            var (a, b) = (_person, other._person);
            return a.Kind == b.Kind && a.LastName == b.LastName && a.FirstName == b.FirstName && a.Patronymic == b.Patronymic && a.BirthDate == b.BirthDate
                && a.SnilsDigits == b.SnilsDigits && a.Snils == b.Snils && a.Group == b.Group && a.ExternalId == b.ExternalId && a.Position == b.Position && a.Department == b.Department
                && a.StatusText == b.StatusText && a.Order == b.Order && a.Program == b.Program && a.StudyMode == b.StudyMode && a.CourseYear == b.CourseYear && a.Student == b.Student && a.Organization == b.Organization
                && a.Phones.SequenceEqual(b.Phones) && a.Emails.SequenceEqual(b.Emails) && a.CuratorOf.SequenceEqual(b.CuratorOf) && SameFamily(a, b);
        }

        public override bool Equals(object? obj) => obj is RowKey other && Equals(other);

        public override int GetHashCode() => HashCode.Combine(_person.LastName, _person.FirstName, _person.Patronymic, _person.BirthDate, _person.Group);

        private static bool SameFamily(RosterPerson a, RosterPerson b)
        {
            if (a.Representatives.Count != b.Representatives.Count)
            {
                return false;
            }

            for (var i = 0; i < a.Representatives.Count; i++)
            {
                var (x, y) = (a.Representatives[i], b.Representatives[i]);
                if (x.LastName != y.LastName || x.FirstName != y.FirstName || x.Patronymic != y.Patronymic || x.Organization != y.Organization || x.Kind != y.Kind
                    || !x.Phones.SequenceEqual(y.Phones) || !x.Emails.SequenceEqual(y.Emails))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
