using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Simulator.College;
using Sferum.Admin.Simulator.World;

namespace Sferum.Admin.Tests.Simulator;

/// <summary>The journal's world against the register it was made of.</summary>
public sealed class SimulatedCollegeTests
{
    private static readonly InventedCollege Register = SimulatorScene.Register;

    private static readonly SimulatedCollege Journal = SimulatedCollege.Of(Register);

    [Fact]
    public void Ids_OfTheJournal_ShareNothingWithTheRegister()
    {
        var register = Register.People.Select(p => p.Id).Concat(Register.Groups.Select(g => g.Id)).Concat(Register.Chats.Select(c => c.Id)).Concat(Register.Enrollments.Select(e => e.Id)).ToHashSet();

        Journal.People.Should().OnlyContain(p => !register.Contains(p.JournalId) && p.JournalId.Version == 4);
        // Neither does their order tell anything.
        var order = Journal.Students.Select(s => Journal.PersonOf(s.Person.Id)).OfType<Guid>().ToList();
        order.Should().NotBeInAscendingOrder();
    }

    [Fact]
    public void Signs_NameBirthDateAndGroup_FindNearlyEverybodyAndNobodyInDoubt()
    {
        var found = SignsOfPeople.Exact(Journal, Register);

        var inForce = SignsOfPeople.InForce(Register);
        var expected = found.Where(f => inForce.Contains(f.PersonId)).Select(f => f.PersonId).Distinct().Count();
        ((double)expected / inForce.Count).Should().BeGreaterThan(0.95);
        found.Should().OnlyContain(f => Journal.PersonOf(f.JournalId) == f.PersonId);
        var planted = Journal.Planted.Doubtful.Select(d => d.JournalPersonId).Concat(Journal.Planted.Conflicting.SelectMany(c => c.JournalPersonIds)).ToHashSet();
        found.Select(f => f.JournalId).Should().NotIntersectWith(planted);
    }

    [Theory]
    [MemberData(nameof(CollegeTests.Moments), MemberType = typeof(CollegeTests))]
    public void Signs_OnAnyDayAndSeed_FindNoPlantedOne(string moment)
    {
        var clock = new SchoolClock(new FakeTimeProvider(DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture)));
        var register = CollegeGenerator.Generate((ulong)moment.Length + (ulong)clock.Today.DayNumber, clock, new CollegeSize(2));
        var journal = SimulatedCollege.Of(register);

        var found = SignsOfPeople.Exact(journal, register);

