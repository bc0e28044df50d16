using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Access.Users;
using Sferum.Admin.Web.Tests.Support;

namespace Sferum.Admin.Web.Tests.Http;

public sealed class PasswordTests : IDisposable
{
    private const string Email = "okulov@chit.example";
    private const string Chosen = "новая длинная фраза";

    private readonly PortalFactory _portal = new();

    public void Dispose() => _portal.Dispose();

    [Fact]
    public async Task OneTimeLink_SetsThePasswordOnce()
    {
        var link = await _portal.AddWithoutPasswordAsync(Email);

        var first = await SetAsync(link, Chosen);
        var again = await SetAsync(link, "другая длинная фраза");

        first.Should().Contain("Пароль сохранён");
        again.Should().Contain("Ссылка уже использована или устарела.");
        (await _portal.NewBrowser().SignInAsync(Email, Chosen)).StatusCode.Should().Be(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task OneTimeLink_OfAnotherAccount_IsRefused()
    {
        var link = await _portal.AddWithoutPasswordAsync(Email);
        var other = await _portal.AddWithoutPasswordAsync("other@chit.example");

        (await SetAsync(link with { UserId = other.UserId }, Chosen)).Should().Contain("Ссылка уже использована или устарела.");
    }

    [Fact]
    public async Task NewLink_MakesTheEarlierOneVoid()
    {
        var link = await _portal.AddWithoutPasswordAsync(Email);
        var second = (await _portal.Services.GetRequiredService<ChangeUser>().IssueLinkAsync(Actor.Console(), link.UserId, TestContext.Current.CancellationToken)).Value;

        (await SetAsync(link, Chosen)).Should().Contain("Ссылка уже использована или устарела.");
        (await SetAsync(second, Chosen)).Should().Contain("Пароль сохранён");
    }

    [Theory]
    [InlineData("короткий", "Нужно не меньше 10 символов.")]
    [InlineData("аааааааааааа", "Нужно не меньше 4 разных символов.")]
    public async Task WeakPassword_IsRefusedInRussian(string password, string sentence)
    {
        var link = await _portal.AddWithoutPasswordAsync(Email);

        (await SetAsync(link, password)).Should().Contain(sentence);
    }

    [Fact]
    public async Task TwoDifferentPasswords_AreRefused()
    {
        var link = await _portal.AddWithoutPasswordAsync(Email);

        var response = await _portal.NewBrowser().SubmitAsync(link.Path, ("Input.Password", Chosen), ("Input.Again", Chosen + "1"));

        (await Browser.TextAsync(response)).Should().Contain("Пароли не совпали.");
    }

    [Fact]
    public async Task ChangedPassword_KeepsThisSessionAndEndsOthers()
    {
        var here = await _portal.SignInAsync(Email);
        var there = _portal.NewBrowser();
        await there.SignInAsync(Email, PortalFactory.Password);

        var response = await here.SubmitAsync("/account/password", ("Input.Current", PortalFactory.Password), ("Input.Password", Chosen), ("Input.Again", Chosen));
        _portal.Time.Advance(TimeSpan.FromSeconds(61));

        (await Browser.TextAsync(response)).Should().Contain("Пароль изменён.");
        (await here.GetAsync("/account/password")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await there.GetAsync("/account/password")).StatusCode.Should().Be(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task ChangeOfPassword_NeedsTheOldOne()
    {
        var browser = await _portal.SignInAsync(Email);

        var response = await browser.SubmitAsync("/account/password", ("Input.Current", "не тот пароль"), ("Input.Password", Chosen), ("Input.Again", Chosen));

        (await Browser.TextAsync(response)).Should().Contain("Нынешний пароль не подошёл.");
        (await _portal.NewBrowser().SignInAsync(Email, Chosen)).StatusCode.Should().Be(HttpStatusCode.OK, "the old password stays");
    }

    private async Task<string> SetAsync(PasswordLink link, string password) =>
        await Browser.TextAsync(await _portal.NewBrowser().SubmitAsync(link.Path, ("Input.Password", password), ("Input.Again", password)));
}
