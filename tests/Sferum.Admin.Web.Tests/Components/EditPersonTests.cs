using AngleSharp.Dom;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Drafts;
using Sferum.Admin.Core.Journal.Binding;
using Sferum.Admin.Core.People;
using Sferum.Admin.Web.Features.People;
using Sferum.Admin.Web.Tests.Support;

namespace Sferum.Admin.Web.Tests.Components;

public sealed class EditPersonTests : PortalContext
{
    private Person _person = null!;
    private IRenderedComponent<MudDialogProvider> _dialogs = null!;
    private IRenderedComponent<PersonPage> _page = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Services.AddSingleton(Database.Get<PersonQueries>());
        Services.AddSingleton(Database.Get<BindingQueries>());
        Services.AddSingleton(Database.Get<Unbind>());
        Services.AddSingleton(Database.Get<EditPersonQueries>());
        Services.AddSingleton(Database.Get<EditPerson>());
        Services.AddSingleton(Database.Get<FormDrafts>());
        var register = new Register(Database);
        _person = register.Person("Климова", "Анна", "Петровна", new DateOnly(1984, 5, 9));
        register.Phone(_person, "+79021234107");
        await register.SaveAsync(Ct);
    }

    [Fact]
    public async Task Card_ForTheDirector_OffersNoEdit()
    {
        await SignInAsync(PortalRole.Director);

        Open();

        _page.FindAll("button").Should().BeEmpty();
    }

    [Fact]
    public async Task Form_Saved_ClosesAndShowsTheCardAnew()
    {
        await OpenFormAsync();

        Type("edit-last", "Зырянова");
        _dialogs.FindAll("input[name=edit-rename]")[1].Change("on");
        Field("edit-changed-on").GetAttribute("value").Should().Be("20.11.2026");
        Type("edit-phone", "8 902 123-41-08");
        _dialogs.Find("input[type=checkbox]").Change(true);
        _dialogs.Find("form").Submit();

        _page.WaitForAssertion(() => _page.Find("h1").TextContent.Should().StartWith("Зырянова Анна Петровна"));
        _dialogs.WaitForAssertion(() => _dialogs.FindAll(".mud-dialog").Should().BeEmpty());
        _page.Find(".tl.dated").TextContent.Should().Contain("Климова Анна Петровна").And.Contain("закончилось");
        await using var db = Database.NewContext();
        (await db.PersonContacts.SingleAsync(contact => contact.ValidTo == null, Ct)).Value.Should().Be("+79021234108");
    }

    [Fact]
    public async Task Form_WithAMistake_SaysItBesideTheFieldAndKeepsTheRest()
    {
        await OpenFormAsync();

        Type("edit-first", "Анна-Мария");
        Type("edit-phone", "41-08");
        _dialogs.Find("form").Submit();

        _dialogs.WaitForElement("#edit-phone-err").TextContent.Should().Contain("Нужен один номер целиком");
        (Field("edit-phone").GetAttribute("aria-invalid"), Field("edit-phone").GetAttribute("aria-describedby")).Should().Be(("true", "edit-phone-err"));
        (Field("edit-phone").GetAttribute("value"), Field("edit-first").GetAttribute("value")).Should().Be(("41-08", "Анна-Мария"));
        _dialogs.FindAll(".err").Should().HaveCount(1);
    }

    [Fact]
    public async Task Form_OverAnothersChange_ShowsItFieldByFieldAndSavesOnTop()
    {
        await OpenFormAsync();
        await SaveElsewhereAsync();

        Type("edit-last", "Зырянова");
        Type("edit-patronymic", "Ильинична");
        _dialogs.Find("form").Submit();

        _dialogs.WaitForElement("[role=alert]").TextContent.Should().Contain("человека изменили");
        _dialogs.FindAll("tbody tr").Select(row => string.Join("|", row.Children.Take(4).Select(cell => cell.TextContent.Trim()))).Should().Equal(
            "Фамилия|Климова|Зырянова|Мальцева", "Отчество|Петровна|Ильинична|Павловна", "Дата рождения|09.05.1984|09.05.1984|10.05.1984");
        _dialogs.FindAll("tbody tr").Select(row => row.QuerySelectorAll("input[type=radio]").Length).Should().Equal(2, 2, 0);
        (Value("edit-last"), Value("edit-patronymic"), Value("edit-birth")).Should().Be(("Зырянова", "Ильинична", "10.05.1984"), "what was typed stays, what was not is of the register");

        Choose("Фамилия", "Взять текущее");
        Value("edit-last").Should().Be("Мальцева");
        Choose("Фамилия", "Оставить моё");
        Value("edit-last").Should().Be("Зырянова");
        Choose("Отчество", "Взять текущее");
        _dialogs.Find("form").Submit();

        _page.WaitForAssertion(() => _page.Find("h1").TextContent.Should().StartWith("Зырянова Анна Павловна"));
        await using var db = Database.NewContext();
        (await db.People.SingleAsync(person => person.Id == _person.Id, Ct)).BirthDate.Should().Be(new DateOnly(1984, 5, 10), "the other's date was not overwritten");
    }

    [Fact]
    public async Task Form_Cancelled_AsksAboutWhatWasTypedAndChangesNothing()
    {
        await OpenFormAsync();

        Type("edit-last", "Зырянова");
        Press("Отмена");
        _dialogs.Find(".mud-dialog [role=alert]").TextContent.Should().Contain("не\u00A0записано");
        Press("Выбросить");

        _dialogs.WaitForAssertion(() => _dialogs.FindAll(".mud-dialog").Should().BeEmpty());
        await using var db = Database.NewContext();
        (await db.People.SingleAsync(person => person.Id == _person.Id, Ct)).LastName.Should().Be("Климова");
        (await db.FormDrafts.CountAsync(Ct)).Should().Be(0, "it was thrown away");

        void Press(string text) => _dialogs.FindAll(".mud-dialog button").Single(button => button.TextContent == text).Click();
    }

    private async Task SaveElsewhereAsync()
    {
        var shown = (await Database.Get<EditPersonQueries>().FormAsync(TestActors.Administrator, _person.Id, Ct)).Value;
        var request = new EditPersonRequest(shown, "Мальцева", "Анна", "Павловна", false, null, new DateOnly(1984, 5, 10), null, null, []);
        (await Database.Get<EditPerson>().SaveAsync(TestActors.Administrator, request, Ct)).Value.IsSaved.Should().BeTrue();
    }

    private void Open()
    {
        _dialogs = Render<MudDialogProvider>();
        _page = Render<PersonPage>(parameters => parameters.Add(page => page.Id, _person.Id));
        _page.WaitForElement("h1");
    }

    private async Task OpenFormAsync()
    {
        await SignInAsync(PortalRole.Administrator);
        Open();
        _page.FindAll("button").Single(button => button.TextContent == "Исправить…").Click();
        _dialogs.WaitForElement("#edit-person");
    }

    private IElement Field(string id) => _dialogs.Find($"#{id}");

    private string? Value(string id) => Field(id).GetAttribute("value");

    private void Type(string id, string text) => Field(id).Input(text);

    private void Choose(string field, string answer)
    {
        IElement Radio() => _dialogs.FindAll("tbody tr").Single(row => row.Children[0].TextContent == field)
            .QuerySelectorAll("label").Single(label => label.TextContent == answer).QuerySelector("input")!;
        Radio().Change("on");
        Radio().HasAttribute("checked").Should().BeTrue();
    }
}
