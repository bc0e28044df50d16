using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.People;
using Sferum.Admin.Simulator.College;

namespace Sferum.Admin.Tests.Simulator;

/// <summary>The invented college as it comes from the generator, on several days of the year.</summary>
public sealed class CollegeTests
{
    /// <summary>A Friday of autumn, the first days of September, a Monday's first minutes, New Year's holidays, spring, summer.</summary>
    public static TheoryData<string> Moments =>
        ["2026-11-20T07:00:00Z", "2026-09-01T05:00:00Z", "2026-11-22T19:03:00Z", "2027-01-10T12:00:00Z", "2027-03-01T06:00:00Z", "2027-07-15T06:00:00Z"];

    [Fact]
    public void College_SameSeedAndMoment_IsTheSame()
    {
        Text(At("2026-11-20T07:00:00Z")).Should().Be(Text(At("2026-11-20T07:00:00Z")));
    }

    [Fact]
    public void College_AnotherSeed_IsAnother()
    {
        var other = CollegeGenerator.Generate(1, Clock("2026-11-20T07:00:00Z"), CollegeSize.Demo);

        other.People.Select(p => p.FullName).Should().NotEqual(At("2026-11-20T07:00:00Z").People.Select(p => p.FullName));
    }

    [Fact]
    public void PersonalData_AnotherDay_IsTheSame()
    {
        At("2027-03-01T06:00:00Z").PersonalData().Should().BeEquivalentTo(At("2026-11-20T07:00:00Z").PersonalData());
    }

    [Theory, MemberData(nameof(Moments))]
    public void College_OnAnyDay_HasThePromisedCounts(string moment)
    {
        var college = At(moment);
        var students = college.Memberships.Where(m => m.Covers(college.Today)).Select(m => m.PersonId).ToHashSet();
        var representatives = college.Guardianships.Where(g => g.Covers(college.Today) && students.Contains(g.StudentId)).Select(g => g.RepresentativeId).OfType<Guid>().ToHashSet();
        var staff = college.Employments.Where(e => e.Covers(college.Today)).Select(e => e.PersonId).ToHashSet();

        college.Groups.Count(g => g.Covers(college.Today)).Should().Be(60);
        students.Should().HaveCount(1500);
        representatives.Should().HaveCount(2250);
        staff.Should().HaveCount(120);
        staff.Intersect(representatives).Should().BeEquivalentTo(college.Mess.StaffParents).And.HaveCount(58);
        students.Union(representatives).Union(staff).Should().HaveCount(3812);
        college.Curators.Where(c => c.Covers(college.Today) && c.Kind == Core.Staff.CuratorKind.Main).Select(c => c.PersonId).Distinct().Should().HaveCount(52);
        college.Chats.CountBy(c => c.Kind).Should().BeEquivalentTo(new Dictionary<ChatKind, int> { [ChatKind.Staff] = 1, [ChatKind.Group] = 60, [ChatKind.Parents] = 58 });
    }

    [Fact]
    public void College_OfLargerSize_GrowsEvenly()
    {
        var size = CollegeSize.ForPeople(10_000);
        var college = CollegeGenerator.Generate(CollegeGenerator.DemoSeed, Clock("2026-11-20T07:00:00Z"), size);

        size.Should().Be(new CollegeSize(3));
        college.Groups.Should().HaveCount(180);
        college.Memberships.Count(m => m.Covers(college.Today)).Should().Be(4500);
        college.People.Count.Should().BeInRange(size.People, size.People + 10);
    }

    [Theory, MemberData(nameof(Moments))]
    public void Facts_OnAnyDay_DoNotContradictEachOther(string moment)
    {
        var college = At(moment);
        var enrollments = college.Enrollments.ToDictionary(e => e.Id);
        var facts = college.Names.Concat<DatedFact>(college.Contacts).Concat(college.Groups).Concat(college.GroupNames).Concat(college.Employments).Concat(college.Curators)
            .Concat(college.Administrators).Concat(college.Enrollments).Concat(college.Memberships).Concat(college.Absences).Concat(college.Guardianships).Concat(college.Consents).Concat(college.OptOuts);

        facts.Should().OnlyContain(f => f.ValidTo == null || f.ValidFrom < f.ValidTo);
        college.Memberships.Should().OnlyContain(m => Within(m, enrollments[m.EnrollmentId]) && m.PersonId == enrollments[m.EnrollmentId].PersonId);
        college.Absences.Where(a => a.EnrollmentId != null).Should().OnlyContain(a => Within(a, enrollments[a.EnrollmentId!.Value]) || enrollments[a.EnrollmentId.Value].ValidFrom > a.ValidFrom);
        Apart(college.Names, n => n.PersonId);
        Apart(college.GroupNames, n => n.StudyGroupId);
        Apart(college.GroupNames, n => n.Name);
        Apart(college.Memberships, m => m.PersonId);
        Apart(college.OptOuts, o => o.PersonId);
        Apart(college.Curators.Where(c => c.Kind == Core.Staff.CuratorKind.Main), c => c.StudyGroupId);
        college.Names.Where(n => n.Covers(college.Today)).Select(n => (n.PersonId, n.LastName)).Should().BeEquivalentTo(college.People.Select(p => (p.Id, p.LastName)));
    }

