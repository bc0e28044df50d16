using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Ports;

namespace Sferum.Admin.Core.Journal.Binding;

/// <summary>
/// Asks a session for all lists. Of the sightings only the chats are kept: what they say of people before a binding is nobody's.
/// </summary>
internal sealed class JournalListReader(IJournalSession session, IProgress<JournalListsProgress>? progress)
{
    /// <summary>Questions at once; the connector's limiter paces them anyway.</summary>
    private const int AtOnce = 4;

    private readonly Lock _lock = new();
    private readonly JournalLists _lists = new();
    private readonly JournalPatience _patience = new();
    private int _read;
    private int _total = 2;

    /// <param name="wantsChats">
    /// Whether the chats of a section (a group's id, or <see cref="JournalLists.Staff"/>) are worth a question: not once all of them are bound.
    /// </param>
    public async Task<JournalLists> ReadAsync(Func<string, bool> wantsChats, CancellationToken ct)
    {
        var groups = await AskAsync(JournalListKind.Groups, null, () => session.GroupsAsync(ct));
        _lists.Groups = groups.Verdict == ReadingVerdict.Complete ? groups.Value : null;
        var employees = await AskAsync(JournalListKind.Employees, null, () => session.EmployeesAsync(ct));
        _lists.Employees = employees.Verdict == ReadingVerdict.Complete ? employees.Value : null;

        List<Func<Task>> questions = [];
        foreach (var group in groups.Value ?? [])
        {
            questions.Add(() => ReadStudentsAsync(group, ct));
            if (wantsChats(group.Id))
            {
                questions.Add(() => ReadChatsAsync(group.Id, group.Name, ct));
            }
        }

        if (wantsChats(JournalLists.Staff))
        {
            questions.Add(() => ReadChatsAsync(JournalLists.Staff, null, ct));
        }

        _total += questions.Count;
        await Parallel.ForEachAsync(questions, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (ask, _) => await ask());
        return _lists;
    }

    private async Task ReadStudentsAsync(JournalGroup group, CancellationToken ct)
    {
        var answer = await AskAsync(JournalListKind.Students, group.Name, () => session.StudentsAsync(group.Id, ct));
        if (answer is { Verdict: ReadingVerdict.Complete, Value: { } students })
        {
            lock (_lock)
            {
                _lists.Students[group.Id] = students;
            }
        }
    }

    private async Task ReadChatsAsync(string section, string? name, CancellationToken ct)
    {
        var answer = await AskAsync(JournalListKind.Chats, name, () => session.SightingsAsync(section == JournalLists.Staff ? null : section, ct));
        if (answer is not { Verdict: ReadingVerdict.Complete, Value: { } sightings })
        {
            return;
        }

        lock (_lock)
        {
            foreach (var chat in sightings.SelectMany(s => s.Chats).Where(c => c.Kind != ChatKind.Custom))
            {
                _lists.Chats[chat.Id] = new ListedChat(chat.Id, chat.Kind, chat.Title, chat.GroupId);
            }
        }
    }

    /// <summary>Once the session has ended or the journal is gone every further question would only fail the same way.</summary>
    private async Task<JournalAnswer<T>> AskAsync<T>(JournalListKind list, string? group, Func<Task<JournalAnswer<T>>> ask)
    {
        var answer = _patience.Lost is { } lost ? new JournalAnswer<T>(ReadingVerdict.Failed, default, default, null, lost) : await ask();
        _patience.Note(answer.Trouble);
        lock (_lock)
        {
            if (answer.Verdict != ReadingVerdict.Complete && answer.Trouble is { } trouble)
            {
                _lists.NotRead.Add(new JournalListNotRead(list, group, trouble));
            }

            progress?.Report(new JournalListsProgress(++_read, _total));
        }

        return answer;
    }
}
