using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.Drafts;

/// <summary>What was typed into a form and not saved.</summary>
/// <param name="Content">The form's own JSON.</param>
/// <param name="UpdatedAt">UTC moment of the last change.</param>
public sealed record DraftContent(string Content, DateTime UpdatedAt);

/// <summary>
/// Keeps what an actor types into a form: encrypted, in the database, so that another node and a restarted server have it. Everybody
/// reaches own drafts only, whatever the form.
/// </summary>
public sealed class FormDrafts(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, TimeProvider time, IDataProtectionProvider protection)
{
    /// <summary>Longest content, characters: a form, not a file.</summary>
    public const int LongestContent = 32 * 1024;

    private readonly IDataProtector _protector = protection.CreateProtector("Sferum.Admin.Drafts");

    /// <summary>Keeps the draft in place of the former one of the same form and subject.</summary>
    /// <param name="form">Kind of form, kebab-case.</param>
    /// <param name="subjectId">What the form is about; an empty id for a form that makes something new.</param>
    /// <returns>UTC moment at which it was kept.</returns>
    public async Task<Result<DateTime>> SaveAsync(Actor actor, string form, Guid subjectId, string content, CancellationToken ct)
    {
        if (await RefusedAsync(actor, ct) is { } refused)
        {
            return refused;
        }

        if (content.Length > LongestContent)
        {
            return Error.Invalid("Набранное слишком длинное. Запишите форму или сократите текст.");
        }

        // Before any transaction: the first encryption may write a key through a connection of its own.
        var text = _protector.Protect(content);
        var now = time.GetUtcNow().UtcDateTime;
        return await WriteConflicts.RetryAsync<DateTime>(async () =>
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            if (await Own(db, actor, form, subjectId).FirstOrDefaultAsync(ct) is { } draft)
            {
                (draft.Protected, draft.UpdatedAt) = (text, now);
            }
            else
            {
                db.FormDrafts.Add(new FormDraft { UserId = actor.UserId!.Value, Form = form, SubjectId = subjectId, Protected = text, UpdatedAt = now });
            }

            await db.SaveChangesAsync(ct);
            return now;
        });
    }

    /// <summary>The draft, or <see langword="null"/> when there is none, or none that can be read: another master key, a restored database.</summary>
    public async Task<Result<DraftContent?>> ReadAsync(Actor actor, string form, Guid subjectId, CancellationToken ct)
    {
        if (await RefusedAsync(actor, ct) is { } refused)
        {
            return refused;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Own(db, actor, form, subjectId).AsNoTracking().FirstOrDefaultAsync(ct) is { } draft && Unprotect(draft.Protected) is { } content
            ? new DraftContent(content, draft.UpdatedAt)
            : (DraftContent?)null;
    }

    /// <summary>Throws the draft away; without one there is nothing to do.</summary>
    public async Task<Result> DropAsync(Actor actor, string form, Guid subjectId, CancellationToken ct)
    {
        if (await RefusedAsync(actor, ct) is { } refused)
        {
            return refused;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        await Own(db, actor, form, subjectId).ExecuteDeleteAsync(ct);
        return Result.Ok;
    }

    private static IQueryable<FormDraft> Own(AppDbContext db, Actor actor, string form, Guid subjectId) =>
        db.FormDrafts.Where(draft => draft.UserId == actor.UserId && draft.Form == form && draft.SubjectId == subjectId);

    /// <summary>Whoever may see something of the register may type; a job and the console have no forms.</summary>
    private async Task<Error?> RefusedAsync(Actor actor, CancellationToken ct) =>
        actor.UserId is null
            ? await access.RefuseAsync(actor, Permission.ReadRegister, null, ct)
            : (await access.ScopeOfAsync(actor, Permission.ReadRegister, ct)).Error;

    private string? Unprotect(string text)
    {
        try
        {
            return _protector.Unprotect(text);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
