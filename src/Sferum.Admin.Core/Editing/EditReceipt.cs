using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Orders;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Students;

namespace Sferum.Admin.Core.Editing;

/// <summary>What a save wrote, as far as it takes to take it back. Lives in the memory of the page that saved, for some seconds.</summary>
/// <param name="Action">The audited act.</param>
/// <param name="Affected">Whose link may have changed.</param>
public sealed record EditReceipt(string Action, IReadOnlyList<RowChange> Rows, EditReach Affected)
{
    /// <summary>Id of the first row of a kind that the save added.</summary>
    public Guid? Added<T>()
        where T : class => Rows.FirstOrDefault(row => row is { Fate: EntityState.Added, Row: T })?.Row switch
        {
            Person person => person.Id,
            DatedFact fact => fact.Id,
            _ => null,
        };

    /// <summary>Remembers the changes of a context before they are saved; the tokens are read after it.</summary>
    internal static IReadOnlyList<RowChange> Of(AppDbContext db) =>
        [.. db.ChangeTracker.Entries()
            .Where(entry => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted)
            // An order is a paper of its own: it stays, whatever is done by it.
            .Where(entry => entry.Entity is not Order && (entry.Entity is IVersioned or PersonName or EnrollmentMovement))
            .Select(entry => new RowChange(entry.Entity, entry.State, entry.State == EntityState.Added ? null : entry.OriginalValues.Clone()))];
}

/// <summary>A row that a save added, changed or deleted.</summary>
/// <param name="Row">The row as the save left it.</param>
/// <param name="Before">Its columns before; none of an added one.</param>
public sealed record RowChange(object Row, EntityState Fate, PropertyValues? Before);

/// <summary>Whose link an act may have changed.</summary>
/// <param name="People">People named; <see langword="null"/> = everybody.</param>
public sealed record EditReach(IReadOnlyList<Guid>? People);
