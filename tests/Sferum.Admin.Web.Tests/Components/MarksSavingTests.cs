using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Chats.Marking;
using Sferum.Admin.Web.Features.Marks;

namespace Sferum.Admin.Web.Tests.Components;

/// <summary>What becomes of a mark that the script sends to its page.</summary>
public sealed class MarksSavingTests : MarksContext
{
    [Fact]
    public async Task Mark_OfOneCell_DrawsItsRowAloneAnew()
    {
        Me = await SignInAsync(PortalRole.Administrator);
        var page = Open();
        var rows = page.FindComponents<MarksRowView>();
        rows.Should().HaveCountGreaterThan(2).And.OnlyContain(row => row.RenderCount == 1);

        await MarkAsync(page, Made("Visible", Mother, Parents));

        rows.Where(row => row.RenderCount > 1).Should().ContainSingle().Which.Markup.Should().Contain(Mother.FullName);
    }

    [Fact]
    public async Task Mark_OfOneCell_LeavesNoRecordOfAnotherViewing()
    {
        Me = await SignInAsync(PortalRole.Administrator);
        var page = Open();

        await MarkAsync(page, Made("Visible", Mother, Parents));

        await using var db = Database.NewContext();
        (await db.AccessEntries.CountAsync(entry => entry.SubjectId == Group.Id, Ct)).Should().Be(1, "the page was opened once");
    }

    [Fact]
    public async Task Marks_OfACell_FollowEachOtherAndAreTakenBackOneByOne()
    {
        Me = await SignInAsync(PortalRole.Administrator);
        var page = Open();
        Cell(page, Mother).TextContent.Should().Contain("Отметить").And.Contain(Mother.FullName);

        await MarkAsync(page, Made("Claimed", Mother, null));
        Row(page, Mother).QuerySelector(".chip")!.TextContent.Should().Be("Заявил сам");
        await MarkAsync(page, Made("Visible", Mother, Parents));
        Cell(page, Mother).TextContent.Should().Be($"Видно: {Mother.FullName}, чат «Родители». Изменить");
        Cell(page, Mother).GetAttribute("data-mark").Should().Be("Missing", "a press turns it");
        Toast.Should().Be($"Видно: {Mother.FullName}, чат «Родители»");
        await MarkAsync(page, Made("Missing", Mother, Parents));
        Cell(page, Mother).TextContent.Should().StartWith("Не видно");

        await page.InvokeAsync(page.Instance.UndoAsync);
        Cell(page, Mother).TextContent.Should().StartWith("Видно");
        await page.InvokeAsync(page.Instance.UndoAsync);
        Cell(page, Mother).TextContent.Should().StartWith("Ждёт ЭПОС", "the claim stands");
        await page.InvokeAsync(page.Instance.UndoAsync);
        Row(page, Mother).QuerySelector(".chip")!.TextContent.Should().Be("Не приглашён");
        await page.InvokeAsync(page.Instance.UndoAsync);
        Toast.Should().Be("Отменять нечего.");
    }

    [Fact]
    public async Task Marks_OfSeveralPeople_AreOneActWithOneUndo()
    {
        Me = await SignInAsync(PortalRole.Administrator);
        var page = Open();

        await MarkAsync(page, Made("Visible", Student, GroupChat), Made("Visible", Mother, Parents));
        Toast!.Replace('\u00A0', ' ').Should().Be("Видно: 2 отметки");
        await page.InvokeAsync(page.Instance.UndoAsync);

        Cell(page, Student).TextContent.Should().Contain("Отметить");
        Cell(page, Mother).TextContent.Should().Contain("Отметить");
    }

    [Fact]
    public async Task Marks_OfALookAndOfAReading_AreToldApart()
    {
        Me = await SignInAsync(PortalRole.Administrator);
        var now = Database.Clock.Now;
        var reading = Register.Add(new Reading { SourceId = Register.Journal.Id, Method = ObservationMethod.Reading, Scope = ReadingScope.Students(Group.Id).ToString(), TakenAt = now, AsOf = now.AddHours(-1) });
        var row = Register.Add(new ChatObservation
        {
            ChatId = GroupChat.Id,
            PersonId = Student.Id,
            SourceId = Register.Journal.Id,
            Method = ObservationMethod.Reading,
            State = VisibilityState.Visible,
            FirstAsOf = reading.AsOf,
            LastAsOf = reading.AsOf,
            LastReadingId = reading.Id,
            RecordedAt = now,
        });
        Register.Add(new ChatVisibility { ChatId = GroupChat.Id, PersonId = Student.Id, ObservationId = row.Id, SourceId = row.SourceId, State = row.State, Method = row.Method, AsOf = row.LastAsOf });
        Register.Add(new Reading
        {
            SourceId = Register.Journal.Id,
            Method = ObservationMethod.Reading,
            Scope = ReadingScope.Representatives(Group.Id).ToString(),
            TakenAt = now.AddMinutes(-5),
            AsOf = now.AddHours(-1),
            Verdict = ReadingVerdict.Partial,
            Trouble = "Пришло 12 строк из 24.",
        });
        await Register.SaveAsync(Ct);
        var page = Open();
        page.Find(".note.attention:not(.unsent)").TextContent.Replace('\u00A0', ' ').Should().Contain("ЭПОС сегодня в 11:55 прочитан не полностью: чат «Родители».").And.Contain("Пришло 12 строк из 24.");

        await MarkAsync(page, Made("Visible", Mother, Parents));
        page.WaitForAssertion(() => Row(page, Mother).QuerySelector(".c-date")!.TextContent.Should().Contain("взгляд сегодня").And.Contain("смотрел Окулов"));

        var read = Row(page, Student);
        read.QuerySelector(".c-date")!.TextContent.Should().Contain("чтение сегодня");
        read.QuerySelector(".c-date .sr")!.TextContent.Replace('\u00A0', ' ').Should().Be("ЭПОС, чтение сегодня в 12:00, на 11:00");
        page.FindAll(".note.attention:not(.unsent)").Should().BeEmpty("somebody looked since");
    }

