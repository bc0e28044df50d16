using Microsoft.AspNetCore.Components;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Live;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Web.Features.Marks;

/// <content>What the page shows, and how it follows what others change.</content>
public sealed partial class MarksView
{
    private static readonly IReadOnlyCollection<LiveTopic> Live = [LiveTopic.Marks, LiveTopic.People, LiveTopic.Groups, LiveTopic.Chats];

    private readonly HashSet<Guid> _news = [];
    private IReadOnlySet<Guid> _subjects = new HashSet<Guid>();
    private IDisposable? _hearing;
    private int _heard;
    private int _read;

    [Inject] public required LiveNews News { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required ILogger<MarksView> Log { get; init; }

    [LoggerMessage(EventId = 4101, EventName = "marks-not-saved", Level = LogLevel.Error, Message = "{Count} marks of a page were not saved; its device keeps them and sends them again.")]
    private static partial void LogNotSaved(ILogger log, Exception e, int count);

    private void Show(Result<MarksPage> page)
    {
        // Marks live by the script; without it there is nothing to press.
        _page = page.IsOk && _script is null ? page.Value with { MayMark = false } : page;
        _confirmed = page.IsOk ? page.Value.Weeks.FirstOrDefault(week => week.IsCurrent)?.Confirmation : null;
        var subjects = page.IsOk ? page.Value.Rows.Select(row => row.PersonId).Concat(page.Value.Chats.Select(chat => chat.Id)).ToHashSet() : [];
        if (StudyGroupId is { } group)
        {
            subjects.Add(group);
        }

        _subjects = subjects;
    }

    private async Task LoadAgainAsync()
    {
        _read = _heard;
        Show(await Queries.AgainAsync(await ActorAsync(), StudyGroupId, Ct));
    }

    private void Count(LiveChange change)
    {
        if (change.Concerns(Live, _subjects))
        {
            Interlocked.Increment(ref _heard);
        }
    }

    /// <summary>
    /// What the page shows was changed: the rows that others changed are told apart for a moment, focus and selection stay. A change of
    /// this page itself was read when it was made, and is not read a second time.
    /// </summary>
    private async Task HearAsync()
    {
        await _oneAtATime.WaitAsync(Ct);
        try
        {
            if (_heard == _read)
            {
                return;
            }

            var before = Rows.DistinctBy(row => row.PersonId).ToDictionary(row => row.PersonId, Told);
            await LoadAgainAsync();
            _news.Clear();
            _news.UnionWith(Rows.Where(row => before.TryGetValue(row.PersonId, out var was) && !was.SequenceEqual(Told(row))).Select(row => row.PersonId));
            if (_news.Count > 0)
            {
                var first = Rows.First(row => _news.Contains(row.PersonId)).Name;
                _announcement = _news.Count == 1 ? $"Изменено другими: {first}" : $"Изменено другими: {first} и ещё {_news.Count - 1}";
            }
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>By what it is noticed that somebody else changed a row: its looks and its link, not the age of either.</summary>
    private static IReadOnlyList<object?> Told(MarksRow row) => [row.Link.State, .. row.Cells.Select(cell => (object?)cell.Look?.ObservationId)];
}
