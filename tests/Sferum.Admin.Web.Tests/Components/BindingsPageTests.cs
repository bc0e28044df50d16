using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Journal.Binding;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.StudyGroups;
using Sferum.Admin.Web.Components.Ui;
using Sferum.Admin.Web.Features.Bindings;
using Sferum.Admin.Web.Features.People;
using Sferum.Admin.Web.Tests.Support;

namespace Sferum.Admin.Web.Tests.Components;

public sealed class BindingsPageTests : PortalContext
{
    private static readonly DateOnly Born = new(2009, 3, 14);
    private StudyGroup _group = null!;

    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Services.AddSingleton(Database.Get<BindingQueries>());
        Services.AddSingleton(Database.Get<RefreshJournalRecords>());
        Services.AddSingleton(Database.Get<ConfirmBindings>());
        Services.AddSingleton(Database.Get<RejectBinding>());
        Services.AddSingleton(Database.Get<Unbind>());
        await SignInAsync(PortalRole.Administrator);
    }

    [Fact]
    public async Task Page_BeforeTheFirstReading_SaysWhatToDo()
    {
        await ArrangeAsync();

        var page = Render<BindingsPage>();

        page.WaitForElement(".empty").TextContent.Should().Contain("Списки ЭПОС ещё не читали");
        page.FindAll(".empty a").Select(a => a.GetAttribute("href")).Should().Equal("/settings/journal");
        page.Find(".empty button").Click();
        page.WaitForAssertion(() => page.Find(".note[role=alert]").TextContent.Should().Contain("Чтение ЭПОС выключено"));
        page.FindAll(".note a").Select(a => a.GetAttribute("href")).Should().Equal("/settings/journal");
    }

    [Fact]
    public async Task ExactMatches_AreConfirmedAfterACountedQuestion_AndTakenBack()
    {
        var register = await ArrangeAsync(OutsideRows.Group("2101", "ИС-21"), Student("p1", "Волков Олег Андреевич"));
        var person = register.Enrol(register.Person("Волков", "Олег", "Андреевич", Born), _group);
        await register.SaveAsync(Ct);
        var dialogs = Render<MudDialogProvider>();
        var toasts = Render<UndoBar>();

        var page = Render<BindingsPage>();

        page.WaitForElement(".note.accent").TextContent.Should().Contain("2\u00A0точных совпадения");
        page.FindAll("tbody tr").Should().HaveCount(2);
        page.Find("tbody").TextContent.Should().Contain("дата рождения та же").And.Contain("Волков Олег Андреевич");
        page.Find(".note.accent button").Click();
        dialogs.WaitForElement(".mud-dialog").TextContent.Should().Contain("Действие можно отменить");
        dialogs.FindAll(".mud-dialog button").Single(b => b.TextContent.Contains("Подтвердить 2")).Click();
        page.WaitForAssertion(() => page.Find(".empty").TextContent.Should().Contain("Точных совпадений не осталось"));
        (await BindingsAsync()).Select(b => b.SubjectId).Should().BeEquivalentTo([person.Id, _group.Id]);

        toasts.WaitForElement("[data-undo]").Click();

        page.WaitForAssertion(() => page.FindAll("tbody tr").Should().HaveCount(2));
        (await BindingsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task DoubtfulPair_StandsSideBySide_AndIsDecidedByKeyOrButton()
    {
        var register = await ArrangeAsync(OutsideRows.Group("2101", "ИС-21"), Student("p1", "Лисина Анна Андреевна"), Student("p2", "Королёв Пётр Ильич"));
        register.Enrol(register.Person("Волкова", "Анна", "Андреевна", Born), _group);
        register.Enrol(register.Person("Королёв", "Пётр", "Ильич", Born.AddDays(1)), _group);
        await register.SaveAsync(Ct);
        Navigation.NavigateTo("/settings/bindings?state=doubtful");

        var page = Render<BindingsPage>();

        page.WaitForAssertion(() => page.FindAll(".bind-card").Should().HaveCount(2));
        var first = page.FindAll(".bind-card")[0];
        first.QuerySelector("h2")!.TextContent.Should().Be("Королёв Пётр Ильич");
        first.TextContent.Should().Contain("дата рождения другая").And.Contain("14.03.2009").And.Contain("15.03.2009");
        page.FindAll(".bind-card")[1].QuerySelectorAll("mark").Select(m => m.TextContent).Should().Equal("Волкова", "Лисина");
        page.FindAll(".bind-card")[0].KeyDown(new Microsoft.AspNetCore.Components.Web.KeyboardEventArgs { Code = "KeyY" });
        page.WaitForAssertion(() => page.FindAll(".bind-card").Should().HaveCount(1));
        page.FindAll(".bind-card button").Single(b => b.TextContent.Contains("Это он")).Click();

        page.WaitForAssertion(() => page.Find(".empty").TextContent.Should().Contain("Сомнительных пар не осталось"));
        (await BindingsAsync()).Should().ContainSingle();
        page.FindAll(".tabs a").Select(a => a.TextContent).Should().Contain("Отклонены1").And.Contain("Сопоставлены1");
    }

    [Fact]
    public async Task Conflict_OffersOnlyToRejectAndSaysWhy()
    {
        var register = await ArrangeAsync(OutsideRows.Group("2101", "ИС-21"), Student("p1", "Волков Олег Андреевич"), Student("p2", "Волков Олег Андреевич"));
        register.Enrol(register.Person("Волков", "Олег", "Андреевич", Born), _group);
        await register.SaveAsync(Ct);
        Navigation.NavigateTo("/settings/bindings?state=conflict");

        var page = Render<BindingsPage>();

        page.WaitForAssertion(() => page.FindAll(".bind-card").Should().HaveCount(2));
        page.FindAll(".bind-card button").Should().OnlyContain(b => b.TextContent.Contains("Не он"));
        page.FindAll(".bind-card")[0].TextContent.Should().Contain("На одну запись реестра похожи несколько записей ЭПОС, ещё: Волков Олег Андреевич");
        page.FindAll(".bind-card button")[0].Click();
        page.WaitForAssertion(() => page.Find(".empty").TextContent.Should().Contain("Спорных записей нет"));
        page.Find(".note.accent").TextContent.Should().Contain("2\u00A0точных совпадения");
    }

    [Fact]
    public async Task Filters_AreInTheAddress()
    {
        await ArrangeAsync(OutsideRows.Group("2101", "ИС-21"), OutsideRows.Employee("e1", "Нет Таких Людей"));
        Navigation.NavigateTo("/settings/bindings?state=notinregister");

        var page = Render<BindingsPage>();

        page.WaitForAssertion(() => page.Find("tbody").TextContent.Should().Contain("В реестре нет никого похожего"));
        page.FindAll(".filters a").Select(a => a.GetAttribute("href")).Should().Contain("/settings/bindings?state=notinregister&kind=employee");
        page.Find("select").Change(_group.Id.ToString());
        Navigation.Uri.Should().EndWith($"/settings/bindings?state=notinregister&group={_group.Id}");
    }

    [Fact]
    public async Task Page_ForACurator_IsNotFound()
    {
        await SignInAsync(PortalRole.Curator);

        var page = Render<BindingsPage>();

        page.WaitForAssertion(() => page.Markup.Should().Contain("Не найдено").And.NotContain("Сопоставление"));
    }

    [Fact]
    public async Task PersonCard_BoundPerson_MayBeUnboundAndBoundAgain()
    {
        var register = await ArrangeAsync(OutsideRows.Group("2101", "ИС-21"), Student("p1", "Волков Олег Андреевич"));
        var person = register.Enrol(register.Person("Волков", "Олег", "Андреевич", Born), _group);
        await register.SaveAsync(Ct);
        await Database.Get<ConfirmBindings>().ConfirmExactAsync(Actor.Console(), new ConfirmExactRequest(2), Ct);

        var card = Render<PersonBindingCard>(p => p.Add(c => c.PersonId, person.Id));

        card.WaitForElement("button").TextContent.Should().Contain("Снять");
        card.Find(".row").TextContent.Should().Contain("сопоставлен с 20.11.2026");
        card.Find("button").Click();
        card.WaitForAssertion(() => card.Markup.Should().Contain("Не сопоставлен"));
        card.Find("[role=status] button").Click();
        card.WaitForAssertion(() => card.Find(".row").TextContent.Should().Contain("сопоставлен с 20.11.2026"));
    }

    /// <summary>A group of the register, and the journal's records.</summary>
    private async Task<Register> ArrangeAsync(params JournalRecord[] records)
    {
        var register = new Register(Database);
        _ = (register.Journal, register.Messenger);
        _group = register.Group("ИС-21");
        foreach (var record in records)
        {
            register.Add(record);
        }

        await register.SaveAsync(Ct);
        return register;
    }

    private static JournalRecord Student(string value, string name) => OutsideRows.Student(value, name, Born, "2101");

    private async Task<List<ExternalIdentity>> BindingsAsync()
    {
        await using var db = Database.NewContext();
        return await db.ExternalIdentities.AsNoTracking().ToListAsync(Ct);
    }
}
