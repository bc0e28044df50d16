using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.People;

namespace Sferum.Admin.Core.Audit;

/// <summary>Who acts through a context and what the act is.</summary>
public sealed record AuditScope(Actor Actor, string Action, string? Reason);

/// <summary>Adds an <see cref="AuditEntry"/> with its detail for every audited change of a save, in the same transaction.</summary>
/// <remarks>A save of an audited change without <see cref="AppDbContext.Act"/> is a bug and throws before anything is written.</remarks>
public sealed class AuditInterceptor(TimeProvider time) : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Write(eventData.Context as AppDbContext);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Write(eventData.Context as AppDbContext);
        return ValueTask.FromResult(result);
    }

    private void Write(AppDbContext? db)
    {
        if (db is null)
        {
            return;
        }

        var changes = db.ChangeTracker.Entries()
            .Where(e => e.Entity is IAudited && e.State is (EntityState.Added or EntityState.Modified or EntityState.Deleted))
            .Where(e => !IsTokenAlone(e))
            .ToList();
        if (changes.Count == 0)
        {
            return;
        }

        var scope = db.Acting ?? throw new InvalidOperationException($"{changes[0].Metadata.ShortName()} is audited: say who acts first (AppDbContext.Act).");
        var now = time.GetUtcNow().UtcDateTime;
        foreach (var change in changes)
        {
            var (entry, detail) = AuditRecord.Of(scope, now, change.Metadata.ShortName(), KeyOf(change), 1, Json(change, before: true), Json(change, before: false));
            db.AuditEntries.Add(entry);
            db.AuditDetails.Add(detail);
        }
    }

    /// <summary>A renewed token stands for a change of the record's parts, which have entries of their own.</summary>
    private static bool IsTokenAlone(EntityEntry change) =>
        change.State == EntityState.Modified && change.Properties.All(p => !p.IsModified || p.Metadata.Name == nameof(IVersioned.Version));

    private static string KeyOf(EntityEntry change) =>
        string.Join('/', change.Metadata.FindPrimaryKey()!.Properties.Select(p => change.Property(p).CurrentValue is DateOnly day
            ? day.ToString("O", CultureInfo.InvariantCulture)
            : Convert.ToString(change.Property(p).CurrentValue, CultureInfo.InvariantCulture)));

    /// <summary>The changed columns, or all of them of an addition or deletion. Tokens, keys and hashes tell a reader nothing and stay out.</summary>
    private static string? Json(EntityEntry change, bool before)
    {
        if ((before && change.State == EntityState.Added) || (!before && change.State == EntityState.Deleted))
        {
            return null;
        }

        var values = change.Properties
            .Where(p => change.State != EntityState.Modified || p.IsModified)
            .Where(p => p.Metadata.Name is not (nameof(IVersioned.Version) or nameof(IHasSearchKey.SearchKey) or nameof(Person.SnilsHash)))
            .Select(p => (p.Metadata.Name, Value: before ? p.OriginalValue : p.CurrentValue))
            .Where(p => change.State == EntityState.Modified || p.Value is not null)
            .ToDictionary(p => p.Name, p => p.Value is Enum e ? e.ToString() : p.Value);
        return AuditRecord.Serialize(values);
    }
}

/// <summary>Builds an entry with its salted detail.</summary>
public static class AuditRecord
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.BasicLatin, UnicodeRanges.Cyrillic, UnicodeRanges.GeneralPunctuation) };

    public static string Serialize(object value) => JsonSerializer.Serialize(value, Options);

    public static (AuditEntry Entry, AuditDetail Detail) Of(AuditScope scope, DateTime now, string entity, string entityId, int rows, string? before, string? after)
    {
        var salt = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        var entry = new AuditEntry
        {
            At = now,
            ActorKind = scope.Actor.Kind,
            UserId = scope.Actor.UserId,
            ActorName = scope.Actor.Name,
            Action = scope.Action,
            Entity = entity,
            EntityId = entityId,
            Rows = rows,
            Reason = scope.Reason,
            DetailHash = Hash(salt, before, after),
        };
        return (entry, new AuditDetail { EntryId = entry.Id, Salt = salt, Before = before, After = after });
    }

    /// <summary>SHA-256 over salt, before and after, each with its length, so that nothing can be moved across the borders.</summary>
    public static string Hash(string salt, string? before, string? after)
    {
        var text = $"{salt}|{before?.Length ?? -1}|{before}|{after?.Length ?? -1}|{after}";
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
