using Bunit;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Access.Users;
using Sferum.Admin.Web.Features.Users;
using Sferum.Admin.Web.Tests.Support;

namespace Sferum.Admin.Web.Tests.Components;

public sealed class UsersPageTests : PortalContext
{
    [Theory]
    [InlineData(PortalRole.Director)]
    [InlineData(PortalRole.Curator)]
    public async Task NotAnAdministrator_FindsNothing(PortalRole role)
    {
        await SignInAsync(role);

        var page = Render<UsersPage>();

        page.WaitForAssertion(() => page.Find("h1").TextContent.Should().Be("Не найдено"));
        page.Markup.Should().NotContain("chit.example");
    }

    [Fact]
    public async Task NewUser_GetsALinkThatIsShownOnce()
    {
        await SignInAsync(PortalRole.Administrator);
        var page = Render<UsersPage>();
        page.WaitForElement("tbody tr");

        Button(page, "Добавить пользователя").Click();
        page.Find("#user-name").Change("Бурдина Анна Сергеевна");
        page.Find("#user-email").Change("burdina@chit.example");
        page.FindAll("fieldset input[type=checkbox]")[2].Change(true);
        page.Find("form").Submit();

        page.WaitForElement("input[aria-label='Одноразовая ссылка']").GetAttribute("value").Should().StartWith("http://localhost/account/set-password?user=");
        page.FindAll("tbody tr").Should().HaveCount(2);
        page.Markup.Should().Contain("burdina@chit.example").And.Contain("директор").And.Contain("Пароль не задан");

        Button(page, "Добавить пользователя").Click();
        page.FindAll("input[aria-label='Одноразовая ссылка']").Should().BeEmpty();
    }

    [Fact]
    public async Task RefusedUser_StaysInTheFormWithTheReason()
    {
        await SignInAsync(PortalRole.Administrator);
        var page = Render<UsersPage>();
        page.WaitForElement("tbody tr");

        Button(page, "Добавить пользователя").Click();
        page.Find("#user-name").Change("Бурдина Анна Сергеевна");
        page.Find("#user-email").Change("burdina@chit.example");
        page.Find("form").Submit();

        page.WaitForElement("[role=alert]").TextContent.Should().Contain("Выберите хотя бы одну роль.");
        page.Find("#user-email").GetAttribute("value").Should().Be("burdina@chit.example");
        page.FindAll("tbody tr").Should().HaveCount(1);
    }

    [Fact]
    public async Task Curator_IsTiedToAnEmployee()
    {
        await SignInAsync(PortalRole.Administrator);
        var register = new Register(Database);
        register.Employee("Южакова");
        await register.SaveAsync(Ct);
        var page = Render<UsersPage>();
        page.WaitForElement("tbody tr");

        Button(page, "Добавить пользователя").Click();
        page.Find("#user-name").Change("Южакова Мария Юрьевна");
        page.Find("#user-email").Change("yuzhakova@chit.example");
        page.FindAll("fieldset input[type=checkbox]")[1].Change(true);
        page.Find("#user-person").Change("южак");
        Button(page, "Найти").Click();
        page.WaitForElement("ul[aria-label='Найденные'] button").Click();
        page.Find("form").Submit();

        page.WaitForAssertion(() => page.FindAll("tbody tr").Should().HaveCount(2));
        page.Find("tbody").TextContent.Should().Contain("Южакова\u00A0И.\u00A0П.");
    }

    [Fact]
    public async Task ClosedUser_IsShownAndCanBeOpened()
    {
        await SignInAsync(PortalRole.Director);
        await SignInAsync(PortalRole.Administrator);
        var page = Render<UsersPage>();
        page.WaitForElement("tbody tr");
        AngleSharp.Dom.IElement Row() => page.FindAll("tbody tr").Single(r => r.TextContent.Contains("директор", StringComparison.Ordinal));

        Row().QuerySelector("button")!.Click();
        Button(page, "Закрыть вход").Click();
        page.WaitForAssertion(() => Row().TextContent.Should().Contain("Закрыт"));
        Row().QuerySelector("button")!.Click();
        Button(page, "Открыть вход").Click();

        page.WaitForAssertion(() => Row().TextContent.Should().Contain("Пароль не задан"));
    }

    [Fact]
    public async Task RoleTakenAway_StopsWorkingInAnOpenPage()
    {
        await SignInAsync(PortalRole.Administrator);
        var id = await SignInAsync(PortalRole.Administrator);
        var page = Render<UsersPage>();
        page.WaitForElement("tbody tr");
        Button(page, "Добавить пользователя").Click();
        page.Find("#user-name").Change("Бурдина Анна Сергеевна");
        page.Find("#user-email").Change("burdina@chit.example");
        page.FindAll("fieldset input[type=checkbox]")[2].Change(true);

        (await Database.Get<ChangeUser>().SetRolesAsync(Actor.Console(), new SetRolesRequest(id, [PortalRole.Director], null), Ct)).IsOk.Should().BeTrue();
        page.Find("form").Submit();

        page.WaitForElement("[role=alert]").TextContent.Should().Contain("Не найдено.");
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<UsersPage> page, string text) =>
        page.FindAll("button").Single(b => b.TextContent.Contains(text, StringComparison.Ordinal));
}
