using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.PersonalData;
using Sferum.Admin.Core.Staff;

namespace Sferum.Admin.Tests.Chats;

public sealed class RegisterReaderTests
{
    [Theory, Databases]
    public async Task Load_OfPersonsOrGroups_AnswersLikeTheWholeCollege(DatabaseKind kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync(kind, ct);
        var (persons, groups) = await MakeCollegeAsync(database, ct);
        await using var db = database.NewContext();
        var college = await RegisterReader.LoadAsync(db, TestClock.Today, RegisterScope.College, ct);

        foreach (var person in persons)
        {
            var alone = await RegisterReader.LoadAsync(db, TestClock.Today, RegisterScope.OfPersons([person]), ct);
            MandatoryChatRules.Of(alone, person, ChatRuleSettings.Default)
                .Should().BeEquivalentTo(MandatoryChatRules.Of(college, person, ChatRuleSettings.Default));
            alone.NextChangeOf(person).Should().Be(college.NextChangeOf(person));
        }

        var all = MandatoryChatRules.All(college, ChatRuleSettings.Default);
        foreach (var group in groups)
        {
            var own = await RegisterReader.LoadAsync(db, TestClock.Today, RegisterScope.OfGroups([group]), ct);
            MandatoryChatRules.All(own, ChatRuleSettings.Default).Where(x => x.StudyGroupId == group)
                .Should().BeEquivalentTo(all.Where(x => x.StudyGroupId == group));
        }

        all.Select(x => x.Reason.Rule).Distinct().Should().BeEquivalentTo(
        [
            ChatRule.Employee, ChatRule.PlatformAdministrator, ChatRule.Curator, ChatRule.SubstituteCurator, ChatRule.Student,
            ChatRule.StudentOnLeave, ChatRule.RepresentativeOfMinor, ChatRule.RepresentativeOfAdult, ChatRule.RepresentativeOfAdultWithoutConsent,
        ]);
    }

    [Theory, Databases]
    public async Task Load_OfTheCollege_TakesNineQueries(DatabaseKind kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync(kind, ct);
        await MakeCollegeAsync(database, ct);
        await using var db = database.NewContext();

        await RegisterReader.LoadAsync(db, TestClock.Today, RegisterScope.College, ct);

        database.Queries.Count.Should().Be(9);
        db.ChangeTracker.Entries().Should().BeEmpty();
    }

    /// <summary>Two groups and everybody the rules tell apart.</summary>
    private static async Task<(List<Guid> Persons, List<Guid> Groups)> MakeCollegeAsync(TestDatabase database, CancellationToken ct)
    {
        var register = new Register(database);
        var adult = TestClock.Today.AddYears(-18);
        var (first, second, adults) = (register.Group("ИС-21"), register.Group("ТО-22/9"), register.Group("СВ-41"));
        var (minor, other, grown) = (register.Student(first), register.Student(second), register.Student(adults, birth: adult));
        var onLeave = register.Enrol(register.Person(birth: adult.AddYears(1)), second);
        var mother = register.Representative(minor);
        register.Representative(other, mother);
        var father = register.Representative(minor, restrictedFrom: TestClock.Today);
        var refuser = register.Representative(other);
        var consenting = register.Representative(grown);
        var grownWithoutConsent = register.Student(first, birth: adult);
        var restless = register.Representative(grownWithoutConsent);
        var curator = register.Curator(first);
        register.Curator(adults, curator);
        var substitute = register.Curator(second, kind: CuratorKind.Substitute, to: TestClock.Today.AddDays(10));
        var administrator = register.PlatformAdministrator();
        var expelled = register.Student(first, to: TestClock.Today);
        var dismissed = register.Employee(to: TestClock.Today);
        register.Add(new DataConsent { PersonId = grown.Id, Kind = ConsentKind.RepresentativesInChat, ValidFrom = Register.YearStart, RecordedAt = TestClock.Now });
        register.Add(new Core.Links.OptOut { PersonId = refuser.Id, ValidFrom = Register.YearStart, RecordedAt = TestClock.Now });
        await register.SaveAsync(ct);

        await using var db = database.NewContext();
        db.Act(Actor.System("tests"), "arrange");
        var enrollment = db.Enrollments.Single(e => e.PersonId == onLeave.Id);
        db.Absences.Add(new Absence { Kind = AbsenceKind.AcademicLeave, EnrollmentId = enrollment.Id, ValidFrom = Register.YearStart, RecordedAt = TestClock.Now });
        await db.SaveChangesAsync(ct);
        database.Queries.Reset();

        Guid[] persons =
        [
            minor.Id, other.Id, grown.Id, onLeave.Id, mother.Id, father.Id, refuser.Id, consenting.Id, grownWithoutConsent.Id, restless.Id,
            curator.Id, substitute.Id, administrator.Id, expelled.Id, dismissed.Id,
        ];
        return ([.. persons], [first.Id, second.Id, adults.Id]);
    }
}
