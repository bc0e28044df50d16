using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.People;
using Sferum.Admin.Web.Components.Layout;
using Sferum.Admin.Web.Security;
using Sferum.Admin.Web.Tests.Support;

namespace Sferum.Admin.Web.Tests.Components;

/// <summary>Ctrl K: a combobox by the keyboard alone; the text stays on the server.</summary>
public sealed class PaletteTests : PortalContext
{
    [Fact]
    public async Task Typed_FindsPeopleAndEnterOpensTheChosenOne()
    {
        var student = await SceneAsync();
        var palette = await OpenAsync(PortalRole.Administrator);

        Type(palette, "агее");

        palette.WaitForAssertion(() => palette.Find("[role=option][aria-selected=true]").TextContent.Should().Contain("Агеев Иван Петрович"));
        var input = palette.Find("[role=combobox]");
        input.GetAttribute("aria-activedescendant").Should().Be(palette.Find("[aria-selected=true]").Id);
        palette.Find("[aria-selected=true] b").TextContent.Should().Be("Агее");
        input.KeyDown("Enter");

        palette.WaitForAssertion(() => Navigation.Uri.Should().Be($"http://localhost/people/{student}"));
        palette.FindAll("[role=combobox]").Should().BeEmpty("it is closed");
        Navigation.Uri.Should().NotContain("агее").And.NotContain("%");
    }

    [Fact]
    public async Task Arrows_GoRoundTheList()
    {
        var palette = await OpenAsync(PortalRole.Administrator);
        var count = palette.FindAll("[role=option]").Count;

        palette.Find("[role=combobox]").KeyDown("ArrowUp");
        palette.FindAll("[role=option]")[count - 1].GetAttribute("aria-selected").Should().Be("true");
        palette.Find("[role=combobox]").KeyDown("ArrowDown");

        palette.FindAll("[role=option]")[0].GetAttribute("aria-selected").Should().Be("true");
        palette.FindAll("[aria-selected=true]").Should().ContainSingle();
    }

    [Fact]
    public async Task Enter_BeforeTheTypingRests_SearchesFirst()
    {
        var student = await SceneAsync();
        var palette = await OpenAsync(PortalRole.Administrator);

        palette.Find("[role=combobox]").Input("агее");
        palette.Find("[role=combobox]").KeyDown("Enter");

        palette.WaitForAssertion(() => Navigation.Uri.Should().Be($"http://localhost/people/{student}"));
    }

    [Fact]
    public async Task NothingFound_SaysSoAndHowToSearch()
    {
        var palette = await OpenAsync(PortalRole.Administrator);

        Type(palette, "ъъъ");

        palette.WaitForAssertion(() => palette.Find(".none").TextContent.Should().Contain("ничего не\u00A0нашли").And.Contain("названию группы"));
        palette.Find("[role=combobox]").GetAttribute("aria-expanded").Should().Be("false");
    }

    [Fact]
    public async Task Search_IsOnRecordOnceAnOpening()
    {
        await SceneAsync();
        var palette = await OpenAsync(PortalRole.Administrator);

        Type(palette, "агее");
        palette.WaitForAssertion(() => palette.FindAll("[role=group][aria-label='Люди'] [role=option]").Should().ContainSingle());
        Type(palette, "агеев");
        palette.WaitForAssertion(() => palette.Find("[aria-selected=true] b").TextContent.Should().Be("Агеев"));

        await using var db = Database.NewContext();
        db.AccessEntries.Count(entry => entry.Kind == AccessKind.Searched && entry.Subject == PeopleQueries.Subject).Should().Be(1);
    }

    [Theory]
    [InlineData(PortalRole.Administrator, "загр", "Загрузить списки…, Загрузка списков")]
    [InlineData(PortalRole.Director, "загр", "")]
    [InlineData(PortalRole.Director, "показ", "Показатели")]
    [InlineData(PortalRole.Curator, "показ", "")]
    [InlineData(PortalRole.Curator, "сменить", "Сменить тему, Сменить высоту строк, Сменить пароль")]
    public async Task Acts_AreThoseOfTheRole(PortalRole role, string text, string expected)
    {
        var palette = await OpenAsync(role);

        Type(palette, text);

        palette.WaitForAssertion(() => string.Join(", ", palette.FindAll("[role=option] .grow").Select(option => option.TextContent.Trim())).Should().Be(expected));
    }

    [Fact]
    public async Task Recent_ComesFirstWhenItIsOpenedAgain()
    {
        await SceneAsync();
        var palette = await OpenAsync(PortalRole.Administrator);
        Type(palette, "ис-21");
        palette.WaitForAssertion(() => palette.FindAll("[role=group][aria-label='Группы'] [role=option]").Should().ContainSingle());
        palette.Find("[role=group][aria-label='Группы'] [role=option]").Click();

        await palette.InvokeAsync(palette.Instance.OpenAsync);

        palette.Find("[role=option]").TextContent.Should().Contain("ИС-21");
        palette.Find("[role=group]").GetAttribute("aria-label").Should().Be("Недавнее");
    }

    private BunitNavigationManager Navigation => (BunitNavigationManager)Services.GetRequiredService<NavigationManager>();

    private async Task<Guid> SceneAsync()
    {
        var register = new Register(Database);
        var student = register.Student(register.Group("ИС-21"), "Агеев");
        await register.SaveAsync(Ct);
        return student.Id;
    }

    private async Task<IRenderedComponent<Palette>> OpenAsync(PortalRole role)
    {
        await SignInAsync(role);
        var actor = await Services.GetRequiredService<CurrentActor>().GetAsync(Ct);
        var palette = Render<Palette>(p => p.Add(x => x.Actor, actor));
        await palette.InvokeAsync(palette.Instance.OpenAsync);
        return palette;
    }

    private void Type(IRenderedComponent<Palette> palette, string text)
    {
        palette.Find("[role=combobox]").Input(text);
        Database.Time.Advance(TimeSpan.FromMilliseconds(150));
    }
}
