using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Journal.Connection;
using Sferum.Admin.Core.Platforms;
using Sferum.Admin.Core.Ports;

namespace Sferum.Admin.Core.Journal.Binding;

/// <summary>
/// Reads the journal's lists of groups, employees, students with their representatives, and the chats that are shown: what suggestions
/// of bindings are made from. Nothing of the register changes.
/// </summary>
public sealed class RefreshJournalRecords(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, JournalAccess journal, IBulkWriter bulk, SchoolClock clock)
{
    /// <summary>Opens a session of its own, by the settings. Without one the refusal says why.</summary>
    /// <param name="progress">Told after every list; <see langword="null"/> = nobody looks.</param>
    public async Task<Result<JournalListsSummary>> RunAsync(Actor actor, IProgress<JournalListsProgress>? progress, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.EditRegister, ct) is { } refused)
        {
            return refused;
        }

        var opening = await journal.OpenAsync(ct);
        if (opening.Session is not { } session)
        {
            return Error.Conflict(opening.Absence!.Sentence);
        }

        await using (session)
        {
            var summary = await ReadAsync(actor, session, progress, ct);
            if (summary.IsOk && summary.Value.NotRead.Any(n => n.Trouble.Kind == JournalTroubleKind.SessionEnded))
            {
                await journal.NoteSessionEndedAsync(opening, ct);
            }

            return summary;
        }
    }

    /// <summary>The same over an open session, which stays open.</summary>
    /// <inheritdoc cref="RunAsync"/>
    public async Task<Result<JournalListsSummary>> ReadAsync(Actor actor, IJournalSession session, IProgress<JournalListsProgress>? progress, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.EditRegister, ct) is { } refused)
        {
            return refused;
        }

        string system;
        HashSet<string> settled;
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            if (await db.CurrentJournalCode(clock.Today).FirstOrDefaultAsync(ct) is not { } code)
            {
                return Error.Conflict("В настройках нет действующего электронного журнала. Читать нечего.");
            }

            system = code;
            settled = await SettledSectionsAsync(db, system, ct);
        }

        var lists = await new JournalListReader(session, progress).ReadAsync(section => !settled.Contains(section), ct);
        return await WriteConflicts.RetryAsync(() => WriteAsync(system, lists, ct));
    }

    /// <summary>Sections all of whose mandatory chats are bound: asking for their chats would tell nothing new.</summary>
    private async Task<HashSet<string>> SettledSectionsAsync(AppDbContext db, string system, CancellationToken ct)
    {
        var bindings = await BindingBoardReader.BindingsOf(db, system).Select(b => new { b.IdKind, b.Value, b.SubjectId }).ToListAsync(ct);
        var chats = await BindingBoardReader.ChatsAsync(db, clock.Today, ct);
        var bound = bindings.Select(b => b.SubjectId).ToHashSet();
        var settled = bindings
            .Where(b => b.IdKind == IdKinds.Group && chats.Where(c => c.StudyGroupId == b.SubjectId).All(c => bound.Contains(c.Id)))
            .Select(b => b.Value).ToHashSet();
        if (chats.Where(c => c.Kind == ChatKind.Staff).All(c => bound.Contains(c.Id)))
        {
            settled.Add(JournalLists.Staff);
        }

        return settled;
    }

    private async Task<Result<JournalListsSummary>> WriteAsync(string system, JournalLists lists, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var known = await db.JournalRecords.AsNoTracking().Where(r => r.System == system).ToListAsync(ct);
        var bound = await BindingBoardReader.BindingsOf(db, system).Select(b => new { b.IdKind, b.Value }).ToListAsync(ct);
        var changes = JournalRecordMerge.Run(system, known, lists, bound.Select(b => (b.IdKind, b.Value)).ToHashSet(), clock.Now);
        var removed = changes.Removed.ToList();
        await bulk.InsertAsync(db, changes.Added, ct);
        await bulk.UpdateAsync(db, changes.Updated, ct);
        await db.JournalRecords.Where(r => EF.Parameter(removed).Contains(r.Id)).ExecuteDeleteAsync(ct);
        await transaction.CommitAsync(ct);
        var now = await db.JournalRecords.Where(r => r.System == system).GroupBy(r => r.Kind).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return new JournalListsSummary(now, changes.Added.Count, removed.Count, lists.NotRead);
    }
}
