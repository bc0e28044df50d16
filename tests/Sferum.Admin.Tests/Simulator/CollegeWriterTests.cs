using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Parents;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Settings;
using Sferum.Admin.Simulator.College;

namespace Sferum.Admin.Tests.Simulator;

/// <summary>The invented college in a database: every part of the mess is true by the register.</summary>
public sealed class CollegeWriterTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Databases(PostgreSqlIsLong = true)]
    public async Task FillAsync_EmptyRegister_WritesEverythingUnderOneAuditEntry(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        await database.Get<DatabaseStart>().MigrateAsync(Ct);
        var college = Invent(database);

        var filled = await Writer(database).FillAsync(Actor.System("demo"), college, Ct);

        filled.Should().BeTrue();
        await using var db = database.NewContext();
        (await db.People.CountAsync(Ct)).Should().Be(college.People.Count);
        (await db.ChatVisibilities.CountAsync(Ct)).Should().Be(college.Visibilities.Count);
        (await db.Platforms.Select(p => p.Name).ToListAsync(Ct)).Should().BeEquivalentTo("ЭПОС", "VK учебный профиль", "MAX");
        (await db.AuditEntries.SingleAsync(e => e.Action == "demo-college", Ct)).Rows.Should().Be(college.People.Count);
        (await SchoolSettings.LoadAsync(db, Ct)).OrganizationName.Should().NotBeEmpty();
        var known = await db.People.Where(p => p.SnilsHash != null).Select(p => new { p.Id, p.SnilsHash, p.SnilsTail }).ToListAsync(Ct);
        known.Should().HaveCount(college.Snils.Count).And.OnlyContain(p => p.SnilsHash == Hash(college.Snils[p.Id]) && p.SnilsTail == college.Snils[p.Id].Substring(7));
    }

    [Theory, Databases(PostgreSqlIsLong = true)]
    public async Task FillAsync_RegisterWithAPerson_ChangesNothing(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var register = new Register(database);
        register.Person();
        await register.SaveAsync(Ct);

        var filled = await Writer(database).FillAsync(Actor.System("demo"), Invent(database), Ct);

        filled.Should().BeFalse();
        await using var db = database.NewContext();
        (await db.People.CountAsync(Ct)).Should().Be(1);
        (await db.AuditEntries.AnyAsync(e => e.Action == "demo-college", Ct)).Should().BeFalse();
    }

    [Theory, Databases(PostgreSqlIsLong = true)]
    public async Task EnsureAsync_SecondStart_FindsTheSameCollege(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var demo = new DemoCollege(database.Contexts, Writer(database), database.Clock);

        var first = await demo.EnsureAsync(Ct);
        database.Time.Advance(TimeSpan.FromDays(1));
        var second = await demo.EnsureAsync(Ct);

        first.Should().BeEquivalentTo(new { Created = true, People = 3812, Groups = 60 });
        first.Accounts.Select(a => (a.Role, a.Group)).Should().Equal((PortalRole.Administrator, null), (PortalRole.Curator, "ИС-21"), (PortalRole.Director, null));
        second.Created.Should().BeFalse();
        second.Accounts.Should().Equal(first.Accounts);
        await using var db = database.NewContext();
        (await db.Users.CountAsync(u => u.PasswordHash != null, Ct)).Should().Be(0);
    }

    [Theory, Databases(PostgreSqlIsLong = true)]
    public async Task CollegeAsync_LaterStart_MakesTheSameCollegeAgain(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var demo = new DemoCollege(database.Contexts, Writer(database), database.Clock);
        await demo.EnsureAsync(Ct);
        var made = Invent(database);
        database.Time.Advance(TimeSpan.FromDays(40));

        var college = (await demo.CollegeAsync(Ct)).Value;

        college.Today.Should().Be(made.Today);
        college.LinkFacts.Select(f => (f.Id, f.At)).Should().Equal(made.LinkFacts.Select(f => (f.Id, f.At)));
        await using var db = database.NewContext();
        (await db.People.Select(p => p.Id).ToListAsync(Ct)).Should().BeEquivalentTo(college.People.Select(p => p.Id));
    }

    [Theory, Databases(PostgreSqlIsLong = true)]
    public async Task CollegeAsync_DatabaseOfAnEarlierBuild_AsksForAFreshOne(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var demo = new DemoCollege(database.Contexts, Writer(database), database.Clock);
        await Writer(database).FillAsync(Actor.System("demo"), CollegeGenerator.Generate(5, database.Clock, CollegeSize.Demo), Ct);
        (await demo.CollegeAsync(Ct)).IsOk.Should().BeTrue();
        await using var db = database.NewContext();

        // Another seed makes another college; without a seed nothing can be made.
        var seed = await db.Settings.SingleAsync(x => x.Key == "InventedCollege:Seed", Ct);
        seed.Value = "6";
        await SaveAsync();
        (await demo.CollegeAsync(Ct)).Error!.Message.Should().Contain("--fresh");
        db.Remove(seed);
        await SaveAsync();
        (await demo.CollegeAsync(Ct)).Error!.Message.Should().Contain("--fresh");

        async Task SaveAsync()
        {
            db.Act(Actor.System("tests"), "arrange");
            await db.SaveChangesAsync(Ct);
        }
    }

    [Theory, Databases(PostgreSqlIsLong = true)]
    public async Task Mess_InTheDatabase_IsTrueByTheRegister(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var college = Invent(database);
        await Writer(database).FillAsync(Actor.System("demo"), college, Ct);
        await using var db = database.NewContext();
        var mess = college.Mess;
        var today = college.Today;

        await IntrudersAreSeen(db, mess, today);
        await GroupsAreInDisorder(db, mess, today);
        await LinksAreInTheirStates(db, mess, database.Clock.Now);
        await PeopleAreAsTold(db, mess, today);
    }

    private static async Task IntrudersAreSeen(AppDbContext db, Mess mess, DateOnly today)
    {
        foreach (var intruder in new[] { mess.Expelled, mess.ParentOfExpelled, mess.Restricted })
        {
            var chat = await db.Chats.SingleAsync(c => c.Kind == intruder.Kind && c.StudyGroupId == intruder.StudyGroupId, Ct);
            (await db.ChatVisibilities.SingleAsync(v => v.ChatId == chat.Id && v.PersonId == intruder.PersonId, Ct)).State.Should().Be(VisibilityState.Visible);
        }

        (await db.Enrollments.InForce(today).AnyAsync(e => e.PersonId == mess.Expelled.PersonId, Ct)).Should().BeFalse();
        (await db.Enrollments.SingleAsync(e => e.PersonId == mess.Expelled.PersonId, Ct)).EndOrderId.Should().NotBeNull();
        (await db.Guardianships.InForce(today).SingleAsync(g => g.RepresentativeId == mess.ParentOfExpelled.PersonId, Ct)).StudentId.Should().Be(mess.Expelled.PersonId);
        (await db.Guardianships.InForce(today).SingleAsync(g => g.RepresentativeId == mess.Restricted.PersonId, Ct)).RestrictedFrom.Should().BeBefore(today);
    }

    private static async Task GroupsAreInDisorder(AppDbContext db, Mess mess, DateOnly today)
    {
        var curated = db.CuratorAssignments.InForce(today).Select(a => a.StudyGroupId);
        (await db.StudyGroups.InForce(today).Where(g => !curated.Contains(g.Id)).Select(g => g.Id).ToListAsync(Ct)).Should().Equal(mess.GroupWithoutCurator);

        var administrators = await db.PlatformAdministrators.InForce(today).Select(a => a.PersonId).Distinct().ToListAsync(Ct);
        var curators = await db.CuratorAssignments.InForce(today).Select(a => new { a.StudyGroupId, a.PersonId }).ToListAsync(Ct);
        var groups = await db.StudyGroups.InForce(today).Select(g => g.Id).ToListAsync(Ct);
        groups.Where(g => curators.Where(c => c.StudyGroupId == g).Select(c => c.PersonId).Union(administrators).Count() < 2).Should().BeEquivalentTo(mess.GroupsShortOfAdministrators);

        var adults = await db.GroupMemberships.InForce(today).Where(m => mess.GroupsOfAdults.Contains(m.StudyGroupId))
            .Join(db.People, m => m.PersonId, p => p.Id, (_, p) => p.BirthDate).ToListAsync(Ct);
        adults.Should().NotBeEmpty().And.OnlyContain(birth => Adulthood.IsAdult(birth, today));

        var lastLooks = await db.ChatVisibilities.Join(db.Chats, v => v.ChatId, c => c.Id, (v, c) => new { c.StudyGroupId, v.AsOf })
            .Where(x => x.StudyGroupId != null).GroupBy(x => x.StudyGroupId!.Value).Select(g => new { g.Key, Last = g.Max(x => x.AsOf) }).ToDictionaryAsync(x => x.Key, x => x.Last, Ct);
        groups.Where(g => !lastLooks.TryGetValue(g, out var last) || DateOnly.FromDateTime(last).AddDays(14) < today).Should().BeEquivalentTo(mess.GroupsWithOldLook);
        lastLooks.Keys.Should().NotContain(mess.GroupsWithOldLook[^1]);

        var week = IsoWeek.Of(today).ToString();
        var confirmed = await db.WeeklyConfirmations.Where(c => c.Week == week && c.StudyGroupId != null).Select(c => c.StudyGroupId!.Value).ToListAsync(Ct);
        groups.Except(confirmed).Should().BeEquivalentTo(mess.GroupsUnconfirmed).And.HaveCount(19);

        (await db.Absences.InForce(today).CountAsync(a => db.Employments.Any(e => e.Id == a.EmploymentId && e.PersonId == mess.CuratorOnLeave), Ct)).Should().Be(1);
        curators.Where(c => c.StudyGroupId == mess.SubstitutedGroup).Select(c => c.PersonId).Should().BeEquivalentTo([mess.CuratorOnLeave, mess.Substitute]);
        (await db.Employments.InForce(today).AnyAsync(e => e.PersonId == mess.Dismissed, Ct)).Should().BeFalse();
    }

    private static async Task LinksAreInTheirStates(AppDbContext db, Mess mess, DateTime now)
    {
        var links = await db.LinkStatuses.ToDictionaryAsync(s => s.PersonId, Ct);
        Of(mess.Refusers).Should().HaveCount(37).And.OnlyContain(s => s.State == LinkState.Refused);
        Of(mess.ClaimsPastRecheck).Should().OnlyContain(s => s.State == LinkState.SelfReported && s.RecheckAt < now);
        Of(mess.ClaimsBeforeRecheck).Should().OnlyContain(s => s.State == LinkState.SelfReported && s.RecheckAt > now);
        Of(mess.NeedRelink).Should().OnlyContain(s => s.State == LinkState.NeedsRelink);
        Of(mess.NotApplicable).Should().OnlyContain(s => s.State == LinkState.NotApplicable && s.Reason != null);
        (await db.OptOuts.CountAsync(o => o.PersonId == mess.RefusedTwice, Ct)).Should().Be(2);

        List<LinkStatus> Of(IReadOnlyList<Guid> people)
        {
            people.Should().NotBeEmpty();
            return [.. people.Select(p => links[p])];
        }
    }

    private static async Task PeopleAreAsTold(AppDbContext db, Mess mess, DateOnly today)
    {
        var people = await db.People.ToDictionaryAsync(p => p.Id, Ct);
        var memberships = await db.GroupMemberships.InForce(today).ToDictionaryAsync(m => m.PersonId, Ct);
        var guardianships = await db.Guardianships.InForce(today).ToListAsync(Ct);
        var phones = await db.PersonContacts.Where(c => c.Kind == ContactKind.Phone).ToListAsync(Ct);
        var children = guardianships.Where(g => g.RepresentativeId is not null).ToLookup(g => g.RepresentativeId!.Value, g => g.StudentId);

        mess.WithoutBirthDate.Should().NotBeEmpty().And.OnlyContain(p => people[p].BirthDate == null);
        memberships.Should().ContainKey(mess.WithoutBirthDate[0]);
        mess.ParentsOfTwo.Should().NotBeEmpty().And.OnlyContain(p => children[p].Select(c => memberships[c].StudyGroupId).Distinct().Count() == 2);
        mess.Twins.Select(p => (people[p].BirthDate, memberships[p].StudyGroupId, people[p].LastName.Substring(0, 3))).Distinct().Should().ContainSingle();
        mess.WardsOfOrganization.Should().HaveCount(3).And.OnlyContain(p => guardianships.Single(g => g.StudentId == p).Kind == GuardianshipKind.Organization);
        mess.SharedPhones.Should().HaveCount(5).And.OnlyContain(pair => phones.Any(a => a.PersonId == pair.StudentId && phones.Any(b => b.PersonId == pair.RepresentativeId && b.Value == a.Value)));
        (await db.PersonNames.CountAsync(n => mess.Renamed.Contains(n.PersonId), Ct)).Should().Be(2 * mess.Renamed.Count);
        (await db.GroupMemberships.CountAsync(m => m.PersonId == mess.Transferred, Ct)).Should().Be(2);
        var absent = await db.Absences.InForce(today).Join(db.Enrollments, a => a.EnrollmentId, e => e.Id, (_, e) => e.PersonId).ToListAsync(Ct);
        absent.Should().BeEquivalentTo([mess.OnAcademicLeave, mess.InArmy]);
        mess.AdultsWithConsent.Should().NotBeEmpty().And.OnlyContain(p => Adulthood.IsAdult(people[p].BirthDate, today));
    }

    private static InventedCollege Invent(TestDatabase database) => CollegeGenerator.Generate(CollegeGenerator.DemoSeed, database.Clock, CollegeSize.Demo);

    private static CollegeWriter Writer(TestDatabase database) => new(database.Contexts, database.Get<IBulkWriter>(), database.Get<LinkProjection>(), database.Time, Hash);

    private static string Hash(string snils) => $"hash of {snils}";
}
