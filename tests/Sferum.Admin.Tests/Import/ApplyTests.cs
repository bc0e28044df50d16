using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Import;
using Sferum.Admin.Core.Import.Changes;
using Sferum.Admin.Core.Import.Parsing;
using Sferum.Admin.Core.Parents;
using Sferum.Admin.Core.Students;

namespace Sferum.Admin.Tests.Import;

public sealed class ApplyTests
{
    private static readonly DateOnly YearStart = new(2026, 9, 1);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Databases]
    public async Task Roster_IntoAnEmptyRegister_IsThereWithEverythingItSays(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);

        var plan = await database.ImportAsync(ImportTestData.Header, ImportTestData.Lykov, ImportTestData.Shchukina);

        plan.Counts.Should().Be(new ImportCounts(4, 0, 0, 0, 0));
        plan.EffectiveOn.Should().Be(YearStart);
        await using var db = database.NewContext();
        var student = await db.People.SingleAsync(p => p.LastName == "Лыков", Ct);
        (student.FirstName, student.Patronymic, student.BirthDate, student.SnilsTail, student.SearchKey).Should().Be(("Егор", "Саввич", new DateOnly(2009, 4, 3), "4595", "ЛЫКОВ ЕГОР САВВИЧ"));
        student.SnilsHash.Should().HaveLength(64).And.NotContain("11223344595");
        var membership = await db.GroupMemberships.SingleAsync(m => m.PersonId == student.Id, Ct);
        (membership.ValidFrom, membership.ValidTo, membership.StartReason).Should().Be((YearStart, null, ReasonKind.Import));
        (await db.StudyGroupNames.SingleAsync(n => n.StudyGroupId == membership.StudyGroupId, Ct)).Name.Should().Be("СВ-12");
        var guardianship = await db.Guardianships.SingleAsync(g => g.StudentId == student.Id, Ct);
        guardianship.Kind.Should().Be(GuardianshipKind.Mother);
        (await db.PersonContacts.SingleAsync(c => c.PersonId == guardianship.RepresentativeId, Ct)).Value.Should().Be("+79020041133");
        (await db.PersonNames.CountAsync(n => n.PersonId == student.Id && n.ValidTo == null, Ct)).Should().Be(1);
        (await db.EnrollmentMovements.SingleAsync(m => m.PersonId == student.Id, Ct)).Kind.Should().Be(MovementKind.Enrolled);
    }

    [Theory, Databases]
    public async Task Import_LeavesOneRecordOneAuditEntryAndItsBeforeAndAfter(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var plan = await database.ImportAsync(ImportTestData.Header, ImportTestData.Lykov);
        await using var db = database.NewContext();
        var import = await db.RosterImports.SingleAsync(Ct);
        (import.Number, import.State, import.Rows, import.Added, import.EffectiveOn).Should().Be((1, RosterImportState.Applied, 1, 2, YearStart));
        var audit = await db.AuditEntries.SingleAsync(a => a.Action == "import-apply" && a.Rows > 1, Ct);
        (audit.Entity, audit.EntityId, audit.Rows).Should().Be((nameof(RosterImport), import.Id.ToString(), plan.Changes.Log.Count));
        (await db.ImportChanges.CountAsync(c => c.ImportId == import.Id, Ct)).Should().Be(audit.Rows);
        var rows = await db.ImportRows.ToListAsync(Ct);
        rows.Should().HaveCount(2).And.OnlyContain(r => !System.Text.Encoding.UTF8.GetString(r.Cells).Contains("Лыков"));
    }

    [Theory, Databases]
    public async Task SameFile_Again_ChangesNothing(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        await database.ImportAsync(ImportTestData.Header, ImportTestData.Lykov, ImportTestData.Shchukina);
        var before = await CountsAsync(database);

        var plan = await database.ImportAsync(new ImportOptions(Cover: ImportCover.Organization), ImportTestData.Header, ImportTestData.Lykov, ImportTestData.Shchukina);

        plan.Counts.Should().Be(new ImportCounts(0, 0, 0, 4, 0));
        plan.Counts.NothingChanges.Should().BeTrue();
        plan.Changes.Log.Should().BeEmpty();
        (await CountsAsync(database)).Should().Equal(before);
    }

    [Theory, Databases]
    public async Task Differences_AreUpdatesWithTheirDates(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        await database.ImportAsync(ImportTestData.Header, ImportTestData.Lykov, ImportTestData.Shchukina);

        // Another surname, group and phone; the mother's phone is gone from the file.
        var plan = await database.ImportAsync(new ImportOptions(Kind: RosterKind.Students), ImportTestData.Header, "Бобров;Егор;Саввич;03.04.2009;112-233-445 95;СВ-13;89020049999;Лыкова Анна Ильинична;");

        plan.Counts.Should().Be(new ImportCounts(0, 1, 0, 1, 0));
        plan.EffectiveOn.Should().Be(TestClock.Today);
        await using var db = database.NewContext();
        var person = await db.People.SingleAsync(p => p.SnilsTail == "4595", Ct);
        person.LastName.Should().Be("Бобров");
        (await db.PersonNames.Where(n => n.PersonId == person.Id).OrderBy(n => n.ValidFrom).Select(n => new { n.LastName, n.ValidFrom, n.ValidTo }).ToListAsync(Ct))
            .Should().BeEquivalentTo([new { LastName = "Лыков", ValidFrom = YearStart, ValidTo = (DateOnly?)TestClock.Today }, new { LastName = "Бобров", ValidFrom = TestClock.Today, ValidTo = (DateOnly?)null }]);
        (await db.GroupMemberships.Where(m => m.PersonId == person.Id).OrderBy(m => m.ValidFrom).Select(m => m.ValidTo).ToListAsync(Ct)).Should().Equal(TestClock.Today, null);
        (await db.PersonContacts.CountAsync(c => c.PersonId == person.Id && c.ValidTo == null, Ct)).Should().Be(2);
        (await db.EnrollmentMovements.AnyAsync(m => m.PersonId == person.Id && m.Kind == MovementKind.TransferGroup, Ct)).Should().BeTrue();
        (await db.ImportChanges.Where(c => c.PersonId == person.Id).Select(c => new { c.Before, c.After }).ToListAsync(Ct))
            .Should().Contain(c => c.Before != null && c.Before.Contains("Лыков") && c.After != null && c.After.Contains("Бобров"));
    }

    [Theory, Databases]
    public async Task Absence_FromTheFile_EndsOnlyWhatIsCovered(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        await database.ImportAsync(new ImportOptions(Kind: RosterKind.Students), ImportTestData.Group("СВ-12", 8));
        await database.ImportAsync(new ImportOptions(Kind: RosterKind.Students), ImportTestData.Group("СВ-13", 8, from: 100));
        var shorter = ImportTestData.Group("СВ-12", 7);

        (await database.ImportAsync(shorter)).Counts.Leave.Should().Be(0);
        (await database.ImportAsync(new ImportOptions(Cover: ImportCover.Groups), shorter)).Counts.Should().Be(new ImportCounts(0, 0, 1, 14, 0));

        await using var db = database.NewContext();
        (await db.Enrollments.CountAsync(e => e.ValidTo == TestClock.Today, Ct)).Should().Be(1);
        (await db.GroupMemberships.CountAsync(e => e.ValidTo == TestClock.Today && e.EndReason == ReasonKind.Import, Ct)).Should().Be(1);
        (await db.Guardianships.CountAsync(e => e.ValidTo != null, Ct)).Should().Be(0);
    }

    [Theory, Databases]
    public async Task Departures_OverTheBudget_StopUntilAReasonIsGiven(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        await database.ImportAsync(ImportTestData.Group("СВ-12", 20));
        var half = ImportTestData.Group("СВ-12", 10);
        var before = await CountsAsync(database);

        var blocked = await database.TryImportAsync(new ImportOptions(Cover: ImportCover.Groups), half);

        blocked.Blocked!.Code.Should().Be(BlockCodes.RemovalBudget);
        blocked.Blocked.Message.Should().Contain("из группы СВ-12 — 10 из 20").And.Contain("Ничего не изменено");
        (await CountsAsync(database)).Should().Equal(before);
        (await database.ImportAsync(new ImportOptions(Cover: ImportCover.Groups, Reason: "Группу сократили приказом"), half)).Counts.Leave.Should().Be(10);
        await using var db = database.NewContext();
        (await db.RosterImports.OrderBy(i => i.Number).LastAsync(Ct)).GuardReason.Should().Be("Группу сократили приказом");
    }

    [Theory, Databases]
    public async Task EndedStatus_LetsAKnownPersonLeave_AndRejectsAnUnknownOne(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        await database.ImportAsync(ImportTestData.Header, ImportTestData.Lykov);
        var plan = await database.ImportAsync("ФИО;Дата рождения;Группа;Статус", "Лыков Егор Саввич;03.04.2009;СВ-12;отчислен", "Сомов Пётр;01.02.2009;СВ-12;выпущен");
        plan.Rows.Select(r => r.Outcome).Should().Equal(ImportOutcome.Leave, ImportOutcome.Rejected);
        await using var db = database.NewContext();
        (await db.People.CountAsync(Ct)).Should().Be(2);
        (await db.EnrollmentMovements.OrderBy(m => m.EffectiveOn).LastAsync(Ct)).Kind.Should().Be(MovementKind.Expelled);
    }

    [Theory, Databases]
    public async Task UnknownGroup_AmongKnownOnes_WaitsForAPerson_AloneIsProposed(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        (await database.ImportAsync(ImportTestData.Header, ImportTestData.Lykov)).Rows[0].Row.Has(IssueCodes.UnknownGroup).Should().BeTrue();
        (await database.ImportAsync("ФИО;Группа", "Сомов Пётр;ТО-22/9")).Rows[0].Outcome.Should().Be(ImportOutcome.Add);

        var mixed = await database.ImportAsync("ФИО;Группа", "Бобров Илья;СВ-12", "Бобров Савва;СВ-14", "Бобров Егор;не распределён", "Бобров Фома;ТО-22-9");

        mixed.Rows.Select(r => r.Outcome).Should().Equal(ImportOutcome.Add, ImportOutcome.Doubtful, ImportOutcome.Add, ImportOutcome.Add);
        mixed.Rows[3].Row.Has(IssueCodes.GroupNameNormalised).Should().BeTrue();
        (await database.ImportAsync(new ImportOptions(Kind: RosterKind.Students), "ФИО;Группа", "Бобров Илья;СВ-12", "Бобров Савва;СВ-14")).Rows[1].Outcome.Should().Be(ImportOutcome.Add);
    }

    [Theory, Databases]
    public async Task Staff_GetsPostsAndGroups_AndHandsThemOver(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        await database.ImportAsync(ImportTestData.Header, ImportTestData.Lykov);
        await database.ImportAsync("ФИО;Должность;Отделение;Куратор группы", "Боброва Вера Ильинична;преподаватель;сварочное;СВ-12", "Сомова Анна Петровна;методист;;");

        var plan = await database.ImportAsync("ФИО;Должность;Куратор группы", "Боброва Вера Ильинична;заместитель директора;", "Сомова Анна Петровна;методист;СВ-12");

        plan.Counts.Should().Be(new ImportCounts(0, 2, 0, 0, 0));
        await using var db = database.NewContext();
        (await db.Employments.InForce(TestClock.Today).OrderBy(e => e.Position).Select(e => e.Position).ToListAsync(Ct)).Should().Equal("заместитель директора", "методист");
        var curator = await db.CuratorAssignments.InForce(TestClock.Today).SingleAsync(Ct);
        (await db.People.SingleAsync(p => p.Id == curator.PersonId, Ct)).LastName.Should().Be("Сомова");
    }

    [Theory, Databases]
    public async Task FileOfRepresentatives_BindsThemToKnownStudents(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        await database.ImportAsync(ImportTestData.Header, ImportTestData.Lykov);
        var plan = await database.ImportAsync("ФИО родителя;Степень родства;Телефон;ФИО студента;Группа студента", "Лыков Савва Петрович;отец;89020041166;Лыков Егор Саввич;СВ-12", "Сомова Анна Петровна;мать;89020041177;Сомов Пётр;СВ-12");
        plan.Rows.Select(r => r.Outcome).Should().Equal(ImportOutcome.Add, ImportOutcome.Doubtful);
        plan.Rows[1].Row.Codes().Should().Equal(IssueCodes.StudentNotFound);
        await using var db = database.NewContext();
        (await db.Guardianships.Select(g => g.Kind).ToListAsync(Ct)).Should().BeEquivalentTo([GuardianshipKind.Mother, GuardianshipKind.Father]);
    }

    [Theory, Databases]
    public async Task Mother_OfTwoStudents_IsOnePerson(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        await database.ImportAsync(ImportTestData.Header, ImportTestData.Lykov, "Лыкова;Дарья;Саввична;05.06.2010;;СВ-12;;Лыкова Анна Ильинична;8 (902) 004-11-33");
        await using var db = database.NewContext();
        (await db.People.CountAsync(Ct)).Should().Be(3);
        (await db.Guardianships.CountAsync(Ct)).Should().Be(2);
    }

    [Theory, Databases]
    public async Task Order_DatesTheEnrolmentOnly(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        await database.ImportAsync("ФИО;Группа;Приказ о зачислении;Специальность", "Лыков Егор;СВ-12;№ 45-с от 20.08.2025;15.02.19 Сварочное производство");
        await using var db = database.NewContext();
        var enrollment = await db.Enrollments.SingleAsync(Ct);
        (enrollment.ValidFrom, enrollment.StartReason).Should().Be((new DateOnly(2025, 8, 20), ReasonKind.Order));
        (await db.Orders.SingleAsync(o => o.Id == enrollment.StartOrderId, Ct)).Number.Should().Be("45-с");
        (await db.Programs.SingleAsync(p => p.Id == enrollment.ProgramId, Ct)).Code.Should().Be("15.02.19");
        (await db.GroupMemberships.SingleAsync(Ct)).ValidFrom.Should().Be(YearStart);
    }

    [Theory, Databases]
    public async Task Groups_ThatAreNew_GetTheirMandatoryChats(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        _ = new Register(database).Messenger;
        await database.Get<DatabaseStart>().MigrateAsync(Ct);
        await database.ImportAsync(ImportTestData.Header, ImportTestData.Lykov);
        await using var db = database.NewContext();
        (await db.Chats.Select(c => c.Title).ToListAsync(Ct)).Should().Contain(["СВ-12 · Группа", "СВ-12 · Родители"]);
    }

    [Theory, Databases]
    public async Task ManyFilesInTurn_ReadBackAsTheyWere(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        string[][] files =
        [
            [ImportTestData.Header, ImportTestData.Lykov, ImportTestData.Shchukina],
            ["ФИО;Дата рождения;Группа;Телефон", "СОМОВ ПЁТР ИЛЬИЧ;4.5.09;ТО-22/9;8 902 004 22 33", "Кимова Анна;06.07.2009;ТО-22/9;"],
            ["№;ФИО;Д.р.;Кем приходится;Телефон", "1;Бобров Илья Петрович;07.08.2009;;", ";Боброва Нина Петровна;;мать;89020043344"],
            ["ФИО;Должность;Куратор", "Зимина Ольга Карповна;преподаватель;СВ-12"],
        ];
        foreach (var file in files)
        {
            await database.ImportAsync(file);
        }

        await using var db = database.NewContext();
        var read = await (from p in db.People
                          join m in db.GroupMemberships on p.Id equals m.PersonId into ms
                          from m in ms.DefaultIfEmpty()
                          join n in db.StudyGroupNames on m.StudyGroupId equals n.StudyGroupId into ns
                          from n in ns.DefaultIfEmpty()
                          select p.LastName + " " + p.FirstName + " " + p.Patronymic + " " + (n == null ? "" : n.Name)).ToListAsync(Ct);
        read.Should().BeEquivalentTo(
            "Лыков Егор Саввич СВ-12", "Лыкова Анна Ильинична ", "Щукина Аглая Ефимовна СВ-12", "Щукина Вера Ильинична ", "Сомов Пётр Ильич ТО-22/9", "Кимова Анна  ТО-22/9", "Бобров Илья Петрович ", "Боброва Нина Петровна ", "Зимина Ольга Карповна ");
    }

    [Theory, Databases]
    public async Task TwoImports_AtOnce_DoNotAddAnybodyTwice(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        await database.Get<DatabaseStart>().MigrateAsync(Ct);
        var file = ImportTestData.File(ImportTestData.Group("СВ-12", 40));
        var results = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => database.Get<ApplyRosterImport>().RunAsync(TestActors.Administrator, [file], new ImportOptions(), null, Ct), Ct)));
        results.Should().Contain(r => r.IsOk).And.OnlyContain(r => r.IsOk || r.Error!.Code == Error.ConflictCode);
        await using var db = database.NewContext();
        (await db.People.CountAsync(Ct)).Should().Be(80);
    }

    private static async Task<int[]> CountsAsync(TestDatabase database)
    {
        await using var db = database.NewContext();
        return
        [
            await db.People.CountAsync(Ct), await db.PersonNames.CountAsync(Ct), await db.PersonContacts.CountAsync(Ct), await db.Enrollments.CountAsync(e => e.ValidTo == null, Ct), await db.GroupMemberships.CountAsync(Ct),
            await db.Guardianships.CountAsync(Ct), await db.StudyGroups.CountAsync(Ct), await db.EnrollmentMovements.CountAsync(Ct), await db.ImportChanges.CountAsync(Ct),
        ];
    }
}
