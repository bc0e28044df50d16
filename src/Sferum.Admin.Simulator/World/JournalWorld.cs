using Sferum.Admin.Core.Calendar;
using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Simulator.World;

/// <summary>The journal as it runs: the college as it began, and the changes since, each with the moment from which it shows.</summary>
public sealed class JournalWorld
{
    private readonly SchoolClock _clock;
    private readonly EposClock _epos;
    private readonly SnapshotClock _snapshots;
    private readonly Lock _lock = new();
    private readonly List<MadeChange> _changes = [];
    private readonly Dictionary<long, SimulatedChat> _chats;

    /// <param name="clock">The journal's now, and the school's zone.</param>
    public JournalWorld(SimulatedCollege college, SchoolClock clock, SchoolCalendar calendar)
    {
        College = college;
        _chats = college.Chats.ToDictionary(c => c.Id);
        _clock = clock;
        _epos = new EposClock(calendar, clock);
        _snapshots = new SnapshotClock(calendar, clock);
        _changes.AddRange(college.Scheduled.Select(s => new MadeChange(s.PersonId, s.ShowsAt, s.ShowsAt, s.Change)));
    }

    public SimulatedCollege College { get; }

    /// <summary>Null when there is no such chat.</summary>
    public SimulatedChat? Chat(long id) => _chats.GetValueOrDefault(id);

    /// <summary>Makes a change now. It shows from 14:00 of the next working day, or at once.</summary>
    /// <returns>UTC moment from which it shows; <see langword="null"/> when the journal has no such person.</returns>
    public DateTime? Change(string personId, PersonChange change)
    {
        lock (_lock)
        {
            return College.Person(personId) is null ? null : Add(personId, change);
        }
    }

    /// <summary>Somebody let people into a chat or put them out, in the messenger. The journal shows it by its own clock.</summary>
    /// <returns>UTC moment from which it shows; <see langword="null"/> when one of the people is not in the journal: nothing is done then.</returns>
    public DateTime? ChangeMembers(long chatId, IReadOnlyList<string> add, IReadOnlyList<string> remove, bool now)
    {
        lock (_lock)
        {
            if (add.Concat(remove).Any(id => College.Person(id) is null))
            {
                return null;
            }

            var shows = now ? _clock.Now : _epos.ShowsAt(_clock.Now);
            foreach (var id in add.Concat(remove).Distinct())
            {
                var without = ChatsOf(id).Where(c => c != chatId);
                Add(id, new PersonChange { Chats = [.. remove.Contains(id) ? without : without.Append(chatId).Order()], Now = now });
            }

            return shows;
        }
    }

    /// <summary>What the journal shows now.</summary>
    /// <param name="lag">By how much the asking route switches later than at 14:00 sharp.</param>
    public JournalSnapshot Snapshot(TimeSpan lag = default)
    {
        var (now, scheduled) = (_clock.Now, _snapshots.Latest(_clock.Now, lag));
        lock (_lock)
        {
            // A change that shows at once makes a snapshot of its own.
            var visible = _changes.Where(c => c.ShowsAt <= (c.Change.Now ? now : scheduled)).OrderBy(c => c.ShowsAt).ToList();
            var asOf = visible.Where(c => c.Change.Now).Select(c => c.ShowsAt).Append(scheduled).Max();
            return new JournalSnapshot(asOf, visible.ToLookup(c => c.PersonId), _clock);
        }
    }

    private DateTime Add(string personId, PersonChange change)
    {
        var now = _clock.Now;
        var made = new MadeChange(personId, now, change.Now ? now : _epos.ShowsAt(now), change);
        _changes.Add(made);
        return made.ShowsAt;
    }

    /// <summary>Whether it shows yet or not.</summary>
    private IReadOnlyList<long> ChatsOf(string personId) =>
        _changes.LastOrDefault(c => c.PersonId == personId && c.Change.Chats is not null)?.Change.Chats ?? College.Person(personId)!.Chats;
}

/// <param name="MadeAt">UTC.</param>
/// <param name="ShowsAt">UTC.</param>
internal sealed record MadeChange(string PersonId, DateTime MadeAt, DateTime ShowsAt, PersonChange Change);

/// <summary>A person as a snapshot shows him.</summary>
/// <param name="HasLeft">Whether he left or came back, by a change since the start; <see langword="null"/> without one.</param>
/// <param name="LeftOn">The day of leaving.</param>
/// <param name="Shown">Chats shown: none without a link.</param>
public sealed record PersonView(string Name, SimulatedLink Max, SimulatedLink VkId, bool? HasLeft, DateOnly? LeftOn, IReadOnlyList<long> Shown);

/// <summary>The journal's data of one moment.</summary>
public sealed class JournalSnapshot
{
    private readonly ILookup<string, MadeChange> _changes;
    private readonly SchoolClock _clock;

    internal JournalSnapshot(DateTime asOf, ILookup<string, MadeChange> changes, SchoolClock clock)
    {
        (AsOf, _changes, _clock) = (asOf, changes, clock);
    }

    /// <summary>UTC.</summary>
    public DateTime AsOf { get; }

    public PersonView View(SimulatedPerson person)
    {
        var (name, max, vk, chats) = (person.Name, person.Max, person.VkId, person.Chats);
        bool? hasLeft = null;
        DateOnly? leftOn = null;
        foreach (var (_, madeAt, _, change) in _changes[person.Id])
        {
            name = change.Name ?? name;
            max = Linked(max, change.Max, person, madeAt);
            vk = Linked(vk, change.VkId, person, madeAt);
            (hasLeft, leftOn) = change.Left is { } left ? (left, left ? _clock.DayOf(madeAt) : null) : (hasLeft, leftOn);
            chats = change.Chats ?? (change.Left == true ? [] : chats);
        }

        return new PersonView(name, max, vk, hasLeft, leftOn, max.State == SimulatedLinkState.Linked ? chats : []);
    }

    private static SimulatedLink Linked(SimulatedLink link, SimulatedLinkState? state, SimulatedPerson person, DateTime at) => state switch
    {
        null => link,
        SimulatedLinkState.Linked => link.State == SimulatedLinkState.Linked ? link : new SimulatedLink(SimulatedLinkState.Linked, $"3002{person.UserId}", at),
        _ => new SimulatedLink(state.Value),
    };
}
