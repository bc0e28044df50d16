using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Live;
using Sferum.Admin.Web.Live;
using Sferum.Admin.Web.Tests.Support;

namespace Sferum.Admin.Web.Tests.Live;

/// <summary>An open page and a commit that concerns it.</summary>
public sealed class LiveRefreshTests : PortalContext
{
    private int _reads;

    [Fact]
    public async Task Page_AfterACommitOfItsTopic_ReadsAnew_AndNotAfterOthers()
    {
        Show(LiveTopic.Jobs);

        await ChangeAsync("Settings");
        Wait();
        _reads.Should().Be(0);
        await ChangeAsync("Jobs");
        Wait();

        _reads.Should().Be(1);
    }

    [Fact]
    public async Task Page_InAHiddenTab_CatchesUpWhenItIsShown()
    {
        Show(LiveTopic.Jobs);
        var sight = Services.GetRequiredService<TabSight>();
        await sight.SeenAsync(false);
        await ChangeAsync("Jobs");
        Wait();
        _reads.Should().Be(0);

        await sight.SeenAsync(true);
        Wait();

        _reads.Should().Be(1);
    }

    [Fact]
    public async Task Page_ThatIsEdited_CatchesUpAfterwards()
    {
        var page = Show(LiveTopic.Jobs, paused: true);
        await ChangeAsync("Jobs");
        Wait();
        _reads.Should().Be(0);

        page.Render(p => p.Add(x => x.Paused, false));
        Wait();

        _reads.Should().Be(1);
    }

    [Fact]
    public async Task Page_Left_IsForgotten()
    {
        Show(LiveTopic.Jobs);
        Services.GetRequiredService<LiveNews>().Listeners.Should().Be(1);

        await DisposeComponentsAsync();

        Services.GetRequiredService<LiveNews>().Listeners.Should().Be(0);
    }

    [Fact]
    public async Task Page_WhoseReadingFails_ShowsItInTheErrorBoundary()
    {
        var boundary = Render<Boundary>(p => p.AddChildContent<LiveRefresh>(c => c
            .Add(x => x.Topics, [LiveTopic.Jobs])
            .Add(x => x.OnChanged, EventCallback.Factory.Create(this, (Action)(() => throw new InvalidOperationException("broken"))))));

        await ChangeAsync("Jobs");
        Wait();

        boundary.WaitForAssertion(() => boundary.Markup.Should().Contain("blazor-error-boundary"));
    }

    /// <summary>A page that renews itself shows what its reader has read: no second record, but a refusal is one.</summary>
    [Fact]
    public async Task Page_ThatRenewsItself_LeavesNoFurtherRecordOfReading()
    {
        var log = Database.Get<AccessLog>();
        var actor = Actor.System("try");
        Render<LiveRefresh>(p => p.Add(x => x.Topics, [LiveTopic.Jobs]).Add(x => x.OnChanged, EventCallback.Factory.Create(this, async () =>
        {
            await log.RecordAsync(actor, AccessKind.Viewed, "Person", null, Ct);
            await log.RecordAsync(actor, AccessKind.Refused, "Person", null, Ct);
            _reads++;
        })));

        await ChangeAsync("Jobs");
        Wait();
        SpinWait.SpinUntil(() => _reads == 1, TimeSpan.FromSeconds(10)).Should().BeTrue();
        await log.RecordAsync(actor, AccessKind.Viewed, "Person", null, Ct);

        await using var db = Database.NewContext();
        (await db.AccessEntries.OrderBy(e => e.Id).Select(e => e.Kind).ToListAsync(Ct)).Should().Equal(AccessKind.Refused, AccessKind.Viewed);
    }

    private IRenderedComponent<LiveRefresh> Show(LiveTopic topic, bool paused = false) => Render<LiveRefresh>(p => p
        .Add(x => x.Topics, [topic])
        .Add(x => x.Paused, paused)
        .Add(x => x.OnChanged, EventCallback.Factory.Create(this, () => { _reads++; })));

    private void Wait() => Database.Time.Advance(TimeSpan.FromSeconds(2));

    private async Task ChangeAsync(string what)
    {
        await using var db = Database.NewContext();
        db.Act(Actor.System("try"), "try");
        db.Add(what == "Jobs"
            ? new JobRun { Job = "try", StartedAt = Database.Clock.Now, State = JobRunState.Succeeded }
            : new Sferum.Admin.Core.Settings.Setting { Key = "Try", Value = "1" });
        await db.SaveChangesAsync(Ct);
    }

    private sealed class Boundary : Microsoft.AspNetCore.Components.Web.ErrorBoundary;
}
