using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.Links;

/// <summary>
/// Keeps <see cref="LinkStatus"/> rows equal to what <see cref="LinkStatusRules"/> say. Called in the transaction of whatever
/// changed a link, an observation, a refusal or the register, after it was saved. The same number of queries for one person
/// and for the college.
/// </summary>
public sealed class LinkProjection(SchoolClock clock, IBulkWriter bulk)
{
    /// <summary>Computes the answers for some persons without writing: twelve queries.</summary>
    /// <param name="persons">Null for the whole college.</param>
    public static async Task<Dictionary<Guid, LinkStatusAnswer>> ComputeAsync(
        AppDbContext db, LinkRulesContext context, IReadOnlyList<Guid>? persons, CancellationToken ct)
    {
        var scope = persons is null ? RegisterScope.College : RegisterScope.OfPersons(persons);
        var register = await RegisterReader.LoadAsync(db, context.Day, scope, ct);
        var evidence = await LinkEvidenceReader.LoadAsync(db, context, register, persons, ct);
        return evidence.ToDictionary(
            person => person.Key,
            person => LinkStatusRules.StatusOn(person.Value, context.Day, context.School, context.Settings.LinkRules));
    }

    /// <summary>Refreshes the rows of some persons in the context's open transaction; returns how many were written.</summary>
    /// <param name="persons">Null for the whole college.</param>
    /// <exception cref="InvalidOperationException">No open transaction.</exception>
    public async Task<int> RefreshAsync(AppDbContext db, IReadOnlyList<Guid>? persons, CancellationToken ct)
    {
        var context = await LinkRulesContext.LoadAsync(db, clock.Today, clock, ct);
        if (context.PlatformId is not { } platform || persons is { Count: 0 })
        {
            return 0;
        }

        var stored = db.LinkStatuses.AsNoTracking().Where(s => s.PlatformId == platform);
        if (persons is not null)
        {
            stored = stored.Where(s => EF.Parameter(persons).Contains(s.PersonId));
        }

        await LockAsync(db, stored, ct);
        var before = await stored.ToDictionaryAsync(s => s.PersonId, ct);
        var reasons = await ReasonsAsync(db, platform, persons, ct);
        var added = new List<LinkStatus>();
        var changed = new List<LinkStatus>();
        foreach (var (person, answer) in await ComputeAsync(db, context, persons, ct))
        {
            var row = Row(person, platform, answer, reasons.GetValueOrDefault(person));
            if (!before.TryGetValue(person, out var old))
            {
                // Of people named one for everybody: of two writers at once the second fails on it, and begins anew.
                if (persons is not null || IsWorthARow(row))
                {
                    added.Add(row);
                }
            }
            else if (!Same(old, row))
            {
                changed.Add(row);
            }
        }

        return await bulk.InsertAsync(db, added, ct) + await bulk.UpdateAsync(db, changed, ct);
    }

    /// <summary>Locks the rows, so that of two changes at once the second one reads the facts of the first before it answers.</summary>
    public static async Task LockAsync(AppDbContext db, IQueryable<LinkStatus> rows, CancellationToken ct)
    {
        // Or every mark would be told to every open page, as one of whomever.
        using (db.Changes.OnlyLocks())
        {
            await rows.ExecuteUpdateAsync(row => row.SetProperty(s => s.ValidUntil, s => s.ValidUntil), ct);
        }
    }

    /// <summary>The words that go with «не применимо», of the latest such mark.</summary>
    private static async Task<Dictionary<Guid, string?>> ReasonsAsync(
        AppDbContext db, Guid platform, IReadOnlyList<Guid>? persons, CancellationToken ct)
    {
        var marks = db.LinkFacts.Where(f => f.PlatformId == platform && f.Kind == LinkFactKind.NotApplicable);
        if (persons is not null)
        {
            marks = marks.Where(f => EF.Parameter(persons).Contains(f.PersonId));
        }

        var rows = await marks
            .Where(f => !db.LinkFacts.Any(r => r.RetractsId == f.Id))
            .Select(f => new { f.PersonId, f.At, f.Reason })
            .ToListAsync(ct);
        return rows.GroupBy(x => x.PersonId).ToDictionary(g => g.Key, g => g.MaxBy(x => x.At)!.Reason);
    }

    /// <summary>No row means «не приглашён»; one that time alone cannot change need not be written.</summary>
    internal static bool IsWorthARow(LinkStatus row) => row.State != LinkState.NotInvited || row.ValidUntil is not null;

    /// <param name="reason">Of «не применимо».</param>
    internal static LinkStatus Row(Guid person, Guid platform, LinkStatusAnswer answer, string? reason) => new()
    {
        PersonId = person,
        PlatformId = platform,
        State = answer.State,
        Reason = answer.State == LinkState.NotApplicable ? reason : null,
        ValidUntil = answer.ValidUntil,
        DecidedAt = answer.Since,
        RecheckAt = answer.RecheckAt,
    };

    internal static bool Same(LinkStatus a, LinkStatus b)
        => (a.State, a.Reason, a.ValidUntil, a.DecidedAt, a.RecheckAt) == (b.State, b.Reason, b.ValidUntil, b.DecidedAt, b.RecheckAt);
}
