using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Editing;
using Sferum.Admin.Core.Parents;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Students;
using Sferum.Admin.Tests.Support;

namespace Sferum.Admin.Tests.Editing;

public sealed class StudentEditTests
{
    private static readonly DateOnly Today = TestClock.Today;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Databases]
    public async Task Student_EnrolledMovedAndExpelled_LeavesPeriodsAndMovements(DatabaseKind kind)
    {
        await using var scene = await EditScene.CreateAsync(kind);
        var person = scene.Teacher.Id;
        var enrol = scene.Get<EnrolStudent>();
        EnrolStudentRequest Enrol(Guid group, DateOnly from) => new(person, null, new EnrolForm { StudyGroupId = group, From = from, FundingBasis = FundingBasis.Contract }, EditScene.Order("1-с", Today));

        (await enrol.SaveAsync(TestActors.Administrator, Enrol(scene.Group.Id, Today), Ct)).Value.IsSaved.Should().BeTrue();
        (await enrol.SaveAsync(TestActors.Administrator, Enrol(scene.Other.Id, Today.AddDays(3)), Ct)).Error!.Message.Should().Contain("уже зачислен");
        var first = await scene.ReadAsync(db => db.GroupMemberships.SingleAsync(row => row.PersonId == person, Ct));
        var move = new MoveStudentRequest(first.Id, first.Version, new MoveForm { StudyGroupId = scene.Other.Id, From = Today.AddDays(5) }, EditScene.Order("2-с", Today));
        (await scene.Get<MoveStudent>().PreviewAsync(TestActors.Administrator, move, Ct)).Value.Lines.Single().Should().Contain("войдёт в «ИС-22 · Группа»").And.Contain("выйдет из «ИС-21 · Группа»");
        (await scene.Get<MoveStudent>().MoveAsync(TestActors.Administrator, move, Ct)).Error.Should().BeNull();
        (await scene.Get<MoveStudent>().MoveAsync(TestActors.Administrator, move, Ct)).Error!.Code.Should().Be(Error.ConflictCode, "the membership is not as the form showed it any more");

        var study = await scene.ReadAsync(db => db.Enrollments.SingleAsync(row => row.PersonId == person, Ct));
        var end = new EndStudyRequest(study.Id, study.Version, new EndStudyForm { Ground = MovementKind.Graduation, FirstDayOut = Today.AddDays(9) }, EditScene.Order("3-с", Today));
        (await scene.Get<EndStudy>().EndAsync(TestActors.Administrator, end, Ct)).Error.Should().BeNull();

        (await scene.ReadAsync(db => db.GroupMemberships.Where(row => row.PersonId == person).OrderBy(row => row.ValidFrom).Select(row => new { row.StudyGroupId, row.ValidFrom, row.ValidTo }).ToListAsync(Ct))).Should().Equal(
            new { StudyGroupId = scene.Group.Id, ValidFrom = Today, ValidTo = (DateOnly?)Today.AddDays(5) },
            new { StudyGroupId = scene.Other.Id, ValidFrom = Today.AddDays(5), ValidTo = (DateOnly?)Today.AddDays(9) });
        (await scene.ReadAsync(db => db.EnrollmentMovements.OrderBy(row => row.EffectiveOn).Select(row => row.Kind).ToListAsync(Ct))).Should().Equal(MovementKind.Enrolled, MovementKind.TransferGroup, MovementKind.Graduation);
        (await scene.ReadAsync(db => db.Enrollments.SingleAsync(row => row.Id == study.Id, Ct))).ValidTo.Should().Be(Today.AddDays(9), "the order names the first day out");
    }

    [Theory, Databases]
    public async Task Student_MovedOnTheFirstDay_WasNeverInTheWrongGroup(DatabaseKind kind)
    {
        await using var scene = await EditScene.CreateAsync(kind);
        var wrong = await scene.ReadAsync(db => db.GroupMemberships.SingleAsync(Ct));
        var request = new MoveStudentRequest(wrong.Id, wrong.Version, new MoveForm { StudyGroupId = scene.Other.Id, From = wrong.ValidFrom }, EditScene.ByHand);

        var receipt = (await scene.Get<MoveStudent>().MoveAsync(TestActors.Administrator, request, Ct)).Value;

        (await scene.ReadAsync(db => db.GroupMemberships.SingleAsync(Ct))).StudyGroupId.Should().Be(scene.Other.Id);
        (await scene.ReadAsync(db => db.EnrollmentMovements.CountAsync(Ct))).Should().Be(0, "a mistake is no movement");
        (await scene.Get<UndoEdit>().UndoAsync(TestActors.Administrator, receipt, Ct)).Error.Should().BeNull();
        var back = await scene.ReadAsync(db => db.GroupMemberships.SingleAsync(Ct));
        (back.Id, back.StudyGroupId, back.ValidFrom).Should().Be((wrong.Id, scene.Group.Id, wrong.ValidFrom));
    }

    [Theory, Databases]
    public async Task Leave_BeginsAndEnds_AndDoesNotOverlap(DatabaseKind kind)
    {
        await using var scene = await EditScene.CreateAsync(kind);
        var study = await scene.ReadAsync(db => db.Enrollments.SingleAsync(Ct));
        EditLeaveRequest Leave(DateOnly from) => new(study.Id, null, new LeaveForm { From = from }, EditScene.ByHand);

        (await scene.Get<EditLeave>().PreviewAsync(TestActors.Administrator, Leave(Today), Ct)).Value.Lines.Should().HaveCount(2).And.OnlyContain(line => line.Contains("может остаться"));
        (await scene.Get<EditLeave>().SaveAsync(TestActors.Administrator, Leave(Today), Ct)).Value.IsSaved.Should().BeTrue();
        (await scene.Get<EditLeave>().SaveAsync(TestActors.Administrator, Leave(Today.AddDays(1)), Ct)).Error!.Message.Should().Contain("уже записан");
        var leave = await scene.ReadAsync(db => db.Absences.SingleAsync(Ct));
        (await scene.Get<EndFact>().EndAsync(TestActors.Administrator, new EndFactRequest(EditScene.Ref(FactKind.Leave, leave), Today.AddDays(2), EditScene.ByHand), Ct)).Error.Should().BeNull();

        (await scene.ReadAsync(db => db.Absences.SingleAsync(Ct))).ValidTo.Should().Be(Today.AddDays(3));
        (await scene.ReadAsync(db => db.EnrollmentMovements.OrderBy(row => row.EffectiveOn).Select(row => row.Kind).ToListAsync(Ct))).Should().Equal(MovementKind.AcademicLeave, MovementKind.Reinstated);
    }

    [Theory, Databases]
    public async Task Representative_NewRestrictedAndAnOrganisation_AreRecorded(DatabaseKind kind)
    {
        await using var scene = await EditScene.CreateAsync(kind);
        var edit = scene.Get<EditGuardianship>();
        var father = new GuardianshipForm { Who = RepresentativeSource.New, Person = new NewPersonForm { LastName = "Агеев", FirstName = "Пётр", Phone = "8 902 123-41-07" }, Kind = GuardianshipKind.Father, From = Today };

        (await edit.PreviewAsync(TestActors.Administrator, new EditGuardianshipRequest(scene.Student.Id, null, father, EditScene.ByHand), Ct)).Value.Lines.Single().Should().Contain("войдёт в «ИС-21 · Родители»");
        (await edit.SaveAsync(TestActors.Administrator, new EditGuardianshipRequest(scene.Student.Id, null, father, EditScene.ByHand), Ct)).Value.IsSaved.Should().BeTrue();
        (await edit.SaveAsync(TestActors.Administrator, new EditGuardianshipRequest(scene.Student.Id, null, new GuardianshipForm { Who = RepresentativeSource.Existing, RepresentativeId = scene.Mother.Id, From = Today }, EditScene.ByHand), Ct))
            .Error!.Message.Should().Contain("уже записан");
        (await edit.SaveAsync(TestActors.Administrator, new EditGuardianshipRequest(scene.Student.Id, null, new GuardianshipForm { Who = RepresentativeSource.Organization, OrganizationName = "Детский дом № 3", From = Today }, EditScene.ByHand), Ct))
            .Value.IsSaved.Should().BeTrue();

        var mother = await scene.ReadAsync(db => db.Guardianships.SingleAsync(row => row.RepresentativeId == scene.Mother.Id, Ct));
        var shown = (await edit.FormAsync(TestActors.Administrator, mother.Id, Ct)).Value;
        var typed = (await edit.FormAsync(TestActors.Administrator, mother.Id, Ct)).Value.Values;
        (typed.RestrictedFrom, typed.RestrictionReason) = (Today, "решение суда");
        var restrict = new EditGuardianshipRequest(scene.Student.Id, shown, typed, EditScene.ByHand);
        (await edit.PreviewAsync(TestActors.Administrator, restrict, Ct)).Value.Lines.Single().Should().Contain("выйдет из «ИС-21 · Родители»");
        (await edit.SaveAsync(TestActors.Administrator, restrict, Ct)).Value.IsSaved.Should().BeTrue();

        var rows = await scene.ReadAsync(db => db.Guardianships.OrderBy(row => row.ValidFrom).ThenBy(row => row.OrganizationName == null).ToListAsync(Ct));
        rows.Select(row => row.Kind).Should().BeEquivalentTo([GuardianshipKind.Mother, GuardianshipKind.Organization, GuardianshipKind.Father]);
        rows.Single(row => row.RepresentativeId == scene.Mother.Id).RestrictionReason.Should().Be("решение суда");
    }

    [Theory, Databases]
    public async Task Person_LikeAKnownOne_IsAddedOnlyAfterALook(DatabaseKind kind)
    {
        await using var scene = await EditScene.CreateAsync(kind);
        var add = scene.Get<AddPerson>();
        var typed = new NewPersonForm { LastName = "агеева", FirstName = "мария", Email = "ageeva@chit.example" };

        (await add.AddAsync(TestActors.Administrator, new AddPersonRequest(typed, false), Ct)).Error!.Code.Should().Be(AddPerson.AlikeCode);
        (await add.AlikeAsync(TestActors.Administrator, typed, Ct)).Value.Single().Id.Should().Be(scene.Mother.Id);
        var receipt = (await add.AddAsync(TestActors.Administrator, new AddPersonRequest(typed, true), Ct)).Value;

        var id = receipt.Added<Person>();
        (await scene.ReadAsync(db => db.People.SingleAsync(row => row.Id == id, Ct))).SearchKey.Should().Be("АГЕЕВА МАРИЯ");
        (await scene.Get<UndoEdit>().UndoAsync(TestActors.Administrator, receipt, Ct)).Error.Should().BeNull();
        (await scene.ReadAsync(db => db.PersonNames.AnyAsync(row => row.PersonId == id, Ct))).Should().BeFalse();
    }

    [Theory, Databases]
    public async Task Contacts_CorrectedEndedAndAdded_AreOneSave(DatabaseKind kind)
    {
        await using var scene = await EditScene.CreateAsync(kind);
        var wrong = scene.Register.Phone(scene.Mother, "+79021234107");
        var old = scene.Register.Phone(scene.Mother, "+79021234108");
        await scene.Register.SaveAsync(Ct);
        var edit = scene.Get<EditContacts>();
        var shown = (await edit.FormAsync(TestActors.Administrator, scene.Mother.Id, Ct)).Value;
        var typed = (await edit.FormAsync(TestActors.Administrator, scene.Mother.Id, Ct)).Value.Values;
        var line = typed.Lines.Single(known => known.Id == wrong.Id);
        (line.Value, line.Label) = ("8 902 123-41-77", "личный");
        typed.Lines.Single(known => known.Id == old.Id).IsEnded = true;
        typed.Lines.Add(new ContactLine { Kind = ContactKind.Email, Value = "Mama@Chit.example" });
        typed.Lines.Add(new ContactLine { Value = "12" });

        (await edit.SaveAsync(TestActors.Administrator, new EditContactsRequest(shown, typed), Ct)).Error!.Field.Should().Be(ContactsForm.FieldOf(3));
        typed.Lines.RemoveAt(3);
        (await edit.SaveAsync(TestActors.Administrator, new EditContactsRequest(shown, typed), Ct)).Value.IsSaved.Should().BeTrue();

        var rows = await scene.ReadAsync(db => db.PersonContacts.ToDictionaryAsync(row => row.Id, Ct));
        (rows[wrong.Id].Value, rows[wrong.Id].Label, rows[wrong.Id].ValidFrom).Should().Be(("+79021234177", "личный", wrong.ValidFrom));
        rows[old.Id].ValidTo.Should().Be(Today);
        rows.Values.Single(row => row.Kind == ContactKind.Email).Value.Should().Be("mama@chit.example");
        (await edit.SaveAsync(TestActors.Administrator, new EditContactsRequest(shown, typed), Ct)).Value.Conflicts.Should().ContainSingle();
    }

    [Theory, Databases]
    public async Task Expulsion_OfALinkedStudent_RenewsTheLinksOfTheFamily(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        await scene.SeeAllAsync();
        await using (var db = scene.Database.NewContext())
        {
            var study = await db.Enrollments.SingleAsync(row => row.PersonId == scene.Student.Id, Ct);
            var request = new EndStudyRequest(study.Id, study.Version, new EndStudyForm { FirstDayOut = scene.Database.Clock.Today }, EditScene.ByHand);
            (await scene.Get<EndStudy>().EndAsync(TestActors.Administrator, request, Ct)).Error.Should().BeNull();
        }

        await using var after = scene.Database.NewContext();
        (await after.LinkStatuses.AsNoTracking().SingleAsync(row => row.PersonId == scene.Mother.Id, Ct)).State.Should().Be(Core.Links.LinkState.Linked, "the mother of nobody must be nowhere, so nothing is verified");
    }
}
