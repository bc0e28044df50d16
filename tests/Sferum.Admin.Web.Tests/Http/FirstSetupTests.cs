using System.Net;
using Sferum.Admin.Web.Tests.Support;

namespace Sferum.Admin.Web.Tests.Http;

public sealed class FirstSetupTests : IDisposable
{
    private readonly PortalFactory _portal = new();

    public void Dispose() => _portal.Dispose();

    [Fact]
    public async Task EmptyPortal_LeadsFromSignInToSetUp()
    {
        var response = await _portal.NewBrowser().GetAsync("/account/login");

        response.StatusCode.Should().Be(HttpStatusCode.Redirect);
        response.Headers.Location!.ToString().Should().EndWith("/setup");
    }

    [Fact]
    public async Task RightCode_OpensThePortalForItsAdministrator()
    {
        var browser = _portal.NewBrowser();

        var response = await SubmitAsync(browser, _portal.SetupCode);

        response.StatusCode.Should().Be(HttpStatusCode.Redirect);
        (await browser.GetAsync("/account/password")).StatusCode.Should().Be(HttpStatusCode.OK, "the administrator is signed in");
        (await Browser.TextAsync(await _portal.NewBrowser().GetAsync("/account/login"))).Should().Contain("ГБПОУ «ЧИТ», г. Чусовой");
    }

    [Fact]
    public async Task SetUpPortal_IsNeverSetUpAgain()
    {
        await SubmitAsync(_portal.NewBrowser(), _portal.SetupCode);

        var response = await _portal.NewBrowser().GetAsync("/setup");

        response.StatusCode.Should().Be(HttpStatusCode.Redirect);
        response.Headers.Location!.ToString().Should().EndWith("/account/login");
    }

    [Fact]
    public async Task WrongCode_MakesNobody()
    {
        var response = await SubmitAsync(_portal.NewBrowser(), "AAAA-BBBB-CCCC");

        (await Browser.TextAsync(response)).Should().Contain("Код не подошёл.");
        (await _portal.NewBrowser().GetAsync("/account/login")).Headers.Location!.ToString().Should().EndWith("/setup");
    }

    [Fact]
    public async Task TenWrongCodes_MakeTheRightOneVoid()
    {
        var browser = _portal.NewBrowser();
        for (var i = 0; i < 10; i++)
        {
            await SubmitAsync(browser, "AAAA-BBBB-CCCC");
        }

        (await Browser.TextAsync(await SubmitAsync(browser, _portal.SetupCode))).Should().Contain("Код не подошёл.");
    }

    [Fact]
    public async Task WeakPassword_MakesNobodyAndKeepsTheCode()
    {
        var browser = _portal.NewBrowser();

        var weak = await SubmitAsync(browser, _portal.SetupCode, "коротко");
        var strong = await SubmitAsync(browser, _portal.SetupCode);

        (await Browser.TextAsync(weak)).Should().Contain("Нужно не меньше 10 символов.");
        strong.StatusCode.Should().Be(HttpStatusCode.Redirect);
    }

    private static Task<HttpResponseMessage> SubmitAsync(Browser browser, string code, string password = PortalFactory.Password) => browser.SubmitAsync(
        "/setup",
        ("Input.Code", code),
        ("Input.Organization", "ГБПОУ «ЧИТ», г. Чусовой"),
        ("Input.Name", "Бурдина Анна Сергеевна"),
        ("Input.Email", "burdina@chit.example"),
        ("Input.Password", password));
}
