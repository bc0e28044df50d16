using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Core.StudyGroups;

/// <summary>The pages of marks: of a group, and of all staff. A fixed number of queries whatever the number of people.</summary>
public sealed class MarksQueries(KeptMarks kept, AccessPolicy access, AccessLog log, SchoolClock clock)
{
    /// <summary>Weeks of the strip.</summary>
    private const int Weeks = 6;

    /// <summary>A group's page: students, representatives, curators, administrators.</summary>
    public Task<Result<MarksPage>> GroupAsync(Actor actor, Guid studyGroupId, CancellationToken ct) => PageAsync(actor, studyGroupId, isOpened: true, ct);

    /// <summary>The page of «Преподаватели»: every employee and platform administrator.</summary>
    public Task<Result<MarksPage>> StaffAsync(Actor actor, CancellationToken ct) => PageAsync(actor, null, isOpened: true, ct);

    /// <summary>A page that is open, as it is now: after a mark, or a change by others. It was put on record when it was opened.</summary>
    /// <param name="studyGroupId"><see langword="null"/> for «Преподаватели».</param>
    public Task<Result<MarksPage>> AgainAsync(Actor actor, Guid? studyGroupId, CancellationToken ct) => PageAsync(actor, studyGroupId, isOpened: false, ct);

    private async Task<Result<MarksPage>> PageAsync(Actor actor, Guid? studyGroupId, bool isOpened, CancellationToken ct)
    {
        var refused = studyGroupId is { } asked
            ? await access.DemandGroupAsync(actor, Permission.ReadRegister, asked, ct)
            : await access.DemandAsync(actor, Permission.ReadRegister, ct);
        if (refused is not null)
        {
            return refused;
        }

        if (await kept.SeenAsync(studyGroupId, ct) is not { } seen)
        {
            return Error.NotFound("Группа не найдена.");
        }

        if (isOpened)
        {
            await log.RecordAsync(actor, AccessKind.Viewed, studyGroupId is null ? "Staff" : nameof(StudyGroup), studyGroupId, ct);
        }

        var reader = studyGroupId is { } group
            ? new MarksReader(
                await access.AllowsGroupAsync(actor, Permission.Mark, group, ct),
                AccessPolicy.HoldsEverywhere(actor, Permission.Mark),
                await access.AllowsGroupAsync(actor, Permission.ReadSensitive, group, ct),
                actor.PersonId)
            : new MarksReader(
                AccessPolicy.HoldsEverywhere(actor, Permission.MarkStaff),
                AccessPolicy.HoldsEverywhere(actor, Permission.Mark),
                AccessPolicy.HoldsEverywhere(actor, Permission.ReadSensitive),
                actor.PersonId);
        return new MarksFacts(seen, clock, reader).Compose(studyGroupId) with { Curators = seen.List.Curators };
    }

    /// <summary>The weeks of the strip, the current one last.</summary>
    internal static IReadOnlyList<IsoWeek> LastWeeks(DateOnly today) =>
        [.. Enumerable.Range(0, Weeks).Select(back => IsoWeek.Of(today.AddDays(-7 * (Weeks - 1 - back))))];
}
