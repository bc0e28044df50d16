using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.StudyGroups;

/// <summary>A program as a form shows it.</summary>
/// <param name="Code">«09.02.07»; empty while unknown.</param>
public sealed record ProgramForm(string Code, string Title)
{
    internal IReadOnlyDictionary<string, string> Fields => new Dictionary<string, string> { [nameof(Code)] = Code, [nameof(Title)] = Title };

    internal static ProgramForm Of(IReadOnlyDictionary<string, string> fields) => new(fields[nameof(Code)], fields[nameof(Title)]);
}

/// <param name="Id">The program; <see langword="null"/> for a new one.</param>
/// <param name="Shown">How it stood on the screen; not asked for a new one.</param>
public sealed record SaveProgramRequest(Guid? Id, string Code, string Title, ProgramForm? Shown);

/// <summary>An edit that was made, for its undo.</summary>
/// <param name="Before"><see langword="null"/> for one that was added.</param>
/// <param name="After"><see langword="null"/> for one that was removed.</param>
public sealed record ProgramEdit(Guid Id, ProgramForm? Before, ProgramForm? After);

/// <summary>Специальности and профессии: adds, corrects, removes one that no group has.</summary>
public sealed partial class EditPrograms(IDbContextFactory<AppDbContext> contexts, AccessPolicy access)
{
    /// <summary>Longest title, characters.</summary>
    public const int LongestTitle = 300;

    private static readonly Error Gone = Error.NotFound("Программа не найдена.");

    public async Task<Result<FormOutcome<ProgramEdit>>> SaveAsync(Actor actor, SaveProgramRequest request, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ManageSettings, ct) is { } refused)
        {
            return refused;
        }

        var wanted = new ProgramForm(request.Code.Trim(), request.Title.Trim());
        if (Check(wanted) is { } invalid)
        {
            return invalid;
        }

        return await WriteConflicts.RetryAsync(() => request.Id is { } id
            ? ChangeAsync(actor, "program", id, request.Shown, wanted, ct)
            : AddAsync(actor, "program-add", Guid.CreateVersion7(), wanted, ct));
    }

    /// <summary>Removes a program that no group has or had.</summary>
    public async Task<Result<FormOutcome<ProgramEdit>>> DeleteAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ManageSettings, ct) is { } refused)
        {
            return refused;
        }

        return await WriteConflicts.RetryAsync(() => RemoveAsync(actor, "program-delete", id, ct));
    }

    /// <summary>Takes the edit back, unless somebody has changed the program since.</summary>
    public async Task<Result<FormOutcome<ProgramEdit>>> UndoAsync(Actor actor, ProgramEdit edit, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ManageSettings, ct) is { } refused)
        {
            return refused;
        }

        return await WriteConflicts.RetryAsync(() => edit switch
        {
            { After: null, Before: { } removed } => AddAsync(actor, "program-undo", edit.Id, removed, ct),
            { Before: { } before } => ChangeAsync(actor, "program-undo", edit.Id, edit.After, before, ct),
            _ => RemoveAsync(actor, "program-undo", edit.Id, ct),
        });
    }

    private static Error? Check(ProgramForm wanted)
    {
        if (wanted.Code.Length > 0 && !Code().IsMatch(wanted.Code))
        {
            return Error.Invalid("Код состоит из трёх пар цифр, например 09.02.07.", nameof(SaveProgramRequest.Code));
        }

        return wanted.Title.Length is > 0 and <= LongestTitle
            ? null
            : Error.Invalid($"Назовите специальность или профессию, не длиннее {LongestTitle} знаков.", nameof(SaveProgramRequest.Title));
    }

    private async Task<Result<FormOutcome<ProgramEdit>>> AddAsync(Actor actor, string action, Guid id, ProgramForm wanted, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (Twin(await db.Programs.AsNoTracking().ToListAsync(ct), id, wanted) is { } twin)
        {
            return twin;
        }

        db.Programs.Add(new Program { Id = id, Code = Stored(wanted.Code), Title = wanted.Title });
        db.Act(actor, action);
        await db.SaveChangesAsync(ct);
        return new FormOutcome<ProgramEdit>(new ProgramEdit(id, null, wanted), []);
    }

    private async Task<Result<FormOutcome<ProgramEdit>>> ChangeAsync(Actor actor, string action, Guid id, ProgramForm? seen, ProgramForm wanted, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var programs = await db.Programs.ToListAsync(ct);
        if (programs.Find(p => p.Id == id) is not { } program)
        {
            return Gone;
        }

        var now = new ProgramForm(program.Code ?? "", program.Title);
        var shown = (seen ?? now).Fields;
        if (FormMerge.Conflicts(shown, wanted.Fields, now.Fields) is { Count: > 0 } conflicts)
        {
            return new FormOutcome<ProgramEdit>(null, conflicts);
        }

        var after = ProgramForm.Of(FormMerge.Merge(shown, wanted.Fields, now.Fields));
        if (Twin(programs, id, after) is { } twin)
        {
            return twin;
        }

        (program.Code, program.Title) = (Stored(after.Code), after.Title);
        db.Act(actor, action);
        await db.SaveChangesAsync(ct);
        return new FormOutcome<ProgramEdit>(new ProgramEdit(id, now, after), []);
    }

    private async Task<Result<FormOutcome<ProgramEdit>>> RemoveAsync(Actor actor, string action, Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Programs.FirstOrDefaultAsync(p => p.Id == id, ct) is not { } program)
        {
            return Gone;
        }

        if (await db.StudyGroups.CountAsync(g => g.ProgramId == id, ct) is > 0 and var groups)
        {
            return Error.Invalid($"Программу не удалить: по ней {RussianText.Plural(groups, "учится или училась", "учатся или учились", "учатся или учились")} {RussianText.Count(groups, "группа", "группы", "групп")}.");
        }

        db.Programs.Remove(program);
        db.Act(actor, action);
        await db.SaveChangesAsync(ct);
        return new FormOutcome<ProgramEdit>(new ProgramEdit(id, new ProgramForm(program.Code ?? "", program.Title), null), []);
    }

    private static Error? Twin(IEnumerable<Program> programs, Guid id, ProgramForm wanted)
    {
        var key = RussianText.SearchKey(wanted.Title);
        return programs.Any(p => p.Id != id && (p.Code ?? "") == wanted.Code && RussianText.SearchKey(p.Title) == key)
            ? Error.Invalid("Такая программа уже есть.", nameof(SaveProgramRequest.Title))
            : null;
    }

    private static string? Stored(string code) => code.Length > 0 ? code : null;

    [GeneratedRegex(@"^\d{2}\.\d{2}\.\d{2}$", RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}
