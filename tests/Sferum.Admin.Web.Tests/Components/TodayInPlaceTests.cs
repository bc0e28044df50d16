using Bunit;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Chats.Marking;
using Sferum.Admin.Web.Features.Today;

namespace Sferum.Admin.Web.Tests.Components;

/// <summary>Lines of «Сегодня» closed where they stand.</summary>
public sealed class TodayInPlaceTests : MarksContext
{
    [Fact]
    public async Task Today_ClosesALineInPlaceAndOpensItAgain()
    {
        Me = await SignInAsync(PortalRole.Administrator);
        var register = new Register(Database);
        var father = register.Representative(Student, restrictedFrom: Register.YearStart);
        await register.SaveAsync(Ct);
        await Database.Get<MarkVisibility>().MarkAsync(
            TestActors.Administrator, new MarkVisibilityRequest(Group.Id, VisibilityState.Visible, [new MarkCell(Parents.Id, father.Id, null)]), Ct);
        var page = Render<TodayPageView>();
        var line = page.WaitForElement(".task");
        line.TextContent.Should().Contain(father.FullName).And.Contain("ограничены");

        line.QuerySelector("button")!.Click();
        page.WaitForAssertion(() => page.Find(".task.done").TextContent.Should().Contain(father.FullName));
        page.Find(".task.done button").Click();

        page.WaitForAssertion(() => page.FindAll(".task.done").Should().BeEmpty());
        page.Find(".task").TextContent.Should().Contain(father.FullName);
    }

    [Fact]
    public async Task Today_AppointsAnAdministratorInPlace()
    {
        Me = await SignInAsync(PortalRole.Administrator);
        Register.PlatformAdministrator();
        Register.Employee("Югов");
        await Register.SaveAsync(Ct);
        var page = Render<TodayPageView>();
        page.WaitForElement(".task");
        page.FindAll(".task").Should().NotContain(task => task.TextContent.Contains("«ИС-21"), "its curator and the platform's administrator are two");
        var line = page.FindAll(".task").Single(task => task.TextContent.Contains("Мало админов"));

        line.QuerySelector("button")!.Click();
        page.Find(".assign input").Change("югов");
        page.Find(".assign").Submit();
        page.WaitForElement(".assign li button").Click();

        page.WaitForAssertion(() => page.Find(".task.done").TextContent.Should().Contain("Администратор чата с сегодняшнего дня: Югов"));
        page.FindAll(".task:not(.done)").Should().NotContain(task => task.TextContent.Contains("Мало админов"));
    }

    [Fact]
    public async Task Today_ForTheDirector_HasNumbersWithTheirListsAndNoVerbs()
    {
        await SignInAsync(PortalRole.Director);

        var page = Render<TodayPageView>();

        page.WaitForElement(".task");
        page.FindAll(".task .do button").Should().BeEmpty();
        page.FindAll(".task .do a").Should().OnlyContain(link => link.TextContent.StartsWith("Список"));
        page.Markup.Should().NotContain(Mother.FullName);
    }
}