    [Fact]
    public async Task Marks_MadeWithoutConnection_AreSavedOrShownForADecision()
    {
        Me = await SignInAsync(PortalRole.Administrator);
        var page = Open();
        await Database.Get<MarkVisibility>().MarkAsync(
            TestActors.Administrator, new MarkVisibilityRequest(Group.Id, VisibilityState.Missing, [new MarkCell(Parents.Id, Mother.Id, null)]), Ct);
        var conflict = Made("Visible", Mother, Parents, TimeSpan.FromHours(1));
        var good = Made("Visible", Student, GroupChat, TimeSpan.FromHours(1));

        var answers = await MarkAsync(page, conflict, good);

        answers.Should().Equal(new SentAnswer(conflict.Id, false), new SentAnswer(good.Id, true));
        Toast!.Replace('\u00A0', ' ').Should().Be("Сохранена 1 отметка, сделанная без связи");
        var list = page.Find(".unsaved");
        list.TextContent.Replace('\u00A0', ' ').Should().Contain("Не сохранено: 1 отметка").And.Contain(Mother.FullName).And.Contain("вы отметили «видно» сегодня в 11:00").And.Contain("Сейчас «не видно»");
        list.QuerySelectorAll("button").Select(button => button.FirstChild!.TextContent).Should().Equal("Оставить мою: видно", "Оставить: не видно");

        list.QuerySelectorAll("button")[1].Click();

        page.WaitForAssertion(() => page.FindAll(".unsaved").Should().BeEmpty());
        Cell(page, Mother).TextContent.Should().StartWith("Не видно");
    }

    [Fact]
    public async Task Marks_KeptUnderAnotherAccount_AreNotSaved()
    {
        Me = await SignInAsync(PortalRole.Administrator);
        var page = Open();

        var answers = await page.InvokeAsync(() => page.Instance.SaveAsync(Guid.CreateVersion7(), [Made("Visible", Mother, Parents)]));

        answers.Should().OnlyContain(answer => !answer.Settled);
        Cell(page, Mother).TextContent.Should().Contain("Отметить");
        page.Find(".unsaved").TextContent.Should().Contain("другой пользователь");
    }

    [Fact]
    public async Task Mark_OfSomebodyElse_AppearsAndIsToldApart()
    {
        Me = await SignInAsync(PortalRole.Administrator);
        var page = Open();
        page.FindComponents<MarksRowView>().Should().NotBeEmpty();

        await Database.Get<MarkVisibility>().MarkAsync(
            TestActors.Administrator, new MarkVisibilityRequest(Group.Id, VisibilityState.Missing, [new MarkCell(Parents.Id, Mother.Id, null)]), Ct);
        Database.Time.Advance(TimeSpan.FromSeconds(2));

        page.WaitForAssertion(() => Cell(page, Mother).TextContent.Should().StartWith("Не видно"));
        Row(page, Mother).ClassList.Should().Contain("new");
        Row(page, Student).ClassList.Should().NotContain("new");
        page.Find("p[role=status]").TextContent.Should().Be($"Изменено другими: {Mother.FullName}");
    }

    [Fact]
    public async Task Marks_ThatCannotBeSaved_AreLoggedWithoutNames()
    {
        Me = await SignInAsync(PortalRole.Administrator);
        using var log = new MemoryLog();
        Services.AddSingleton(log.CreateLogger<MarksView>());
        var page = Open();
        await using (var db = Database.NewContext())
        {
            await db.Database.ExecuteSqlAsync($"DROP TABLE \"ChatVisibilities\"", Ct);
        }

        // The script hears the failure: the mark stays on the device, is shown as not saved and sent again.
        await FluentActions.Awaiting(() => MarkAsync(page, Made("Visible", Mother, Parents))).Should().ThrowAsync<Exception>();

        log.Lines.Should().ContainSingle().Which.Should().StartWith("Error").And.Contain("1 marks of a page were not saved").And.NotContain(Mother.LastName);
    }
}
