using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Editing;
using Sferum.Admin.Core.Links;

namespace Sferum.Admin.Core.Platforms;

/// <param name="Connector">One of <see cref="PlatformRules.ConnectorsOf"/>; <see langword="null"/> for a place that nothing reads.</param>
/// <param name="From">First day in force.</param>
public sealed record AddPlatformRequest(PlatformKind Kind, string Name, string? Connector, DateOnly From);

/// <summary>A platform as a form shows it.</summary>
/// <param name="Connector">Empty for none.</param>
public sealed record PlatformForm(string Name, string Connector)
{
    internal IReadOnlyDictionary<string, string> Fields => new Dictionary<string, string> { [nameof(Name)] = Name, [nameof(Connector)] = Connector };

    internal static PlatformForm Of(IReadOnlyDictionary<string, string> fields) => new(fields[nameof(Name)], fields[nameof(Connector)]);
}

/// <param name="Shown">How it stood on the screen.</param>
public sealed record SavePlatformRequest(Guid Id, PlatformForm Shown, PlatformForm Wanted);

/// <param name="LastDay">Last day in force; <see langword="null"/> opens the end again.</param>
/// <param name="Shown">The last day on the screen before.</param>
public sealed record EndPlatformRequest(Guid Id, DateOnly? LastDay, DateOnly? Shown);

/// <summary>An edit that was made.</summary>
public sealed record PlatformEdit(Guid Id, string Name);

/// <summary>
/// Places begin, are corrected and end; nothing is deleted, so every link and look keeps the place it speaks of. Chats of a messenger
/// that begins are added and link statuses computed anew in the same transaction.
/// </summary>
public sealed class EditPlatforms(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, SchoolClock clock, TimeProvider time, ChatRegister chats, LinkProjection links)
{
    private static readonly Error Gone = Error.NotFound("Площадка не найдена.");

    public async Task<Result<PlatformEdit>> AddAsync(Actor actor, AddPlatformRequest request, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ManageSettings, ct) is { } refused)
        {
            return refused;
        }

        var name = request.Name.Trim();
        if ((PlatformRules.Check(request.Kind, name, request.Connector) ?? new FormCheck().Day(request.From, clock.Today, nameof(request.From)).Error) is { } invalid)
        {
            return invalid;
        }

        return await WriteConflicts.RetryAsync(() => TransactAsync(actor, "platform-add", async db =>
        {
            var platform = new Platform { Kind = request.Kind, Name = name, Connector = request.Connector, ValidFrom = request.From, StartReason = ReasonKind.Hand, RecordedAt = clock.Now };
            if (PlatformRules.Twin(platform, await db.Platforms.AsNoTracking().ToListAsync(ct)) is { } twin)
            {
                return twin;
            }

            db.Platforms.Add(platform);
            return platform;
        }, ct));
    }

    public async Task<Result<FormOutcome<PlatformEdit>>> SaveAsync(Actor actor, SavePlatformRequest request, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ManageSettings, ct) is { } refused)
        {
            return refused;
        }

        var wanted = request.Wanted with { Name = request.Wanted.Name.Trim() };
        IReadOnlyList<FormConflict> conflicts = [];
        var saved = await WriteConflicts.RetryAsync(() => TransactAsync(actor, "platform", async db =>
        {
            var all = await db.Platforms.ToListAsync(ct);
            if (all.Find(p => p.Id == request.Id) is not { } platform)
            {
                return Gone;
            }

            var now = new PlatformForm(platform.Name, platform.Connector ?? "").Fields;
            conflicts = FormMerge.Conflicts(request.Shown.Fields, wanted.Fields, now);
            if (conflicts.Count > 0)
            {
                return Error.Conflict("Площадку только что изменил другой администратор.");
            }

            var after = PlatformForm.Of(FormMerge.Merge(request.Shown.Fields, wanted.Fields, now));
            (platform.Name, platform.Connector) = (after.Name, after.Connector.Length > 0 ? after.Connector : null);
            return (PlatformRules.Check(platform.Kind, platform.Name, platform.Connector) ?? PlatformRules.Twin(platform, all)) is { } invalid ? invalid : platform;
        }, ct));
        return conflicts.Count > 0 ? new FormOutcome<PlatformEdit>(null, conflicts)
            : saved.IsOk ? new FormOutcome<PlatformEdit>(saved.Value, [])
            : saved.Error!;
    }

    /// <summary>Ends the place, or opens its end again.</summary>
    public async Task<Result<PlatformEdit>> EndAsync(Actor actor, EndPlatformRequest request, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ManageSettings, ct) is { } refused)
        {
            return refused;
        }

        return await WriteConflicts.RetryAsync(() => TransactAsync(actor, request.LastDay is null ? "platform-reopen" : "platform-end", async db =>
        {
            var all = await db.Platforms.ToListAsync(ct);
            if (all.Find(p => p.Id == request.Id) is not { } platform)
            {
                return Gone;
            }

            if (platform.ValidTo?.AddDays(-1) != request.Shown)
            {
                return Error.Conflict("Последний день площадки только что изменил другой администратор. Ваш не записан: обновите страницу и сверьтесь.");
            }

            if (request.LastDay is { } day && PlatformRules.CheckEnd(platform, day, all) is { } invalid)
            {
                return invalid;
            }

            platform.ValidTo = request.LastDay?.AddDays(1);
            platform.EndReason = request.LastDay is null ? null : ReasonKind.Hand;
            return PlatformRules.Twin(platform, all) is { } twin ? twin : platform;
        }, ct));
    }

    private async Task<Result<PlatformEdit>> TransactAsync(Actor actor, string action, Func<AppDbContext, Task<Result<Platform>>> change, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var changed = await change(db);
        if (!changed.IsOk)
        {
            return changed.Error!;
        }

        var platform = changed.Value;
        db.Act(actor, action);
        await db.SaveChangesAsync(ct);
        if (platform.Kind == PlatformKind.Messenger)
        {
            await BulkAudit.DeclareAsync(db, actor, time, action, nameof(Chat), platform.Id.ToString(), 0, ct);
            await chats.EnsureWithinAsync(db, clock.Today, ct);
            await links.RefreshAsync(db, null, ct);
        }

        await transaction.CommitAsync(ct);
        return new PlatformEdit(platform.Id, platform.Name);
    }
}
