using System.Text;
using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Import;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Ports;
using Sferum.Admin.Web.Features.Imports;
using Sferum.Admin.Web.Tests.Support;

namespace Sferum.Admin.Web.Tests.Imports;

public sealed class ImportPagesTests : PortalContext
{
    private const string Roster = "ФИО;Дата рождения;Группа;Телефон\nБелова Анна Петровна;03.05.2010;ИС-21;89020000001\nВласов Пётр;;ИС-21;12\n;;;\n";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    protected override void Configure(IServiceCollection services) => services.AddSingleton<IJobScheduler, AtOnce>();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Services.AddSingleton(Database.Get<ImportQueries>());
        Services.AddSingleton(Database.Get<ImportReviewQueries>());
        Services.AddSingleton(Database.Get<PreviewRosterImport>());
        Services.AddSingleton(Database.Get<ApplyRosterImport>());
        Services.AddSingleton(Database.Get<StartImport>());
        var register = new Register(Database);
        register.Chat();
        await register.SaveAsync(Ct);
    }

    [Theory]
    [InlineData(PortalRole.Director)]
    [InlineData(PortalRole.Curator)]
    public async Task NotAnAdministrator_FindsNothing(PortalRole role)
    {
        await SignInAsync(role);

        var list = Render<ImportsPage>();
        var one = Render<ImportPage>(p => p.Add(x => x.Id, Guid.CreateVersion7()));

        list.WaitForAssertion(() => list.Find("h1").TextContent.Should().Be("Не найдено"));
        one.WaitForAssertion(() => one.Find("h1").TextContent.Should().Be("Не найдено"));
    }

    [Fact]
    public async Task File_Uploaded_IsPreviewedThenAppliedThenTheSameOnceMore()
    {
        await SignInAsync(PortalRole.Administrator);
        var page = OpenDraft(Roster);
        page.WaitForElement("table");
        page.Markup.Should().Contain("Белова Анна Петровна").And.Contain("Новый человек").And.Contain("В пределах сторожа.");
        (await PeopleAsync()).Should().Be(0);

        Button(page, "Применить: 2").Click();

        page.WaitForAssertion(() => page.Markup.Should().Contain("Записано одной операцией."), Patience);
        (await PeopleAsync()).Should().Be(2);
        page.FindAll(".dock").Should().BeEmpty();
        page.FindAll("tbody th a").Select(a => a.GetAttribute("href")).Should().Contain(href => href!.StartsWith("/people/"));

        var again = OpenDraft(Roster);
        again.WaitForAssertion(() => again.Markup.Should().Contain("Файл совпадает с базой: изменений нет."), Patience);
        Button(again, "Применять нечего").HasAttribute("disabled").Should().BeTrue();
    }

    [Fact]
    public async Task Remarks_OfADraft_AreInWordsByRow()
    {
        await SignInAsync(PortalRole.Administrator);
        OpenDraft(Roster);
        var id = Guid.Parse(Navigation.Uri.Split('/')[^1]);
        Navigation.NavigateTo(ImportAddress.Issues(id));

        var page = Render<ImportPage>(p => p.Add(x => x.Id, id));

        page.WaitForElement("tbody tr");
        page.FindAll("tbody tr").Select(r => r.TextContent).Should().Contain(r => r.Contains("Телефон не читается") && r.Contains("телефон") && r.Contains('3'));
        page.FindAll(".filters a").Select(a => a.TextContent).Should().Contain(t => t.Contains("Нет даты рождения"));
    }

    [Fact]
    public async Task Columns_OfADraft_AreShownWithTheirFields()
    {
        await SignInAsync(PortalRole.Administrator);
        OpenDraft(Roster);
        var id = Guid.Parse(Navigation.Uri.Split('/')[^1]);
        Navigation.NavigateTo(ImportAddress.Understood(id));

        var page = Render<ImportPage>(p => p.Add(x => x.Id, id));

        page.WaitForElement("tbody tr");
        page.Markup.Should().Contain("UTF-8").And.Contain("точка с запятой").And.Contain("заголовки в строке 1");
        page.FindAll("tbody tr").Select(r => r.TextContent).Should().Contain(r => r.Contains("Дата рождения") && r.Contains("дата рождения"));
    }

    [Fact]
    public async Task GuardedFile_IsAppliedOnlyWithAReason()
    {
        await SignInAsync(PortalRole.Administrator);
        var register = new Register(Database);
        var group = register.Group("ИС-21");
        for (var i = 0; i < 20; i++)
        {
            register.Student(group);
        }

        await register.SaveAsync(Ct);
        var page = OpenDraft(Roster, ImportCover.Organization);
        page.WaitForElement(".dock input");
        page.Find("[role=alert]").TextContent.Should().Contain("Сторож остановил загрузку.").And.Contain("20 человек".Replace(' ', '\u00A0'));
        Button(page, "Применить").HasAttribute("disabled").Should().BeTrue();
        page.Find("#apply-why").TextContent.Should().Contain("нужна причина");

        page.Find(".dock input").Input("Список полный, выпуск");
        Button(page, "Применить").Click();

        page.WaitForAssertion(() => page.Markup.Should().Contain("Сторож пропустил по причине: Список полный, выпуск"), Patience);
    }

    [Theory]
    [InlineData("empty", "пустой файл никого не исключает")]
    [InlineData("picture", "Это не таблица.")]
    [InlineData("mojibake", "Русские буквы в файле испорчены")]
    [InlineData("noheader", "Не нашли строку заголовков")]
    [InlineData("large", "Файл больше 20 МБ.")]
    public async Task BadFile_IsRefusedInWordsAndLeavesNothing(string kind, string sentence)
    {
        await SignInAsync(PortalRole.Administrator);
        byte[] content = kind switch
        {
            "empty" => [],
            "picture" => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0, 0, 0, 0],
            "mojibake" => Encoding.UTF8.GetBytes("ÔÈÎ;Äàòà ðîæäåíèÿ;Ãðóïïà\nÁåëîâà Àííà Ïåòðîâíà;03.05.2010;ÈÑ-21\nÂëàñîâ Ï¸òð Èëüè÷;04.05.2010;ÈÑ-21\n"),
            "noheader" => Encoding.UTF8.GetBytes("1;2;3\n4;5;6\n"),
            _ => new byte[(20 * 1024 * 1024) + 1],
        };

        var page = Upload(content, "список.csv");

        page.WaitForElement("[role=alert]", Patience).TextContent.Should().Contain(sentence);
        await using var db = Database.NewContext();
        (await db.RosterImports.CountAsync(Ct)).Should().Be(0);
    }

    [Fact]
    public async Task Draft_PutAway_ChangesNothing()
    {
        await SignInAsync(PortalRole.Administrator);
        var page = OpenDraft(Roster);
        page.WaitForElement(".dock");

        page.FindAll("button").First(b => b.TextContent.Contains("Отложить загрузку")).Click();

        page.WaitForAssertion(() => page.Markup.Should().Contain("Загрузка отложена."), Patience);
        (await PeopleAsync()).Should().Be(0);
        var list = Render<ImportsPage>();
        list.WaitForElement("tbody tr").TextContent.Should().Contain("список.csv").And.Contain("Отложена").And.Contain("Окулов");
    }

    [Fact]
    public async Task List_IsFilteredByStateAndByWhomTheFileLists()
    {
        await SignInAsync(PortalRole.Administrator);
        var page = OpenDraft(Roster);
        page.WaitForElement("table");
        Navigation.NavigateTo("/imports?state=applied&kind=students");

        var list = Render<ImportsPage>();

        list.WaitForElement(".empty").TextContent.Should().Contain("Таких загрузок нет");
        list.FindAll(".imports-head .fchip.on").Select(c => c.TextContent.Trim()).Should().HaveCount(2);
        list.Find(".empty a").GetAttribute("href").Should().Be("/imports");
        Navigation.NavigateTo("/imports?state=previewed&kind=students");
        Render<ImportsPage>().WaitForElement("tbody tr").TextContent.Should().Contain("студенты");
    }

    [Fact]
    public async Task Run_ThatAnotherTabStarted_IsShownWithItsProgressAndEnd()
    {
        await SignInAsync(PortalRole.Administrator);
        OpenDraft(Roster);
        var id = Guid.Parse(Navigation.Uri.Split('/')[^1]);
        var begin = await Database.Get<JobRuns>().BeginAsync(new JobStart(JobNames.ImportApply, id.ToString(), JobTrigger.Hand, null, null), Ct);
        await begin.Lease!.ReportAsync(500, 2000, "{}", Ct);
        Database.Time.Advance(TimeSpan.FromSeconds(2));
        await begin.Lease.ReportAsync(1000, 2000, "{}", Ct);

        var list = Render<ImportsPage>();
        var page = Render<ImportPage>(p => p.Add(x => x.Id, id));

        list.WaitForElement("[role=progressbar]").GetAttribute("aria-valuetext").Should().Be("1\u202F000 из 2\u202F000\u00A0записей");
        list.Markup.Should().Contain("Около 500 в\u00A0секунду");
        page.WaitForAssertion(() => Button(page, "Применить").HasAttribute("disabled").Should().BeTrue());
        await begin.Lease.FinishAsync(JobRunState.Failed, "Список людей изменился.", "{}", Ct);
        await begin.Lease.DisposeAsync();
        Database.Time.Advance(TimeSpan.FromSeconds(2));
        page.WaitForAssertion(() => page.Find("[role=alert]").TextContent.Should().Contain("Список людей изменился."), Patience);
        Button(page, "Применить").HasAttribute("disabled").Should().BeFalse();
    }

    /// <summary>Uploads the file and opens the page it leads to.</summary>
    private IRenderedComponent<ImportPage> OpenDraft(string content, ImportCover cover = ImportCover.None)
    {
        var before = Navigation.Uri;
        var list = Upload(Encoding.UTF8.GetBytes(content), "список.csv", cover);
        list.WaitForState(() => Navigation.Uri != before, Patience);
        return Render<ImportPage>(p => p.Add(x => x.Id, Guid.Parse(Navigation.Uri.Split('/')[^1])));
    }

    private async Task<int> PeopleAsync()
    {
        await using var db = Database.NewContext();
        // A variable, not a literal: EF Core logs the constants of a query.
        var operatorName = "Окулов";
        return await db.People.CountAsync(p => p.LastName != operatorName, Ct);
    }

    private IRenderedComponent<ImportsPage> Upload(byte[] content, string name, ImportCover cover = ImportCover.None)
    {
        var page = Render<ImportsPage>();
        page.WaitForElement("input[type=file]");
        page.FindAll("input[type=radio]")[(int)cover].Change(true);
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(content, name));
        page.Find("form").Submit();
        return page;
    }

    /// <summary>A scheduler that runs the import before it returns.</summary>
    private sealed class AtOnce(IServiceProvider services) : IJobScheduler
    {
        public Task TriggerAsync(string job, string? scope, Guid? byUserId, CancellationToken ct) =>
            services.GetRequiredService<RunImport>().RunAsync(Actor.User(byUserId!.Value, null, [PortalRole.Administrator]), Guid.Parse(scope!), JobTrigger.Hand, ct);

        public Task<IReadOnlyList<DateTime>> NextRunsAsync(string job, CancellationToken ct) => Task.FromResult<IReadOnlyList<DateTime>>([]);
    }

    private static IElement Button(IRenderedComponent<ImportPage> page, string text) => page.FindAll("button").First(b => b.TextContent.Contains(text));
}
