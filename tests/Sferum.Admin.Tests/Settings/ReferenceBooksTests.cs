using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Platforms;
using Sferum.Admin.Core.StudyGroups;
using Sferum.Admin.Tests.Support;

namespace Sferum.Admin.Tests.Settings;

/// <summary>Academic years, programs, platforms.</summary>
public sealed class ReferenceBooksTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Databases]
    public async Task AcademicYear_IsAddedChangedAndTakenBack(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        var (edit, queries) = (scene.Get<EditAcademicYears>(), scene.Get<AcademicYearQueries>());
        var current = (await queries.ListAsync(TestActors.Administrator, Ct)).Value.Should().ContainSingle().Subject;
        (current.Name, current.IsCurrent, current.Chats).Should().Be(("2026/2027", true, 2));

        var added = (await edit.SaveAsync(TestActors.Administrator, new SaveAcademicYearRequest(null, 2027, new(2027, 9, 1), new(2028, 8, 31), null), Ct)).Value.Edit!;
        (await edit.SaveAsync(TestActors.Administrator, new SaveAcademicYearRequest(null, 2027, new(2027, 9, 1), new(2028, 8, 31), null), Ct)).Error!.Message.Should().Contain("пересекаются с учебным годом 2027/2028");
        (await edit.UndoAsync(TestActors.Administrator, added, Ct)).IsOk.Should().BeTrue();

        var days = new AcademicYearDays(current.StartsOn, current.LastDay);
        var shorter = new SaveAcademicYearRequest(current.Id, 2026, current.StartsOn, new(2027, 6, 30), days);
        (await edit.SaveAsync(TestActors.Administrator, shorter, Ct)).Value.Edit!.After.LastDay.Should().Be(new DateOnly(2027, 6, 30));
        var second = (await edit.SaveAsync(TestActors.Administrator, shorter with { LastDay = new(2027, 7, 10) }, Ct)).Value;
        second.Conflicts.Should().ContainSingle().Which.Field.Should().Be(nameof(AcademicYearDays.LastDay));
        await edit.SaveAsync(TestActors.Administrator, shorter with { StartsOn = new(2026, 9, 15), LastDay = current.LastDay }, Ct);
        var after = (await queries.ListAsync(TestActors.Administrator, Ct)).Value.Single();
        (after.StartsOn, after.LastDay).Should().Be((new DateOnly(2026, 9, 15), new DateOnly(2027, 6, 30)));
        (await scene.Get<ChatRegister>().EnsureAsync(TestActors.Administrator, Ct)).Value.Should().Be(0, "the year of today is the same year");
    }

    [Theory, Databases]
    public async Task Program_IsSavedRefusedTwiceAndRemovedWhileUnused(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var (edit, queries) = (database.Get<EditPrograms>(), database.Get<ProgramQueries>());
        (await SaveAsync(null, "9.2.7", "Сварка")).Error!.Field.Should().Be(nameof(SaveProgramRequest.Code));
        var id = (await SaveAsync(null, "09.02.07", " Информационные системы ")).Value.Edit!.Id;
        (await SaveAsync(null, "09.02.07", "информационные  системы")).Error!.Field.Should().Be(nameof(SaveProgramRequest.Title));
        await SaveAsync(id, "09.02.07", "Информационные системы и программирование", new ProgramForm("09.02.07", "Информационные системы"));
        var conflict = (await SaveAsync(id, "09.02.07", "Системы", new ProgramForm("09.02.07", "Информационные системы"))).Value;
        conflict.Conflicts.Should().ContainSingle().Which.Now.Should().Be("Информационные системы и программирование");

        var register = new Register(database);
        register.Group("ИС-21").ProgramId = id;
        await register.SaveAsync(Ct);
        (await queries.ListAsync(TestActors.Administrator, Ct)).Value.Single().Should().Match<ProgramRow>(p => p.Groups == 1 && p.Ever == 1);
        (await edit.DeleteAsync(TestActors.Administrator, id, Ct)).Error!.Message.Should().Contain("1\u00A0группа");

        var unused = (await SaveAsync(null, "", "Сварщик")).Value.Edit!.Id;
        var removed = (await edit.DeleteAsync(TestActors.Administrator, unused, Ct)).Value.Edit!;
        await edit.UndoAsync(TestActors.Administrator, removed, Ct);
        (await queries.ListAsync(TestActors.Administrator, Ct)).Value.Select(p => p.Title).Should().Equal("Информационные системы и программирование", "Сварщик");

        Task<Result<FormOutcome<ProgramEdit>>> SaveAsync(Guid? program, string code, string title, ProgramForm? shown = null) =>
            edit.SaveAsync(TestActors.Administrator, new SaveProgramRequest(program, code, title, shown), Ct);
    }

    [Theory, Databases]
    public async Task Messenger_ThatBegins_TakesOverAndNothingOfTheFormerIsLost(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        await scene.LookAsync(scene.GroupChat, scene.Student);
        var (edit, queries) = (scene.Get<EditPlatforms>(), scene.Get<PlatformQueries>());
        var today = scene.Database.Clock.Today;
        var former = (await queries.ListAsync(TestActors.Administrator, Ct)).Value.Single(p => p.Kind == PlatformKind.Messenger);
        (await edit.EndAsync(TestActors.Administrator, new EndPlatformRequest(former.Id, today, null), Ct)).Error!.Message.Should().StartWith("Без мессенджера");
        (await edit.AddAsync(TestActors.Administrator, new AddPlatformRequest(PlatformKind.Messenger, "Новый", "epos", today), Ct)).Error!.Field.Should().Be(nameof(AddPlatformRequest.Connector));
        (await edit.AddAsync(TestActors.Administrator, new AddPlatformRequest(PlatformKind.Messenger, former.Name, null, today), Ct)).Error!.Field.Should().Be(nameof(AddPlatformRequest.Name));

        var next = (await edit.AddAsync(TestActors.Administrator, new AddPlatformRequest(PlatformKind.Messenger, "Следующий", null, today), Ct)).Value;
        (await edit.EndAsync(TestActors.Administrator, new EndPlatformRequest(former.Id, today, null), Ct)).IsOk.Should().BeTrue();

        var rows = (await queries.ListAsync(TestActors.Administrator, Ct)).Value.ToDictionary(p => p.Id);
        (rows[next.Id].IsCurrent, rows[next.Id].Chats).Should().Be((true, 3));
        (rows[former.Id].LastDay, rows[former.Id].Chats, rows[former.Id].IsCurrent).Should().Be((today, 3, false));
        await using (var db = scene.Database.NewContext())
        {
            (await db.ChatObservations.CountAsync(o => o.ChatId == scene.GroupChat.Id, Ct)).Should().Be(1);
            var links = await CurrentLinks.LoadAsync(db, scene.Database.Clock, Ct);
            (await links.OfAsync([scene.Student.Id], Ct))[scene.Student.Id].State.Should().Be(LinkState.NotInvited);
        }

        var renamed = await edit.SaveAsync(TestActors.Administrator, new SavePlatformRequest(next.Id, new PlatformForm("Следующий", ""), new PlatformForm("Другой", "")), Ct);
        renamed.Value.Edit!.Name.Should().Be("Другой");
        (await edit.SaveAsync(TestActors.Administrator, new SavePlatformRequest(next.Id, new PlatformForm("Следующий", ""), new PlatformForm("Третий", "")), Ct)).Value.Conflicts.Should().ContainSingle();
        (await edit.EndAsync(TestActors.Administrator, new EndPlatformRequest(former.Id, null, today), Ct)).IsOk.Should().BeTrue("an end is taken back");
    }
}
