using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Chats.Marking;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Live;

namespace Sferum.Admin.Core.StudyGroups;

/// <summary>
/// The pages of marks as this process knows them (ADR 026): all who look at a group read it once, and after a mark only what marks
/// change is read again. Knows no reader and checks no access: <see cref="MarksQueries"/> does.
/// </summary>
public sealed class KeptMarks(IDbContextFactory<AppDbContext> contexts, SchoolClock clock, LiveNews news, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>What a list is made of. Any such change may bring somebody in, so it is not asked whose it is.</summary>
    private static readonly LiveTopic[] OfLists = [LiveTopic.People, LiveTopic.Groups, LiveTopic.Chats, LiveTopic.Settings, LiveTopic.Users, LiveTopic.Refusals];

    private readonly Kept<Place, MarksList?> _lists = new(news, time, Longest, (change, _) => change.Topics.Overlaps(OfLists));

    private readonly Kept<Place, MarksSeen?> _seen = new(news, time, Longest, (change, seen) =>
        change.Topics.Overlaps(OfLists) || change.Topics.Contains(LiveTopic.Readings) || change.Topics.Contains(LiveTopic.Confirmations) || change.Concerns([LiveTopic.Marks], seen?.Subjects));

    /// <summary>What it takes to mark the people of the page; <see langword="null"/> when there is no such group in force.</summary>
    /// <param name="studyGroupId"><see langword="null"/> for «Преподаватели».</param>
    public async Task<MarkBasis?> BasisAsync(Guid? studyGroupId, CancellationToken ct) => (await ListAsync(studyGroupId, ct))?.Basis;

    /// <summary>Who stands on the page; <see langword="null"/> when there is no such group in force.</summary>
    /// <param name="studyGroupId"><see langword="null"/> for «Преподаватели».</param>
    internal Task<MarksList?> ListAsync(Guid? studyGroupId, CancellationToken ct) => _lists.GetAsync(
        new Place(studyGroupId, clock.Today),
        async reading =>
        {
            await using var db = await contexts.CreateDbContextAsync(reading);
            return await MarksList.ReadAsync(db, studyGroupId, clock, reading);
        },
        ct);

    /// <summary>The same with what was seen of them.</summary>
    internal Task<MarksSeen?> SeenAsync(Guid? studyGroupId, CancellationToken ct) => _seen.GetAsync(
        new Place(studyGroupId, clock.Today),
        async reading =>
        {
            if (await ListAsync(studyGroupId, reading) is not { } list)
            {
                return null;
            }

            await using var db = await contexts.CreateDbContextAsync(reading);
            return await MarksSeen.ReadAsync(db, studyGroupId, list, clock, reading);
        },
        ct);

    /// <inheritdoc/>
    public void Dispose()
    {
        _lists.Dispose();
        _seen.Dispose();
    }

    /// <param name="Day">Everything here is said of a day.</param>
    private readonly record struct Place(Guid? StudyGroupId, DateOnly Day);
}
