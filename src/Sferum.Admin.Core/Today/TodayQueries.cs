using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats.Marking;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Journal;
using Sferum.Admin.Core.Journal.Binding;
using Sferum.Admin.Core.Links;

namespace Sferum.Admin.Core.Today;

/// <summary>
/// «Сегодня»: an administrator sees the tasks of the whole technikum, a curator those of own groups, the director their numbers.
/// A fixed number of queries whatever the number of groups.
/// </summary>
public sealed class TodayQueries(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, SchoolClock clock, ReadingAgeQueries ages, BindingQueries bindings)
{
    public async Task<Result<TodayPage>> ReadAsync(Actor actor, CancellationToken ct)
    {
        var scope = await access.ScopeOfAsync(actor, Permission.ReadToday, ct);
        if (!scope.IsOk)
        {
            return scope.Error!;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var today = clock.Today;
        var board = scope.Value.All
            ? await MarkBoard.ReadAllAsync(db, today, ct)
            : await MarkBoard.ReadGroupsAsync(db, [.. scope.Value.StudyGroupIds], today, ct);
        var mayConnect = AccessPolicy.HoldsEverywhere(actor, Permission.ManageSettings);
        var reading = await ages.ReadAsync(actor, ct);
        if (!reading.IsOk)
        {
            return reading.Error!;
        }

        var waiting = mayConnect && reading.Value.IsConnected && await bindings.SummaryAsync(actor, ct) is { IsOk: true } summary
            ? new TodayBindings(summary.Value.Of(BindingState.Exact), summary.Value.Of(BindingState.Doubtful), summary.Value.Of(BindingState.Conflict))
            : null;
        var journal = await new TodayAttentionReading(db, clock, scope.Value, actor.PersonId).ReadAsync(reading.Value, waiting, ct);
        var facts = await new TodayReading(db, board, clock).FactsAsync(withStaff: scope.Value.All, journal, ct);
        // A curator who is the director as well reads the whole technikum with the director's eyes.
        var reader = new TodayReader(
            SeesNames: !scope.Value.All || AccessPolicy.HoldsEverywhere(actor, Permission.ReadSensitive),
            MayMark: !scope.Value.All || AccessPolicy.HoldsEverywhere(actor, Permission.Mark),
            MayAssign: AccessPolicy.HoldsEverywhere(actor, Permission.EditRegister),
            MayConnect: mayConnect);
        var places = facts.Places.Where(place => place.Musts > 0).ToList();
        var later = facts.Claims.Where(claim => claim.RecheckAt > facts.Now).ToList();
        var rules = await LinkRulesContext.LoadAsync(db, today, clock, ct);
        return new TodayPage(
            today,
            IsoWeek.Of(today),
            TodayRules.Tasks(facts, reader),
            places.Count(place => place.IsConfirmed),
            places.Count,
            rules.Epos.ShowsAt(facts.Now),
            later.Count == 0 ? null : later.Min(claim => claim.RecheckAt),
            later.Count,
            reading.Value,
            reading.Value is { IsConnected: true, HasSession: true } && AccessPolicy.HoldsEverywhere(actor, Permission.RunChecks),
            TodayWaitingRules.Clock(facts),
            TodayRules.Remind(facts, reader),
            [.. facts.Places
                .Where(place => !scope.Value.All && place.StudyGroupId is not null)
                .OrderBy(place => place.Name, StringComparer.Ordinal)
                .Select(place => new TodayGroup(place.StudyGroupId!.Value, place.Name, place.Left, place.IsConfirmed))]);
    }
}
