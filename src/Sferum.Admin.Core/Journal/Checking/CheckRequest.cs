using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Ports;

namespace Sferum.Admin.Core.Journal.Checking;

/// <summary>Whom a check reads.</summary>
public enum CheckTarget
{
    /// <summary>All employees and every bound group.</summary>
    Everyone,

    /// <summary>Sections that hold somebody whose claim or correction is due by the journal's clock.</summary>
    Due,

    /// <summary>One study group.</summary>
    Group,

    /// <summary>One person.</summary>
    Person,
}

/// <summary>How far a run is.</summary>
/// <param name="Done">Scopes read.</param>
/// <param name="Total">Scopes to read; 0 while the lists are read.</param>
public sealed record CheckProgress(int Done, int Total);

/// <param name="SubjectId">The study group or the person; <see langword="null"/> for the others.</param>
public sealed record JournalCheckRequest(CheckTarget Target, Guid? SubjectId, JobTrigger Trigger)
{
    /// <summary>Told after every scope; <see langword="null"/> = nobody looks.</summary>
    public IProgress<CheckProgress>? Progress { get; init; }

    /// <summary>The stored form, as <see cref="JobRun.Scope"/> keeps it.</summary>
    public string Scope => CheckScope.Of(Target, SubjectId);
}

/// <summary>What a run of the check did.</summary>
/// <param name="Note">Russian, for the administrator: what could not be read, and why.</param>
/// <param name="Scopes">Of an interrupted run that went on also those read before.</param>
/// <param name="Calls">Of this part of the run.</param>
public sealed record JournalCheckSummary(Guid RunId, JobRunState State, string? Note, IReadOnlyList<ScopeOutcome> Scopes, JournalCalls Calls, TimeSpan Time);

/// <summary>Stored form of a run's target: <c>everyone</c>, <c>due</c>, <c>group/…</c>, <c>person/…</c>.</summary>
public static class CheckScope
{
    public static string Of(CheckTarget target, Guid? subjectId) =>
        subjectId is { } id ? $"{target.ToString().ToLowerInvariant()}/{id:D}" : target.ToString().ToLowerInvariant();

    /// <summary>Reads it; nothing stands for everyone, and <see langword="null"/> comes of another text.</summary>
    public static (CheckTarget Target, Guid? SubjectId)? Parse(string? text)
    {
        if (text is null)
        {
            return (CheckTarget.Everyone, null);
        }

        var parts = text.Split('/');
        if (!Enum.TryParse<CheckTarget>(parts[0], ignoreCase: true, out var target))
        {
            return null;
        }

        return (parts.Length, NeedsSubject(target)) switch
        {
            (1, false) => (target, null),
            (2, true) when Guid.TryParse(parts[1], out var id) => (target, id),
            _ => null,
        };
    }

    public static bool NeedsSubject(CheckTarget target) => target is CheckTarget.Group or CheckTarget.Person;
}

/// <summary>Who may check whom: the administrator everybody, a curator a person of an own group.</summary>
internal static class CheckAccess
{
    public static Task<Error?> DemandAsync(AccessPolicy access, Actor actor, CheckTarget target, Guid? subjectId, CancellationToken ct) =>
        target == CheckTarget.Person && subjectId is { } person
            ? access.DemandPersonAsync(actor, Permission.RunChecks, person, ct)
            : access.DemandAsync(actor, Permission.RunChecks, ct);

    /// <summary>A target without the subject that it needs, or with one that it has not.</summary>
    public static Error? Validate(CheckTarget target, Guid? subjectId) =>
        CheckScope.NeedsSubject(target) == subjectId.HasValue ? null : Error.Invalid("Укажите, кого проверить.", nameof(JournalCheckRequest.SubjectId));
}
