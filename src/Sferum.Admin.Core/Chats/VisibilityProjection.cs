using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.Chats;

/// <summary>
/// Keeps <see cref="ChatVisibility"/> equal to the latest observation of each cell (chat × person) that was not taken back.
/// Every writer of observations passes them through here, in the transaction of its own save.
/// </summary>
public static class VisibilityProjection
{
    /// <summary>
    /// What the history of one cell says, or <see langword="null"/> for «не проверено». Retracting rows and the rows they take
    /// back say nothing; of two looks at one moment the later recorded one counts. Pure.
    /// </summary>
    public static ChatObservation? Latest(IEnumerable<ChatObservation> history)
    {
        var rows = history.ToList();
        var retracted = rows.Where(row => row.RetractsId is not null).Select(row => row.RetractsId!.Value).ToHashSet();
        return rows
            .Where(row => row.RetractsId is null && !retracted.Contains(row.Id))
            .OrderBy(row => row.LastAsOf).ThenBy(row => row.RecordedAt).ThenBy(row => row.Id)
            .LastOrDefault();
    }

    /// <summary>
    /// Brings the cells of new observations up to date in the context; the caller saves. The new rows may be added to the
    /// context or written in bulk, and need not be saved yet. A cell that somebody else changed meanwhile fails the save as a
    /// conflict (<see cref="ChatVisibility.ObservationId"/> is the token), and the caller begins anew.
    /// </summary>
    /// <param name="added">New rows, retracting ones among them.</param>
    public static async Task ApplyAsync(AppDbContext db, IReadOnlyCollection<ChatObservation> added, CancellationToken ct)
    {
        var chats = added.Select(row => row.ChatId).Distinct().ToList();
        var people = added.Select(row => row.PersonId).Distinct().ToList();
        var current = await db.ChatVisibilities
            .Where(cell => chats.Contains(cell.ChatId) && people.Contains(cell.PersonId))
            .ToDictionaryAsync(cell => (cell.ChatId, cell.PersonId), ct);
        // Only an undo has to look back: a new look is compared with what is known.
        var older = added.All(row => row.RetractsId is null)
            ? []
            : await db.ChatObservations.AsNoTracking()
                .Where(row => chats.Contains(row.ChatId) && people.Contains(row.PersonId))
                .ToListAsync(ct);

        var history = older.ToLookup(row => (row.ChatId, row.PersonId));
        foreach (var cell in added.GroupBy(row => (row.ChatId, row.PersonId)))
        {
            var known = current.GetValueOrDefault(cell.Key);
            if (cell.Any(row => row.RetractsId is not null))
            {
                Show(db, known, Latest(history[cell.Key].UnionBy(cell, row => row.Id)));
            }
            else if (Latest(cell) is { } look && (known is null || look.LastAsOf >= known.AsOf))
            {
                Show(db, known, look);
            }
        }
    }

    private static void Show(AppDbContext db, ChatVisibility? known, ChatObservation? look)
    {
        if (look is null)
        {
            if (known is not null)
            {
                db.ChatVisibilities.Remove(known);
            }

            return;
        }

        if (known is null)
        {
            known = new ChatVisibility { ChatId = look.ChatId, PersonId = look.PersonId };
            db.ChatVisibilities.Add(known);
        }

        known.ObservationId = look.Id;
        known.SourceId = look.SourceId;
        known.State = look.State;
        known.Method = look.Method;
        known.AsOf = look.LastAsOf;
        known.ByUserId = look.ByUserId;
    }
}
