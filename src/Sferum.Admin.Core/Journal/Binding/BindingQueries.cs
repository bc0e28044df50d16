using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Platforms;

namespace Sferum.Admin.Core.Journal.Binding;

/// <summary>What is bound, what waits, what does not fit: figures and lists. The number of queries does not depend on the page.</summary>
public sealed class BindingQueries(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, AccessLog log, SchoolClock clock)
{
    /// <summary>Lines of a page.</summary>
    public const int PageSize = 50;

    /// <summary>Name under which the list stands in the record of accesses.</summary>
    public const string Subject = "Bindings";

    private Remembered? _last;

    /// <summary>Figures alone: nobody's name. Matched again only after something that they follow from has changed, since «Сегодня» asks at each visit.</summary>
    public async Task<Result<BindingSummary>> SummaryAsync(Actor actor, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.EditRegister, ct) is { } refused)
        {
            return refused;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        // Read first: what changes while the rest is read counts as changed later.
        var ground = await GroundAsync(db, clock.Today, ct);
        if (_last is { } last && last.Ground == ground)
        {
            return last.Summary;
        }

        if (await BindingBoardReader.LoadAsync(db, ground.Day, ct) is not { } board)
        {
            return BindingErrors.NoJournal;
        }

        var summary = SummaryOf(board, new BindingItems(board));
        _last = new Remembered(ground, summary);
        return summary;
    }

    /// <summary>A page of the list. One that shows people leaves an <see cref="AccessEntry"/>.</summary>
    public async Task<Result<BindingPage>> PageAsync(Actor actor, BindingPageRequest request, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.EditRegister, ct) is { } refused)
        {
            return refused;
        }

        if (request.Page < 1)
        {
            return Error.Invalid("Страницы считаются с первой.", nameof(request.Page));
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await BindingBoardReader.LoadAsync(db, clock.Today, ct) is not { } board)
        {
            return BindingErrors.NoJournal;
        }

        var items = new BindingItems(board);
        var ofGroup = items.OfGroup(request.StudyGroupId).ToList();
        var lines = ofGroup.FindAll(i => i.State == request.State && (request.Kind is null || i.Kind == request.Kind));
        var rows = await new BindingRows(board, items).PageAsync(db, lines, request.Page, PageSize, ct);
        if (rows.Any(r => r.Kind is not (JournalRecordKind.Group or JournalRecordKind.Chat)))
        {
            await log.RecordAsync(actor, AccessKind.Viewed, Subject, null, ct);
        }

        return new BindingPage(
            rows,
            lines.Count,
            SummaryOf(board, items),
            ofGroup.Count(i => i.State == BindingState.Exact),
            [.. board.Material.Register.Groups.OrderBy(g => RussianText.SearchKey(g.Name), StringComparer.Ordinal)]);
    }

    /// <summary>The bindings in force of one person; their reader has opened the card, which is on record.</summary>
    public async Task<Result<IReadOnlyList<PersonBinding>>> OfPersonAsync(Actor actor, Guid personId, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.EditRegister, ct) is { } refused)
        {
            return refused;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.CurrentJournalCode(clock.Today).FirstOrDefaultAsync(ct) is not { } system)
        {
            return Array.Empty<PersonBinding>();
        }

        return await BindingBoardReader.BindingsOf(db, system)
            .Where(b => b.Subject == IdentitySubject.Person && b.SubjectId == personId)
            .OrderBy(b => b.ValidFrom).ThenBy(b => b.Id)
            .Select(b => new PersonBinding(b.Id, b.ValidFrom, b.ConfirmedAt, db.Users.Where(u => u.Id == b.ConfirmedByUserId).Select(u => u.DisplayName).FirstOrDefault()))
            .ToListAsync(ct);
    }

    private static async Task<Ground> GroundAsync(AppDbContext db, DateOnly day, CancellationToken ct)
    {
        var register = await db.AuditEntries.Where(e => !EF.Parameter(RegisterTrace.Beside).Contains(e.Entity))
            .OrderByDescending(e => e.Sequence).Select(e => e.Sequence).FirstOrDefaultAsync(ct);
        var records = await db.JournalRecords.GroupBy(_ => 1).Select(g => new { Count = g.Count(), SeenAt = g.Max(r => r.SeenAt) }).SingleOrDefaultAsync(ct);
        return new Ground(day, register, records?.Count ?? 0, records?.SeenAt);
    }

    private static BindingSummary SummaryOf(BindingBoard board, BindingItems items) => new(
        board.Material.Records.Count == 0 ? null : board.Material.Records.Max(r => r.SeenAt),
        items.All.CountBy(i => (i.Kind, i.State)).ToDictionary());

    /// <summary>What figures follow from: the day, the last change of the register (bindings and rejections are of it), the records of the journal.</summary>
    private sealed record Ground(DateOnly Day, long Register, int Records, DateTime? SeenAt);

    private sealed record Remembered(Ground Ground, BindingSummary Summary);
}
