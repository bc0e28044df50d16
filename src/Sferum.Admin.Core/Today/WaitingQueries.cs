using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Import;
using Sferum.Admin.Core.Live;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Core.Today;

/// <summary>What waits for the reader, by line of the menu.</summary>
/// <param name="Tasks">Lines of «Сегодня» that are the reader's own work.</param>
/// <param name="Imports">Loads that were read and not applied.</param>
/// <param name="Groups">The groups of a reader who does not see all, with what is left to check in each.</param>
public sealed record WaitingCounts(int Tasks, int Imports, IReadOnlyList<TodayGroup> Groups);

/// <summary>
/// The counters of the menu. They stand on every page, so an answer is shared by all who have the same rights (ADR 026) and kept until
/// something concerns it, but is not read more often than every <see cref="KeptFor"/>; «Сегодня» itself hands over what it has just read.
/// </summary>
public sealed class WaitingQueries : IDisposable
{
    /// <summary>A thousand open tabs ask for the same few boards: this bounds how often one is read.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(10);

    /// <summary>What is due by the clock alone comes within this.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>Beside marks, which concern whoever has to do with their people. The rest changes rarely and may bring somebody in.</summary>
    private static readonly LiveTopic[] OfAll =
        [LiveTopic.People, LiveTopic.Groups, LiveTopic.Chats, LiveTopic.Imports, LiveTopic.Bindings, LiveTopic.Reminders, LiveTopic.Jobs, LiveTopic.Readings, LiveTopic.Settings];

    private readonly IDbContextFactory<AppDbContext> _contexts;
    private readonly TodayQueries _today;
    private readonly KeptMarks _marks;
    private readonly SchoolClock _clock;
    private readonly Kept<SameReader, Answer> _kept;
    private readonly ConcurrentDictionary<SameReader, (WaitingCounts Counts, DateTime At)> _last = [];

    /// <summary>One reading at a time: a mark that comes into an administrator's would let the next one who asks begin another.</summary>
    private readonly ConcurrentDictionary<SameReader, SemaphoreSlim> _turns = [];

    public WaitingQueries(IDbContextFactory<AppDbContext> contexts, TodayQueries today, KeptMarks marks, SchoolClock clock, LiveNews news, TimeProvider time)
    {
        (_contexts, _today, _marks, _clock) = (contexts, today, marks, clock);
        _kept = new(news, time, Longest, (change, answer) => change.Topics.Overlaps(OfAll) || change.Concerns([LiveTopic.Marks], answer.Subjects));
    }

    /// <summary>The counters; a change is in them at the latest after <see cref="KeptFor"/>.</summary>
    public async Task<Result<WaitingCounts>> ReadAsync(Actor actor, CancellationToken ct)
    {
        var reader = SameReader.Of(actor);
        if (Last(reader) is { } last)
        {
            return last;
        }

        var turn = _turns.GetOrAdd(reader, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(ct);
        try
        {
            return Last(reader) is { } meanwhile ? meanwhile : (await _kept.GetAsync(reader, reading => ReadNowAsync(actor, reading), ct)).Counts;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Takes over a page of «Сегодня» that was read for this actor a moment ago.</summary>
    public void Keep(Actor actor, TodayPage page)
    {
        if (_last.TryGetValue(SameReader.Of(actor), out var last))
        {
            Keep(actor, page, last.Counts.Imports);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _kept.Dispose();

    private WaitingCounts? Last(SameReader reader) => _last.TryGetValue(reader, out var last) && _clock.Now - last.At < KeptFor ? last.Counts : null;

    private async Task<Answer> ReadNowAsync(Actor actor, CancellationToken ct)
    {
        var page = await _today.ReadAsync(actor, ct);
        if (!page.IsOk)
        {
            return new Answer(page.Error!, null);
        }

        var imports = AccessPolicy.HoldsEverywhere(actor, Permission.ImportRosters) ? await ImportsAsync(ct) : 0;
        return new Answer(Keep(actor, page.Value, imports), AccessPolicy.HoldsEverywhere(actor, Permission.ReadToday) ? null : await SubjectsAsync(page.Value.Groups, ct));
    }

    /// <summary>Whose marks change the counters of a curator: of those who belong in the groups' chats, and of whoever is marked there.</summary>
    private async Task<HashSet<Guid>> SubjectsAsync(IReadOnlyList<TodayGroup> groups, CancellationToken ct)
    {
        var subjects = new HashSet<Guid>();
        foreach (var group in groups)
        {
            subjects.Add(group.StudyGroupId);
            if (await _marks.BasisAsync(group.StudyGroupId, ct) is { } basis)
            {
                subjects.UnionWith(basis.Register.Memberships.Select(membership => membership.PersonId));
                subjects.UnionWith(basis.Register.Chats.Select(chat => chat.Id));
            }
        }

        return subjects;
    }

    private WaitingCounts Keep(Actor actor, TodayPage page, int imports)
    {
        var counts = new WaitingCounts(page.Left(), imports, page.Groups);
        _last[SameReader.Of(actor)] = (counts, _clock.Now);
        return counts;
    }

    private async Task<int> ImportsAsync(CancellationToken ct)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        return await db.RosterImports.CountAsync(row => row.State == RosterImportState.Previewed || row.State == RosterImportState.Blocked, ct);
    }

    /// <param name="Subjects">By whom and by what marks that change it are told; <see langword="null"/> = by any.</param>
    private sealed record Answer(Result<WaitingCounts> Counts, IReadOnlySet<Guid>? Subjects);
}
