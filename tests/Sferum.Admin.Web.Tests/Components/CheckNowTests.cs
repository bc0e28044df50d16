using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Journal.Binding;
using Sferum.Admin.Core.Journal.Checking;
using Sferum.Admin.Core.Journal.Connection;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Ports;
using Sferum.Admin.Core.Settings;
using Sferum.Admin.Core.Staff;
using Sferum.Admin.Core.Today;
using Sferum.Admin.Web.Features.Marks;
using Sferum.Admin.Web.Features.People;
using Sferum.Admin.Web.Features.Today;
using Sferum.Admin.Web.Tests.Support;

namespace Sferum.Admin.Web.Tests.Components;

/// <summary>«Проверить сейчас» on the pages: offered where it can work, handed over to the scheduler, else explained.</summary>
public sealed class CheckNowTests : PortalContext
{
    private readonly Scheduler _scheduler = new();
    private Register _register = null!;
    private Person _student = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Services.AddSingleton<TimeProvider>(Database.Time);
        Services.AddSingleton(Database.Get<PersonQueries>());
        Services.AddSingleton(Database.Get<EditPersonQueries>());
        Services.AddSingleton(Database.Get<BindingQueries>());
        Services.AddSingleton(Database.Get<Unbind>());
        Services.AddSingleton(Database.Get<JobQueries>());
        Services.AddSingleton(Database.Get<TodayQueries>());
        Services.AddSingleton(Database.Get<AssignCurator>());
        Services.AddSingleton(Database.Get<RemindCurators>());
        Services.AddSingleton(Database.Get<AppointChatAdministrator>());
        Services.AddSingleton((MarksActs)Database.Create(typeof(MarksActs)));
        Services.AddSingleton(new StartCheck(Database.Get<AccessPolicy>(), Database.Get<JobRuns>(), Database.Clock, _scheduler));
        _register = new Register(Database);
        _ = _register.Journal;
        var group = _register.Group("ИС-21");
        _student = _register.Student(group, "Агеев");
        _register.Chat(ChatKind.Group, group);
        await _register.SaveAsync(Ct);
        await SignInAsync(PortalRole.Administrator);
    }

    [Fact]
    public void Card_WithoutAConnection_OffersNothing() => Card().FindAll("button").Should().NotContain(button => button.TextContent.Contains("Проверить"));

    [Fact]
    public async Task Card_OfSomebodyNotBound_SaysWhyItCannotBeChecked()
    {
        await ConnectAsync();

        Card().Markup.Should().Contain("человек не сопоставлен с ЭПОС").And.NotContain("Проверить в&nbsp;ЭПОС");
    }

    [Fact]
    public async Task Card_OfSomebodyBound_HandsTheCheckOverAndShowsThatItStarts()
    {
        await ConnectAsync();
        await BindAsync();
        var card = Card();

        card.FindAll(".page-head button").Single(button => button.TextContent.Contains("Проверить")).Click();

        card.WaitForAssertion(() => _scheduler.Asked.Should().Equal($"person/{_student.Id:D}"));
        card.Find(".checknow").TextContent.Should().Contain("Запускаем");
    }

    [Fact]
    public async Task Card_WhileACheckRuns_SaysSinceWhen()
    {
        await ConnectAsync();
        await BindAsync();
        var now = Database.Clock.Now;
        _register.Add(new JobRun { Job = JobNames.JournalCheck, Scope = "everyone", StartedAt = now, HeartbeatAt = now, State = JobRunState.Running, Owner = "x" });
        await _register.SaveAsync(Ct);
        var card = Card();

        card.FindAll(".page-head button").Single(button => button.TextContent.Contains("Проверить")).Click();

        card.WaitForAssertion(() => card.Find("[role=alert]").TextContent.Should().Contain("Проверка уже идёт"));
        _scheduler.Asked.Should().BeEmpty();
    }

    [Fact]
    public async Task Today_Connected_OffersACheckOfEveryoneAndShowsTheAge()
    {
        await ConnectAsync();
        var page = Render<TodayPageView>();

        page.WaitForElement(".page-head button").Click();

        page.WaitForAssertion(() => _scheduler.Asked.Should().Equal("everyone"));
        page.Markup.Should().Contain("Возраст чтений").And.Contain("ещё не");
    }

    [Fact]
    public async Task Today_WithoutASession_LeadsToWhereItIsPasted()
    {
        await ConnectAsync(withSession: false);

        var page = Render<TodayPageView>();

        page.WaitForElement("a[href='/settings/journal']").TextContent.Should().Be("Вставить сеанс");
        page.FindAll(".page-head button").Should().BeEmpty();
    }

    private IRenderedComponent<PersonPage> Card()
    {
        var card = Render<PersonPage>(p => p.Add(x => x.Id, _student.Id));
        card.WaitForElement("h1");
        return card;
    }

    private async Task ConnectAsync(bool withSession = true)
    {
        var now = Database.Clock.Now;
        _register.Add(new Setting { Key = nameof(SchoolSettings.JournalMode), Value = nameof(JournalReaderMode.Assumed) });
        if (withSession)
        {
            _register.Add(new StoredJournalSession { System = RegisterDefaults.JournalCode, Protected = "…", PastedAt = now, ExpiresAt = now.AddDays(1) });
        }

        await _register.SaveAsync(Ct);
    }

    private async Task BindAsync()
    {
        _register.Add(new ExternalIdentity
        {
            Subject = IdentitySubject.Person,
            SubjectId = _student.Id,
            System = RegisterDefaults.JournalCode,
            IdKind = IdKinds.Person,
            Value = "1",
            ValidFrom = Register.YearStart,
            RecordedAt = Database.Clock.Now,
        });
        await _register.SaveAsync(Ct);
    }

    private sealed class Scheduler : IJobScheduler
    {
        public List<string?> Asked { get; } = [];

        public Task TriggerAsync(string job, string? scope, Guid? byUserId, CancellationToken ct)
        {
            Asked.Add(scope);
            return Task.CompletedTask;
        }

        public Task<IReadOnlyList<DateTime>> NextRunsAsync(string job, CancellationToken ct) => Task.FromResult<IReadOnlyList<DateTime>>([]);
    }
}
