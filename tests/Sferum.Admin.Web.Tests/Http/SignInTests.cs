using System.Net;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Access.Users;
using Sferum.Admin.Web.Security;
using Sferum.Admin.Web.Tests.Support;

namespace Sferum.Admin.Web.Tests.Http;

public sealed class SignInTests : IDisposable
{
    private const string Email = "okulov@chit.example";

    private readonly PortalFactory _portal = new();

    public void Dispose() => _portal.Dispose();

    [Fact]
    public async Task SignInPage_NamesItsFieldsAndButton()
    {
        await _portal.AddUserAsync(Email);

        var page = await Browser.TextAsync(await _portal.NewBrowser().GetAsync("/account/login"));

        page.Should().Contain("""<label for="email">Рабочая почта</label>""").And.Contain("""<label for="password">Пароль</label>""").And.Contain(">Войти</button>");
    }

    [Fact]
    public async Task RightPassword_OpensThePageAskedFor()
    {
        await _portal.AddUserAsync(Email);
        var browser = _portal.NewBrowser();

        var response = await browser.SignInAsync(Email, PortalFactory.Password, "/settings/users?x=1");

        response.StatusCode.Should().Be(HttpStatusCode.Redirect);
        response.Headers.Location!.ToString().Should().EndWith("/settings/users?x=1");
        (await browser.GetAsync("/settings/users")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    public async Task RightPassword_NeverLeadsToAnotherSite(string returnUrl)
    {
        await _portal.AddUserAsync(Email);

        var response = await _portal.NewBrowser().SignInAsync(Email, PortalFactory.Password, returnUrl);

        response.StatusCode.Should().Be(HttpStatusCode.Redirect);
        response.Headers.Location!.ToString().Should().NotContain("evil");
    }

    [Theory]
    [InlineData(Email)]
    [InlineData("nobody@chit.example")]
    public async Task WrongPasswordAndUnknownEmail_ReadTheSame(string email)
    {
        await _portal.AddUserAsync(Email);

        var response = await _portal.NewBrowser().SignInAsync(email, "не тот пароль");

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        (await Browser.TextAsync(response)).Should().Contain("Почта или пароль не подошли.").And.NotContain("не тот пароль");
    }

    [Fact]
    public async Task FiveWrongPasswords_CloseSignInUntilATime()
    {
        await _portal.AddUserAsync(Email);
        var browser = _portal.NewBrowser();
        for (var i = 0; i < PortalIdentity.LockoutAttempts; i++)
        {
            await browser.SignInAsync(Email, "не тот пароль");
        }

        var response = await browser.SignInAsync(Email, PortalFactory.Password);

        response.StatusCode.Should().Be(HttpStatusCode.OK, "the right password does not help either");
        (await Browser.TextAsync(response)).Should().MatchRegex(@"Вход закрыт до \d\d:\d\d\.");
    }

    [Theory]
    [InlineData("nobody@chit.example")]
    [InlineData("closed@chit.example")]
    public async Task FiveWrongTries_AtAnAddressThatNobodyOpenHas_ReadTheSameAsAtOneThatSomebodyHas(string stranger)
    {
        await _portal.AddUserAsync("admin@chit.example");
        await _portal.AddUserAsync(Email);
        await CloseAsync(await _portal.AddUserAsync("closed@chit.example"));
        var browser = _portal.NewBrowser();
        for (var i = 1; i <= PortalIdentity.LockoutAttempts + 1; i++)
        {
            var known = await AnswerAsync(Email);
            var unknown = await AnswerAsync(stranger);

            unknown.Should().Be(known, $"try {i}");
            known.Contains("Вход закрыт до").Should().Be(i >= PortalIdentity.LockoutAttempts);
        }

        async Task<string> AnswerAsync(string email)
        {
            var text = await Browser.TextAsync(await browser.SignInAsync(email, "не тот пароль"));
            var alert = text[text.IndexOf("role=\"alert\"", StringComparison.Ordinal)..];
            // The minute is that of the try.
            return System.Text.RegularExpressions.Regex.Replace(alert[..alert.IndexOf("<form", StringComparison.Ordinal)], @"\d\d:\d\d", "ЧЧ:ММ");
        }
    }

    [Fact]
    public async Task SignIn_IsRememberedForTheListOfAccounts()
    {
        var id = await _portal.AddUserAsync(Email);

        await _portal.NewBrowser().SignInAsync(Email, PortalFactory.Password);

        var rows = await _portal.Services.GetRequiredService<UserQueries>().ListAsync(Actor.Console(), CancellationToken.None);
        rows.Value.Single(r => r.Id == id).LastSignInAt.Should().BeCloseTo(_portal.Time.GetUtcNow().UtcDateTime, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task ClosedAccount_IsToldOnlyToWhoeverKnowsThePassword()
    {
        await _portal.AddUserAsync("admin@chit.example");
        await CloseAsync(await _portal.AddUserAsync(Email, PortalRole.Director));

        var right = await Browser.TextAsync(await _portal.NewBrowser().SignInAsync(Email, PortalFactory.Password));
        var wrong = await Browser.TextAsync(await _portal.NewBrowser().SignInAsync(Email, "не тот пароль"));

        right.Should().Contain("Вход закрыт администратором портала.");
        wrong.Should().Contain("Почта или пароль не подошли.").And.NotContain("закрыт администратором");
    }

    [Fact]
    public async Task ClosedAccount_LosesItsSessionWithinAMinute()
    {
        await _portal.AddUserAsync("admin@chit.example");
        var id = await _portal.AddUserAsync(Email, PortalRole.Director);
        var browser = _portal.NewBrowser();
        await browser.SignInAsync(Email, PortalFactory.Password);
        (await browser.GetAsync("/account/password")).StatusCode.Should().Be(HttpStatusCode.OK);

        await CloseAsync(id);
        _portal.Time.Advance(TimeSpan.FromSeconds(61));

        (await browser.GetAsync("/account/password")).StatusCode.Should().Be(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task OpenCircuit_OfAClosedAccount_IsFoundOutAtTheNextCheck()
    {
        await _portal.AddUserAsync("admin@chit.example");
        var id = await _portal.AddUserAsync(Email, PortalRole.Director);
        await using var scope = _portal.Services.CreateAsyncScope();
        var signIn = scope.ServiceProvider.GetRequiredService<SignInManager<AppUser>>();
        var principal = await signIn.CreateUserPrincipalAsync((await signIn.UserManager.FindByIdAsync(id.ToString()))!);
        var provider = (RevalidatingProvider)scope.ServiceProvider.GetRequiredService<AuthenticationStateProvider>();

        var before = await provider.StandsAsync(principal);
        await CloseAsync(id);

        before.Should().BeTrue();
        (await provider.StandsAsync(principal)).Should().BeFalse();
    }

    [Fact]
    public async Task Form_WithoutItsToken_IsRefused()
    {
        await _portal.AddUserAsync(Email);
        using var form = new FormUrlEncodedContent([new("_handler", "login"), new("Input.Email", Email), new("Input.Password", PortalFactory.Password)]);

        var response = await _portal.NewBrowser().Client.PostAsync("/account/login", form, TestContext.Current.CancellationToken);

        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task SignOut_EndsTheSession()
    {
        var browser = await _portal.SignInAsync();

        var response = await browser.SubmitAsync("/account/logout");

        response.Headers.Location!.ToString().Should().Be("/account/login");
        (await browser.GetAsync("/account/password")).StatusCode.Should().Be(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task SignOut_WithoutItsToken_IsRefused()
    {
        var browser = await _portal.SignInAsync();

        var response = await browser.Client.PostAsync("/account/logout", new FormUrlEncodedContent([]), TestContext.Current.CancellationToken);

        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await browser.GetAsync("/account/password")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    private async Task CloseAsync(Guid userId) =>
        (await _portal.Services.GetRequiredService<ChangeUser>().SetLockedAsync(Actor.Console(), new LockUserRequest(userId, true), CancellationToken.None)).IsOk.Should().BeTrue();
}
