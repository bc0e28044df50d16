using AngleSharp.Dom;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Journal.Connection;
using Sferum.Admin.Core.Ports;
using Sferum.Admin.Web.Features.Settings;
using Sferum.Admin.Web.Tests.Support;

namespace Sferum.Admin.Web.Tests.Components;

public sealed class ConnectionPageTests : PortalContext
{
    private const string Token = "0b9c1f7e-5c57-4a7e-9f00-0123456789ab";

    private readonly FakeJournal _journal = new();
    private IRenderedComponent<ConnectionPage> _page = null!;

    protected override void Configure(IServiceCollection services) => services.AddSingleton<IJournal>(_journal);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Services.AddSingleton(Database.Get<JournalConnectionQueries>());
        Services.AddSingleton(Database.Get<SaveJournalConnection>());
        Services.AddSingleton(Database.Get<PasteJournalSession>());
        Services.AddSingleton(Database.Get<WipeJournalSession>());
        Services.AddSingleton(Database.Get<ProbeJournal>());
    }

    [Theory]
    [InlineData(PortalRole.Director)]
    [InlineData(PortalRole.Curator)]
    public async Task NotAnAdministrator_FindsNothing(PortalRole role)
    {
        await SignInAsync(role);

        var page = Render<ConnectionPage>();

        page.WaitForAssertion(() => page.Find("h1").TextContent.Should().Be("Не найдено"));
    }

    [Fact]
    public async Task Page_IsLabelledExperimentalAndStartsOff()
    {
        await OpenAsync();

        _page.Find("h1").TextContent.Should().Contain("экспериментальный");
        _page.FindAll("input[name=journal-mode]").Select(r => r.HasAttribute("checked")).Should().Equal(true, false);
        _page.Markup.Should().Contain("ЭПОС не публикует").And.Contain("Нет сеанса");
        _page.FindAll(".note.danger").Should().BeEmpty("no session is neutral");
    }

    [Fact]
    public async Task Address_Wrong_SaysItAtTheFieldAndKeepsWhatWasTyped()
    {
        await OpenAsync();

        Save("epos");

        _page.WaitForElement("#journal-address-err").TextContent.Should().Contain("Нужен адрес целиком");
        (Field("journal-address").GetAttribute("value"), Field("journal-address").GetAttribute("aria-invalid")).Should().Be(("epos", "true"));

        Save("http://127.0.0.1:5081/epos/");

        _page.WaitForAssertion(() => _page.Find("[role=status]").TextContent.Should().Contain("Сохранено"));
        _page.FindAll("#journal-address-err").Should().BeEmpty();
    }

    [Fact]
    public async Task Session_Pasted_IsNeverShownAgain()
    {
        await OpenAsync();

        (Field("session-token").GetAttribute("type"), Field("session-token").GetAttribute("autocomplete")).Should().Be(("password", "off"));
        Paste(Token, "5100001");

        _page.WaitForAssertion(() => _page.Markup.Should().Contain("Вставлен (Окулов Денис Игоревич) 12:00, действует до 13:00"));
        _page.Markup.Should().NotContain(Token).And.NotContain("5100001");

        Button("Стереть сеанс").Click();
        _page.WaitForAssertion(() => _page.Markup.Should().Contain("Нет сеанса"));
    }

    [Fact]
    public async Task Session_OfAnotherShape_IsRefusedAtItsFieldAndNotEchoed()
    {
        await OpenAsync();

        Paste("два слова секрета", "5100001");

        _page.WaitForElement("#session-token-err").TextContent.Should().Contain("без пробелов");
        _page.Markup.Should().NotContain("секрета").And.NotContain("5100001");
        await using var db = Database.NewContext();
        (await db.JournalSessions.AnyAsync(Ct)).Should().BeFalse();
    }

    [Fact]
    public async Task Probe_TellsItsFindingInPlace()
    {
        _journal.Groups.AddRange([new JournalGroup("1", "ИС-21"), new JournalGroup("2", "ИС-22")]);
        await OpenAsync();
        Button("Проверить соединение").Click();
        _page.WaitForElement(".note.neutral[role=status]").TextContent.Should().Contain("Чтение ЭПОС выключено.");

        Save("http://127.0.0.1:5081/epos/");
        _page.WaitForAssertion(() => _page.Markup.Should().Contain("Сохранено"));
        Paste(Token, "5100001");
        _page.WaitForAssertion(() => _page.Markup.Should().Contain("Вставлен"));
        Button("Проверить соединение").Click();
        _page.WaitForElement(".note.ok[role=status]").TextContent.Should().Contain("техникум читается: 2\u00A0группы.");

        _journal.OpenTrouble = new JournalTrouble(JournalTroubleKind.Unavailable, "ЭПОС не отвечает.");
        Button("Проверить соединение").Click();
        _page.WaitForElement(".note.danger[role=status]").TextContent.Should().Contain("ЭПОС не отвечает.");

        _journal.OpenTrouble = new JournalTrouble(JournalTroubleKind.SessionEnded, "Сеанс завершён.");
        Button("Проверить соединение").Click();
        _page.WaitForElement(".note.neutral[role=status]").TextContent.Should().Contain("Сеанс ЭПОС завершён");
        _page.Markup.Should().Contain("Нет сеанса");
    }

    private async Task OpenAsync()
    {
        await SignInAsync(PortalRole.Administrator);
        _page = Render<ConnectionPage>();
        _page.WaitForElement("#journal-address");
    }

    private void Save(string address)
    {
        _page.FindAll("input[name=journal-mode]")[1].Change("on");
        Field("journal-address").Change(address);
        _page.FindAll("form")[0].Submit();
    }

    private void Paste(string token, string profile)
    {
        Field("session-token").Change(token);
        Field("session-profile").Change(profile);
        _page.FindAll("form")[1].Submit();
    }

    private IElement Field(string id) => _page.Find($"#{id}");

    private IElement Button(string text) => _page.FindAll("button").Single(b => b.TextContent.Contains(text, StringComparison.Ordinal));
}
