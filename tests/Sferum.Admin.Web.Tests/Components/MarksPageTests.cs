using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;
using MudBlazor;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.StudyGroups;
using Sferum.Admin.Web.Components.Ui;
using Sferum.Admin.Web.Features.Marks;
using Sferum.Admin.Web.Tests.Support;

namespace Sferum.Admin.Web.Tests.Components;

public sealed class MarksPageTests : MarksContext
{
    [Fact]
    public async Task Table_ForAReader_HasNamesRolesAndNothingToPress()
    {
        await SignInAsync(PortalRole.Director);

        var page = Open();

        page.Find("table").GetAttribute("aria-label").Should().Be("Студенты и представители, ИС-21");
        page.FindAll("tbody th[scope=row]").Select(th => th.QuerySelector("a")!.TextContent).Should().Contain(Student.FullName);
        page.FindAll("table button, table input").Should().BeEmpty();
        page.FindAll(".page-head button, .phone-dock, .keys, .bulk").Should().BeEmpty();
    }

    [Fact]
    public async Task Table_ForAMarker_HasNoHandlersAndNoComponentsInItsRows()
    {
        Me = await SignInAsync(PortalRole.Administrator);

        var page = Open();

        page.FindAll("table button[data-mark]").Should().NotBeEmpty();
        page.Find("table").OuterHtml.Should().NotContain("blazor:on", "a handler for each of a hundred cells is memory of each of a thousand circuits");
        page.FindComponents<StatusChip>().Should().NotContain(chip => chip.Markup.Contains("Не приглашён"), "chips of the rows are plain text");
    }

    [Fact]
    public async Task Page_WhoseScriptIsGone_ShowsTheMarksAndAsksToReload()
    {
        Me = await SignInAsync(PortalRole.Administrator);
        Services.AddSingleton<IJSRuntime>(new NoModules(JSInterop.JSRuntime));

        var page = Open();

        page.Find(".note[role=alert]").TextContent.Replace('\u00A0', ' ').Should().Contain("портал обновили").And.Contain("остались на этом устройстве").And.Contain("Обновите страницу");
        page.FindAll("table button, [data-confirm], .bulk").Should().BeEmpty("nothing would happen");
        Row(page, Mother).TextContent.Should().Contain(Mother.FullName);
    }

    [Fact]
    public async Task OwnGroup_OfAnotherCurator_IsNotFound()
    {
        await SignInAsync(PortalRole.Curator);

        Render<MarksView>(p => p.Add(x => x.StudyGroupId, Group.Id)).WaitForElement("h1").TextContent.Should().Be("Не найдено");
    }

    [Fact]
    public async Task Refusal_AskedByKey_TakesAChannelAndIsWrittenWithIt()
    {
        Me = await SignInAsync(PortalRole.Administrator);
        var dialogs = Render<MudDialogProvider>();
        var page = Open();

        var asked = page.InvokeAsync(() => page.Instance.AskAsync("Refused", [Mother.Id]));
        dialogs.WaitForElement("input[type=radio]");
        dialogs.FindAll(".mud-dialog button").Single(b => b.TextContent == "Записать отказ").HasAttribute("disabled").Should().BeTrue("no channel is chosen");
        dialogs.FindAll("input[type=radio]")[0].Change("on");
        dialogs.FindAll(".mud-dialog button").Single(b => b.TextContent == "Записать отказ").Click();
        await asked;

        page.WaitForAssertion(() => Row(page, Mother).QuerySelector(".chip")!.TextContent.Should().Be("Отказ"));
        Row(page, Mother).QuerySelector(".c-next")!.TextContent.Should().Be("Отказ с 25.11.2026, связь — на бумаге");
    }

    [Fact]
    public async Task Week_Confirmed_AfterTheCountedQuestion()
    {
        Me = await SignInAsync(PortalRole.Administrator);
        var dialogs = Render<MudDialogProvider>();
        var page = Open();

        page.Find(".page-head [data-confirm]").Click();
        dialogs.WaitForAssertion(() => dialogs.Markup.Should().Contain("0 видно, 0 не видно, 4 не проверено — верно?"));
        dialogs.FindAll("button").Single(b => b.TextContent.Contains("Подтвердить неделю")).Click();

        page.WaitForAssertion(() => page.Find(".sub").TextContent.Should().Contain("Неделя 48 подтверждена"));
        await using var db = Database.NewContext();
        (await db.WeeklyConfirmations.CountAsync(Ct)).Should().Be(1);
    }

    [Fact]
    public async Task Filter_OfTheAddress_ShowsItsRowsAndSaysItsCount()
    {
        Me = await SignInAsync(PortalRole.Administrator);

        var page = Open(MarksFilter.Missing);
        page.FindAll("tr[data-person]").Should().BeEmpty();
        page.Markup.Should().Contain("Таких нет");
        page.Find(".fchip.on").TextContent.Should().Be("Не видно 0");
        page.FindAll(".fchip").Select(chip => chip.GetAttribute("href")).Should().Contain($"/groups/{Group.Id}").And.Contain($"/groups/{Group.Id}?filter=left");
        MarksAddress.Parse("missing").Should().Be(MarksFilter.Missing);
        MarksAddress.Parse("такого нет").Should().BeNull();
    }

    [Fact]
    public async Task Filter_OnAPhone_IsWhatIsLeftUnlessTheAddressSaysAll()
    {
        Me = await SignInAsync(PortalRole.Administrator);
        JSInterop.SetupModule(_ => true).Setup<bool>("isPhone").SetResult(true);

        var page = Render<MarksView>(p => p.Add(x => x.StudyGroupId, Group.Id));

        page.WaitForElement(".fchip.on").TextContent.Should().StartWith("Осталось");
        page.FindAll(".fchip").Select(chip => chip.GetAttribute("href")).Should().Contain($"/groups/{Group.Id}").And.Contain($"/groups/{Group.Id}?filter=all");
        page.FindAll(".phone-dock button").Should().ContainSingle();
    }
}
