using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Journal.Binding;
using Sferum.Admin.Core.Journal.Checking;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Web.Cli;

/// <summary>What a demo has behind it when it opens: the college bound to the journal, but for what is left to the administrator, and a fresh check of everyone.</summary>
internal static class DemoChecks
{
    /// <summary>The group whose exact matches wait for the administrator, beside everything doubtful.</summary>
    private const string GroupLeft = "ЖД-31";

    /// <summary>A check of this age is fresh.</summary>
    private static readonly TimeSpan FreshFor = TimeSpan.FromHours(1);

    /// <summary>Binds at the first start, checks when the last check is old. Without success nothing is lost: the administrator can do both.</summary>
    public static async Task<JournalCheckSummary?> EnsureAsync(IServiceProvider services, CancellationToken ct)
    {
        var contexts = services.GetRequiredService<IDbContextFactory<AppDbContext>>();
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await db.JournalRecords.AnyAsync(ct))
        {
            await BindAsync(services, db, ct);
        }

        var fresh = services.GetRequiredService<SchoolClock>().Now - FreshFor;
        var everyone = CheckScope.Of(CheckTarget.Everyone, null);
        if (await db.JobRuns.AnyAsync(r => r.Job == JobNames.JournalCheck && r.Scope == everyone && r.FinishedAt > fresh && (r.State == JobRunState.Succeeded || r.State == JobRunState.Partial), ct))
        {
            return null;
        }

        var check = await services.GetRequiredService<JournalCheck>().RunAsync(DemoJournal.Demo, new JournalCheckRequest(CheckTarget.Everyone, null, JobTrigger.Start), ct);
        return check.IsOk ? check.Value : null;
    }

    private static async Task BindAsync(IServiceProvider services, AppDbContext db, CancellationToken ct)
    {
        if (!(await services.GetRequiredService<RefreshJournalRecords>().RunAsync(DemoJournal.Demo, null, ct)).IsOk)
        {
            return;
        }

        var bindings = services.GetRequiredService<ConfirmBindings>();
        var today = services.GetRequiredService<SchoolClock>().Today;
        var left = await db.GroupNamesOn(today).Where(n => n.Name == GroupLeft).Select(n => (Guid?)n.StudyGroupId).FirstOrDefaultAsync(ct);
        // All but one group: that one is confirmed by itself and taken back when the rest stands.
        var apart = left is { } group ? await ConfirmAsync(services, bindings, group, ct) : null;
        await ConfirmAsync(services, bindings, null, ct);
        if (apart is not null)
        {
            await bindings.UndoAsync(DemoJournal.Demo, apart.At, ct);
        }
    }

    private static async Task<ConfirmedBindings?> ConfirmAsync(IServiceProvider services, ConfirmBindings bindings, Guid? group, CancellationToken ct)
    {
        var page = await services.GetRequiredService<BindingQueries>().PageAsync(DemoJournal.Demo, new BindingPageRequest(BindingState.Exact, StudyGroupId: group), ct);
        var confirmed = page.IsOk ? await bindings.ConfirmExactAsync(DemoJournal.Demo, new ConfirmExactRequest(page.Value.ExactHere, group), ct) : page.Error!;
        return confirmed.IsOk ? confirmed.Value : null;
    }
}
