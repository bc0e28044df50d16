using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Staff;
using Sferum.Admin.Core.StudyGroups;
using Sferum.Admin.Core.Today;
using Sferum.Admin.Web.Components.Ui;
using Sferum.Admin.Web.Features.Marks;
using Sferum.Admin.Web.Features.Today;
using Sferum.Admin.Web.Tests.Support;

namespace Sferum.Admin.Web.Tests.Components;

/// <summary>«Сегодня»: whose work, what waits, reminders in place, the shape of a line.</summary>
public sealed class TodayPageTests : PortalContext
{
    private StudyGroup _group = null!;
    private Register _register = null!;
    private Person _student = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Services.AddSingleton(Database.Get<TodayQueries>());
        Services.AddSingleton(Database.Get<AssignCurator>());
        Services.AddSingleton(Database.Get<AppointChatAdministrator>());
        Services.AddSingleton(Database.Get<RemindCurators>());
        Services.AddSingleton((MarksActs)Database.Create(typeof(MarksActs)));
        _register = new Register(Database);
        _ = _register.Journal;
        _group = _register.Group("ИС-21");
        _student = _register.Student(_group, "Агеев");
        _register.Curator(_group);
        _register.Chat(ChatKind.Group, _group);
        await _register.SaveAsync(Ct);
    }

    [Fact]
    public async Task Administrator_SeesOwnWorkAndTheCuratorsApart()
    {
        await SignInAsync(PortalRole.Administrator);
        var page = Open();

        var segments = page.FindAll("nav.seg a").ToList();
        segments.Select(link => link.GetAttribute("aria-current")).Should().Equal("page", null);
        page.FindAll(".task b").Select(subject => subject.TextContent).Should().NotContain("ИС-21");
        Services.GetRequiredService<NavigationManager>().NavigateTo(segments[1].GetAttribute("href")!);

        var curators = Open();

        curators.FindAll(".task b").Select(subject => subject.TextContent).Should().Equal("ИС-21");
    }

    [Fact]
    public async Task Reminder_OfOneCurator_ClosesTheLineAndIsTakenBack()
    {
        await SignInAsync(PortalRole.Administrator);
        var page = OpenCurators();

        Button(page, ".task .do", "Напомнить").Click();
        page.WaitForAssertion(() => page.Find(".task.done").TextContent.Should().Contain("Напомнили").And.Contain("ИС-21"));
        page.FindAll(".task:not(.done)").Should().BeEmpty("a line is there once");
        page.Find(".task.done button").Click();

        page.WaitForAssertion(() => Button(page, ".task .do", "Напомнить").Should().NotBeNull());
        await using var db = Database.NewContext();
        db.CuratorReminders.Should().BeEmpty();
    }

    [Fact]
    public async Task Reminder_OfAll_NamesHowMany_AndIsTakenBackFromTheToast()
    {
        await SignInAsync(PortalRole.Administrator);
        var page = Open();

        Button(page, ".stack", "Напомнить 1\u00A0куратору").Click();

        page.WaitForAssertion(() => page.FindAll(".stack button").Should().NotContain(button => button.TextContent.Contains("Напомнить"), "nobody is left to remind"));
        var toasts = Services.GetRequiredService<UndoToasts>();
        toasts.Current!.Text.Should().StartWith("Напомнили 1\u00A0куратору");
        await page.InvokeAsync(toasts.UndoAsync);
        page.WaitForAssertion(() => Button(page, ".stack", "Напомнить 1\u00A0куратору").Should().NotBeNull());
    }

    [Fact]
    public async Task Waiting_LiesAtTheBottomWithItsMomentAndOpensItsList()
    {
        var now = Database.Clock.Now;
        var other = _register.Student(_group, "Балуев");
        foreach (var person in new[] { _student, other })
        {
            _register.Add(new JournalCorrection { PersonId = person.Id, EnteredAt = now, ShowsAt = now.AddDays(3), What = "ФИО" });
        }

        await _register.SaveAsync(Ct);
        await SignInAsync(PortalRole.Administrator);
        var page = Open();

        var band = page.FindAll("section.block")[^1];
        band.QuerySelector("h2")!.TextContent.Should().Be("Ждёт проверки");
        band.QuerySelector(".chip.waiting")!.TextContent.Should().MatchRegex(@"^(Пн|Вт|Ср|Чт|Пт|Сб|Вс)\s\d\d:\d\d$");
        band.QuerySelector("button[aria-expanded]")!.Click();

        page.WaitForAssertion(() => page.FindAll(".open tbody th a").Select(link => link.TextContent).Should().Equal("Агеев Иван Петрович", "Балуев Иван Петрович"));
        page.Find(".clock").TextContent.Should().Contain("Внесено сегодня — 2").And.Contain("проявится");
    }

    [Fact]
    public async Task Substitute_IsAssignedUntilADay()
    {
        _register.Group("ИС-22");
        _register.Employee("Югов");
        await _register.SaveAsync(Ct);
        await SignInAsync(PortalRole.Administrator);
        var page = Open();
        Button(page, ".task .do", "Назначить…: ИС-22").Click();
        page.FindAll(".assign input[type=radio]")[1].Change(true);
        page.Find(".assign .field input.inp").Change("югов");
        page.Find(".assign").Submit();

        page.WaitForElement(".assign li button").Click();
        page.Find(".assign .err").TextContent.Should().Contain("последний день замены");
        page.Find(".assign .dayinp input").Change("30.11.2026");
        page.Find(".assign li button").Click();

        page.WaitForAssertion(() => page.Find(".task.done").TextContent.Should().Contain("Заместитель с сегодняшнего дня по 30.11.2026: Югов"));
        await using var db = Database.NewContext();
        db.CuratorAssignments.Single(row => row.Kind == CuratorKind.Substitute).ValidTo.Should().Be(new DateOnly(2026, 12, 1));
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<TodayPageView> page, string where, string text) =>
        page.FindAll($"{where} button").First(button => button.TextContent.Contains(text, StringComparison.Ordinal));

    private IRenderedComponent<TodayPageView> OpenCurators()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("/?view=curators");
        return Open();
    }

    private IRenderedComponent<TodayPageView> Open()
    {
        var page = Render<TodayPageView>();
        page.WaitForElement(".task");
        return page;
    }
}
