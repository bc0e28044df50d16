using Bunit;
using Bunit.Extensions.WaitForHelpers;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Ports;
using Sferum.Admin.Core.StudyGroups;
using Sferum.Admin.Web.Features.Jobs;
using Sferum.Admin.Web.Tests.Support;

namespace Sferum.Admin.Web.Tests.Components;

public sealed class JobsPageTests : PortalContext
{
    private readonly FakeScheduler _scheduler = new();
    private StudyGroup _group = null!;
    private Guid _journal;

    protected override void Configure(IServiceCollection services) => services.AddSingleton<IJobScheduler>(_scheduler);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Services.AddSingleton(Database.Get<JobQueries>());
        Services.AddSingleton(Database.Get<RunJobNow>());
        var register = new Register(Database);
        _journal = register.Journal.Id;
        _group = register.Group("ИС-21");
        await register.SaveAsync(Ct);
    }

    [Theory]
    [InlineData(PortalRole.Director)]
    [InlineData(PortalRole.Curator)]
    public async Task NotAnAdministrator_FindsNothing(PortalRole role)
    {
        await SignInAsync(role);

        var page = Render<JobsPage>();

        page.WaitForAssertion(() => page.Find("h1").TextContent.Should().Be("Не найдено"));
    }

    [Fact]
    public async Task JobsThatNeverRan_TellWhatTheyDoAndWhenTheyWill()
    {
        _scheduler.Next[JobNames.JournalCheck] = [TestClock.Now.AddHours(2.5), TestClock.Now.AddHours(15)];

        var page = await OpenAsync();

        page.FindAll("h2").Select(h => h.TextContent).Should().Contain(["Проверка по ЭПОС", "Обновление статусов привязки", "Последние запуски"]);
        page.Markup.Should().Contain("ещё не запускалась").And.Contain("сегодня, 14:30; сб\u00A021.11, 03:00").And.Contain("не назначен").And.Contain("Запусков ещё не было");
    }

    [Theory]
    [InlineData(JobRunState.Succeeded, "ok", "Прошла")]
    [InlineData(JobRunState.Partial, "attention", "Частично")]
    [InlineData(JobRunState.Failed, "danger", "Не удалась")]
    [InlineData(JobRunState.Skipped, "neutral", "Пропущена")]
    [InlineData(JobRunState.Interrupted, "neutral", "Прервана")]
    public async Task LastRun_ShowsItsStateAsAWordAndItsNote(JobRunState state, string css, string word)
    {
        await AddAsync(Run(state, note: "Нет сеанса ЭПОС."));

        var page = await OpenAsync();

        page.Find($".card header .chip.{css}").TextContent.Should().Be(word);
        page.Find(".dl").TextContent.Should().Contain("Нет сеанса ЭПОС.");
    }

    /// <summary>Interrupted at night and taken up in the morning: the time in between is no work.</summary>
    [Fact]
    public async Task Run_ThatGoesOn_TellsItsRateByTheTimeItWorked()
    {
        var run = Run(JobRunState.Running, done: 60, total: 120, counts: """{"seconds":60}""");
        await AddAsync(run);
        Database.Time.Advance(TimeSpan.FromHours(4));
        await BeatAsync(run.Id, 60);

        var page = await OpenAsync();

        page.Markup.Should().Contain("60 в\u00A0минуту, осталось около 1\u00A0мин.");
        await FinishAsync(run.Id);
        (await OpenAsync()).Markup.Should().Contain("за 1\u00A0мин");
    }

    [Fact]
    public async Task Run_InAnotherTab_IsSeenWithItsProgressAndItsEnd()
    {
        var page = await OpenAsync();
        page.FindAll("[role=progressbar]").Should().BeEmpty();

        var run = Run(JobRunState.Running, done: 60, total: 121);
        await AddAsync(run);
        Database.Time.Advance(TimeSpan.FromSeconds(60));
        await BeatAsync(run.Id, 60);
        Tick(page, 5, () => page.FindAll("[role=progressbar]").Should().NotBeEmpty());

        var bar = page.Find("[role=progressbar]");
        bar.GetAttribute("aria-valuenow").Should().Be("49");
        bar.TextContent.Trim().Should().Be("60 из 121\u00A0раздела");
        page.Markup.Should().Contain("осталось около").And.Contain("Вкладку можно закрыть");
        page.WaitForAssertion(() => Buttons(page, "Запустить сейчас").Should().Be(JobNames.All.Count - 1, "one of the jobs is at it"));

        await BeatAsync(run.Id, 90);
        Tick(page, 1, () => page.Find("[role=progressbar]").TextContent.Trim().Should().StartWith("90 из 121"));

        await FinishAsync(run.Id);
        Tick(page, 1, () => page.FindAll("[role=progressbar]").Should().BeEmpty());
        page.WaitForAssertion(() => page.Find(".card header .chip.ok").TextContent.Should().Be("Прошла"));
        page.WaitForAssertion(() => Buttons(page, "Запустить сейчас").Should().Be(JobNames.All.Count));
    }

    [Fact]
    public async Task RunNow_IsHandedOverAndTheButtonWaits()
    {
        var page = await OpenAsync();

        page.FindAll("button").First(b => b.TextContent.Contains("Запустить сейчас")).Click();

        page.WaitForAssertion(() => page.Markup.Should().Contain("Запускаем…"));
        _scheduler.Triggered.Should().ContainSingle().Which.Job.Should().Be(JobNames.JournalCheck);
        Buttons(page, "Запустить сейчас").Should().Be(JobNames.All.Count - 1);

        await AddAsync(Run(JobRunState.Skipped, note: "Нет сеанса ЭПОС."));
        Tick(page, 1, () => page.Markup.Should().NotContain("Запускаем…").And.Contain("Нет сеанса ЭПОС."));
        page.WaitForAssertion(() => Buttons(page, "Запустить сейчас").Should().Be(JobNames.All.Count));
    }

    [Fact]
    public async Task RunNow_ThatNeverAppears_GivesTheButtonBack()
    {
        var page = await OpenAsync();
        page.FindAll("button").First(b => b.TextContent.Contains("Запустить сейчас")).Click();
        page.WaitForAssertion(() => page.Markup.Should().Contain("Запускаем…"));

        Tick(page, 40, () => Buttons(page, "Запустить сейчас").Should().Be(JobNames.All.Count));
    }

    [Fact]
    public async Task Detail_TellsWhatWasNotReadByGroupAndNobodysName()
    {
        var run = Run(JobRunState.Partial, counts: """{"people":3815,"linked":3100,"notRead":3}""");
        await AddAsync(run, Reading(run.Id, ReadingScope.Students(_group.Id), ReadingVerdict.Partial, 3, "Пришло 20 строк из 23."), Reading(run.Id, ReadingScope.Staff, ReadingVerdict.Complete));
        await SignInAsync(PortalRole.Administrator);
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/settings/jobs?run={run.Id}");

        var page = Render<JobsPage>();

        var panel = page.WaitForElement(".cols .card:last-child");
        panel.TextContent.Should().Contain("3\u202F812\u00A0человек прочитано, 3\u202F100\u00A0привязано")
            .And.Contain("ИС-21, студенты").And.Contain("3\u00A0человека не прочитано").And.Contain("Пришло 20 строк из 23.").And.Contain("никого не\u00A0ухудшает");
        page.Find("tr.sel a").GetAttribute("href").Should().Be($"/settings/jobs?run={run.Id}");
    }

    private async Task<IRenderedComponent<JobsPage>> OpenAsync()
    {
        await SignInAsync(PortalRole.Administrator);
        var page = Render<JobsPage>();
        page.WaitForElement(".card");
        return page;
    }

    /// <summary>Lets the time pass in which the page looks again.</summary>
    /// <summary>Lets time pass until it is so: a look that is still under way when the clock moves wants another second after it.</summary>
    private void Tick(IRenderedComponent<JobsPage> page, int seconds, Action assertion)
    {
        for (var again = 0; again < 30; again++)
        {
            Database.Time.Advance(TimeSpan.FromSeconds(seconds));
            try
            {
                page.WaitForAssertion(assertion, TimeSpan.FromMilliseconds(300));
                return;
            }
            catch (WaitForFailedException)
            {
            }
        }

        assertion();
    }

    private static int Buttons(IRenderedComponent<JobsPage> page, string text) => page.FindAll("button").Count(b => b.TextContent.Contains(text));

    private JobRun Run(JobRunState state, int done = 0, int total = 0, string? note = null, string counts = "{}") => new()
    {
        Job = JobNames.JournalCheck,
        StartedAt = Database.Clock.Now,
        HeartbeatAt = Database.Clock.Now,
        FinishedAt = state == JobRunState.Running ? null : Database.Clock.Now,
        State = state,
        Done = done,
        Total = total,
        Note = note,
        Counts = counts,
    };

    private Reading Reading(Guid run, ReadingScope scope, ReadingVerdict verdict, int notRead = 0, string? trouble = null) => new()
    {
        SourceId = _journal,
        Method = ObservationMethod.Reading,
        Scope = scope.ToString(),
        RunId = run,
        TakenAt = TestClock.Now,
        AsOf = TestClock.Now,
        Verdict = verdict,
        NotRead = notRead,
        Trouble = trouble,
    };

    private async Task AddAsync(params object[] rows)
    {
        await using var db = Database.NewContext();
        db.AddRange(rows);
        await db.SaveChangesAsync(Ct);
    }

    private async Task BeatAsync(Guid run, int done)
    {
        var now = Database.Clock.Now;
        await using var db = Database.NewContext();
        await db.JobRuns.Where(r => r.Id == run).ExecuteUpdateAsync(s => s.SetProperty(r => r.Done, done).SetProperty(r => r.HeartbeatAt, now), Ct);
    }

    private async Task FinishAsync(Guid run)
    {
        var now = Database.Clock.Now;
        await using var db = Database.NewContext();
        await db.JobRuns.Where(r => r.Id == run).ExecuteUpdateAsync(s => s.SetProperty(r => r.State, JobRunState.Succeeded).SetProperty(r => r.FinishedAt, now), Ct);
    }
}