        found.Count.Should().BeGreaterThan((int)(0.95 * SignsOfPeople.InForce(register).Count));
        found.Should().OnlyContain(f => journal.PersonOf(f.JournalId) == f.PersonId);
        found.Select(f => f.JournalId).Should().NotIntersectWith(journal.Planted.Doubtful.Select(d => d.JournalPersonId).Concat(journal.Planted.Conflicting.SelectMany(c => c.JournalPersonIds)));
    }

    [Fact]
    public void Planted_OfTheDemo_AreAsManyAsSaid()
    {
        Journal.Planted.Doubtful.CountBy(d => d.Kind).Should().BeEquivalentTo(new Dictionary<DoubtKind, int>
        {
            [DoubtKind.BirthDateDiffers] = 6,
            [DoubtKind.BirthDateUnknown] = 1,
            [DoubtKind.PatronymicDiffers] = 7,
            [DoubtKind.SurnameDiffers] = 9,
        });
        Journal.Planted.Conflicting.CountBy(c => c.Kind).Where(c => c.Key != ConflictKind.StaffNamesakes).Should().BeEquivalentTo(new Dictionary<ConflictKind, int>
        {
            [ConflictKind.StudentTwice] = 2,
            [ConflictKind.NamesakesInGroup] = 1,
            [ConflictKind.ParentTwice] = 2,
        });
        Journal.Planted.Conflicting.Should().Contain(c => c.Kind == ConflictKind.StaffNamesakes);
        Journal.Planted.Doubtful.Should().OnlyContain(d => Journal.PersonOf(d.JournalPersonId) == d.PersonId);
        Journal.Planted.WithoutId.Should().HaveCount(5).And.OnlyContain(id => Journal.Person(id)!.PersonId == null);
        Journal.Planted.LeftButListed.Should().OnlyContain(id => Journal.Students.Any(s => s.Person.Id == id && s.LeftOn < Register.Today));
        Journal.Planted.TwoProfiles.Should().OnlyContain(id => Journal.Students.Count(s => s.Person.Id == id) == 2);
        Journal.Planted.LatinLetters.Should().NotBeEmpty().And.OnlyContain(id => Journal.Person(id)!.Name.Any(char.IsAsciiLetter));
        Journal.Planted.WithoutYo.Should().NotBeEmpty();
        Journal.Planted.CountLag.Should().HaveCount(6);
    }

    [Fact]
    public void Truth_OfGroupsAndChats_CoversTheCollege()
    {
        Journal.ClassUnits.Select(u => Journal.GroupOf(Text(u.Id))).Should().BeEquivalentTo(Register.Groups.Select(g => (Guid?)g.Id));
        Journal.Chats.Where(c => c.Kind != "other").Select(c => Journal.ChatOf(Text(c.Id))).Should().BeEquivalentTo(Register.Chats.Select(c => (Guid?)c.Id));
        Journal.ChatOf(Text(Journal.Chats.Single(c => c.Kind == "other").Id)).Should().BeNull();
    }

    [Fact]
    public void Sights_OfTheMess_AreAsTheRegisterTells()
    {
        var mess = Register.Mess;

        mess.NeedRelink.Should().OnlyContain(id => Of(id).Max.State == SimulatedLinkState.Broken);
        mess.ClaimsBeforeRecheck.Concat(mess.Refusers).Should().OnlyContain(id => Of(id).Max.State == SimulatedLinkState.NotLinked);
        mess.ClaimsPastRecheck.Count(id => Of(id).Max.State == SimulatedLinkState.Linked).Should().BeInRange(6, 11);
        Journal.Scheduled.Should().HaveCountGreaterThan(5);
        Sees(mess.Expelled).Should().BeTrue();
        Sees(mess.ParentOfExpelled).Should().BeTrue();
        Sees(mess.Restricted).Should().BeTrue();
        Journal.Planted.WithoutChat.Should().HaveCount(7).And.OnlyContain(id => Journal.Person(id)!.Max.State == SimulatedLinkState.Linked);
        Journal.Planted.UnknownLink.Should().HaveCount(3);
    }

    [Fact]
    public void Sights_OfMostPeople_AreAsTheLatestLook()
    {
        var pairs = Register.Visibilities.Where(v => Journal.IdsOf(v.PersonId).Count == 1).Select(v => (v.State, Shown: ShownTo(v.PersonId).Contains(v.ChatId))).ToList();

        var agreeing = pairs.Count(p => p.Shown == (p.State == VisibilityState.Visible));
        ((double)agreeing / pairs.Count).Should().BeInRange(0.95, 0.999);
    }

    [Fact]
    public void Sights_OfEveryScope_LeaveFewLinkedPeopleWithNothing()
    {
        foreach (var unit in Journal.ClassUnits)
        {
            var people = Journal.Students.Where(s => s.ClassUnitId == unit.Id).SelectMany(s => s.Parents.Select(p => p.Person).Append(s.Person)).Distinct().ToList();
            people.Count(p => p.Max.State == SimulatedLinkState.Linked && p.Chats.Count == 0).Should().BeLessThan(5);
        }
    }

    private static SimulatedPerson Of(Guid id) => Journal.Person(Journal.IdsOf(id)[0])!;

    private static bool Sees(Intruder intruder) => ShownTo(intruder.PersonId).Contains(Register.Chats.Single(c => c.Kind == intruder.Kind && c.StudyGroupId == intruder.StudyGroupId).Id);

    private static List<Guid> ShownTo(Guid id) => Of(id) is { Max.State: SimulatedLinkState.Linked } person ? [.. person.Chats.Select(c => Journal.ChatOf(Text(c))).OfType<Guid>()] : [];

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