    [Theory, MemberData(nameof(Moments))]
    public void Moments_OfWhatHappened_AreNotInTheFuture(string moment)
    {
        var college = At(moment);
        var now = DateTime.Parse(moment).ToUniversalTime();

        college.Observations.Should().OnlyContain(o => o.FirstAsOf <= o.LastAsOf && o.LastAsOf <= now);
        college.LinkFacts.Should().OnlyContain(f => f.At <= now);
        college.Confirmations.Should().OnlyContain(c => c.At <= now);
        college.Corrections.Should().OnlyContain(c => c.EnteredAt <= now && c.ShowsAt > c.EnteredAt);
        college.Memberships.Concat<DatedFact>(college.OptOuts).Should().OnlyContain(f => f.RecordedAt <= now);
    }

    [Fact]
    public void Numbers_OfTheCollege_AreValidReservedAndUnique()
    {
        var college = At("2026-11-20T07:00:00Z");

        college.Snils.Values.Should().OnlyHaveUniqueItems();
        college.Snils.Values.Should().OnlyContain(s => HasRightCheckDigits(s));
        var phones = college.Contacts.Where(c => c.Kind == ContactKind.Phone).ToList();
        phones.Should().OnlyContain(p => p.Value.Length == 12 && p.Value.Substring(5, 2) == "00");
        phones.GroupBy(p => p.Value).Where(g => g.Count() > 1).Should().HaveCount(college.Mess.SharedPhones.Count);
        college.Contacts.Where(c => c.Kind == ContactKind.Email).Should().OnlyContain(c => c.Value.EndsWith("@mail.example"));
        college.Contacts.Where(c => c.Kind == ContactKind.Email).Select(c => c.Value).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Names_OfTheCollege_AreOfSeveralPeoples()
    {
        var names = At("2026-11-20T07:00:00Z").People.Select(p => p.FullName).ToList();

        names.Should().Contain(n => n.EndsWith(" оглы")).And.Contain(n => n.Contains('-')).And.Contain(n => n.Contains('ё'))
            .And.Contain(n => n.Contains(" Анна-Мария ")).And.Contain(n => n.Contains("Мухаметшин")).And.Contain(n => n.Split(' ', StringSplitOptions.None).Length == 2);
    }

    [Fact]
    public void PersonalData_OfTheCollege_HoldsEverySurnamePhoneAndSnils()
    {
        var college = At("2026-11-20T07:00:00Z");
        var data = college.PersonalData();

        data.Should().Contain(college.People.Select(p => p.LastName)).And.Contain(college.Names.Select(n => n.LastName)).And.Contain(college.Snils.Values);
        college.Contacts.Where(c => c.Kind == ContactKind.Phone).Should().OnlyContain(c => data.Contains(c.Value.Substring(2)));
    }

    internal static InventedCollege At(string moment) => CollegeGenerator.Generate(CollegeGenerator.DemoSeed, Clock(moment), CollegeSize.Demo);

    private static SchoolClock Clock(string moment) => new(new FakeTimeProvider(DateTimeOffset.Parse(moment)));

    private static string Text(InventedCollege college) => JsonSerializer.Serialize(college);

    /// <summary>The rule in the words of its decree, apart from the generator's short form.</summary>
    private static bool HasRightCheckDigits(string snils)
    {
        var sum = Enumerable.Range(0, 9).Sum(i => (snils[i] - '0') * (9 - i));
        var control = sum < 100 ? sum : sum is 100 or 101 ? 0 : sum % 101 is 100 ? 0 : sum % 101;
        return snils.Length == 11 && int.Parse(snils[9..]) == control;
    }

    private static bool Within(DatedFact inner, DatedFact outer) =>
        outer.ValidFrom <= inner.ValidFrom && (outer.ValidTo is null || inner.ValidTo <= outer.ValidTo);

    private static void Apart<T, TKey>(IEnumerable<T> facts, Func<T, TKey> key)
        where T : DatedFact
    {
        var overlaps = facts.GroupBy(key).Select(g => g.OrderBy(f => f.ValidFrom).ToList())
            .SelectMany(g => g.Zip(g.Skip(1)))
            .Where(pair => pair.First.ValidTo is not { } end || end > pair.Second.ValidFrom);
        overlaps.Should().BeEmpty();
    }
}
