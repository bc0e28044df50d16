using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Chats.Marking;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Journal.Binding;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Platforms;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Core.Journal.Checking;

/// <summary>
/// Everything of the register that a run of the check needs, read once: who and what is bound, who must be where, the calendar
/// and the rules. Immutable, so that scopes can be written at the same time. It is of the run's day: a run that passes midnight
/// judges by the day on which it began. What people change in the register while the run goes on is noticed by
/// <see cref="Sequence"/>; after that, and after midnight, the statuses are computed from the register anew.
/// </summary>
public sealed class CheckBoard
{
    /// <summary>Days by which a snapshot may be behind: the longest holidays and some more.</summary>
    private const int SnapshotDays = 21;

    private readonly Dictionary<string, CheckedPerson> _people;
    private readonly Dictionary<Guid, CheckedPerson> _peopleById;
    private readonly Dictionary<string, CheckedChat> _boundChats;
    private readonly Dictionary<Guid, CheckedChat> _chats;
    private readonly HashSet<Guid> _boundChatIds;
    private readonly Dictionary<string, Guid> _platforms;
    private readonly ILookup<ReadingScope, Guid> _peopleOf;
    private readonly ILookup<Guid, ReadingScope> _scopesOf;

    /// <summary>From rows in memory. Pure.</summary>
    public CheckBoard(CheckBoardRows rows)
    {
        (Rules, JournalId, Sequence) = (rows.Rules, rows.JournalId, rows.Sequence);
        _chats = rows.Chats.ToDictionary(chat => chat.Id);
        _platforms = rows.Platforms;
        _boundChats = Subjects(rows, IdentitySubject.Chat, IdKinds.Chat)
            .Where(binding => _chats.ContainsKey(binding.SubjectId))
            .ToDictionary(binding => binding.Value, binding => _chats[binding.SubjectId]);
        _boundChatIds = [.. _boundChats.Values.Select(chat => chat.Id)];
        _people = [];
        _peopleById = [];
        foreach (var person in Subjects(rows, IdentitySubject.Person, IdKinds.Person).GroupBy(binding => binding.SubjectId, binding => binding.Value))
        {
            var board = PersonOf(rows, person.Key, [.. person]);
            _peopleById.Add(board.Id, board);
            foreach (var outsideId in person)
            {
                _people.Add(outsideId, board);
            }
        }

        var places = _peopleById.Keys.SelectMany(person => ScopesOn(rows.Register, person).Select(scope => (Person: person, Scope: scope))).ToList();
        _peopleOf = places.ToLookup(place => place.Scope, place => place.Person);
        _scopesOf = places.ToLookup(place => place.Person, place => place.Scope);
        Sections = [.. SectionsOf(rows)];
    }

    /// <summary>Settings, calendar, day and the messenger that counts.</summary>
    public LinkRulesContext Rules { get; }

    /// <summary>The platform that is read: source of the readings.</summary>
    public Guid JournalId { get; }

    /// <summary>Number of the last audit entry when the register was read.</summary>
    public long Sequence { get; }

    /// <summary>What «everyone» reads: all employees and each bound group in force, where there is anybody bound.</summary>
    public IReadOnlyList<CheckSection> Sections { get; }

    /// <param name="journalCode"><c>ExternalIdentity.System</c> of the bindings.</param>
    /// <exception cref="InvalidOperationException">No journal is in force: the register's defaults always leave one.</exception>
    public static async Task<CheckBoard> LoadAsync(AppDbContext db, string journalCode, SchoolClock clock, CancellationToken ct)
    {
        var today = clock.Today;
        // First of all, so that a change made while the rest is read counts as one made later.
        var sequence = await db.AuditEntries.MaxAsync(entry => (long?)entry.Sequence, ct) ?? 0;
        var rules = await LinkRulesContext.LoadAsync(db, today, clock, ct);
        var platforms = await db.Platforms.InForce(today)
            .Where(platform => platform.Connector != null)
            .OrderByDescending(platform => platform.ValidFrom)
            .Select(platform => new { platform.Id, platform.Kind, Code = platform.Connector! })
            .ToListAsync(ct);
        var journal = platforms.Find(platform => platform.Kind == PlatformKind.Journal && platform.Code == journalCode)?.Id;
        return new CheckBoard(new CheckBoardRows(
            rules,
            journal ?? await MarkScope.JournalAsync(db, today, ct),
            sequence,
            await RegisterReader.LoadAsync(db, today, RegisterScope.College, ct),
            await db.ExternalIdentities.AsNoTracking().InForce(today).Where(identity => identity.System == journalCode).ToListAsync(ct),
            await ChatsAsync(db, today, ct),
            await MarkScope.AllChatsAsync(db, today, ct),
            platforms.Where(platform => platform.Kind == PlatformKind.Messenger).DistinctBy(platform => platform.Code).ToDictionary(platform => platform.Code, platform => platform.Id),
            await CorrectionsAsync(db, clock.ToUtc(today.AddDays(-SnapshotDays)), ct)));
    }

    /// <summary>Corrections that a snapshot of the journal may not show yet.</summary>
    private static async Task<Dictionary<Guid, DateTime>> CorrectionsAsync(AppDbContext db, DateTime since, CancellationToken ct) =>
        await db.JournalCorrections
            .Where(correction => correction.ShowsAt > since)
            .GroupBy(correction => correction.PersonId)
            .Select(person => new { person.Key, ShowsAt = person.Max(correction => correction.ShowsAt) })
            .ToDictionaryAsync(person => person.Key, person => person.ShowsAt, ct);

    /// <summary>The person to whom the journal's id is bound.</summary>
    public CheckedPerson? PersonOf(string outsideId) => _people.GetValueOrDefault(outsideId);

    /// <summary>The bound person with this id of the register.</summary>
    public CheckedPerson? Person(Guid personId) => _peopleById.GetValueOrDefault(personId);

    /// <summary>The chat to which the journal's id is bound.</summary>
    public CheckedChat? ChatOf(string outsideId) => _boundChats.GetValueOrDefault(outsideId);

    /// <summary>A chat of the register, bound or not.</summary>
    public CheckedChat? Chat(Guid chatId) => _chats.GetValueOrDefault(chatId);

    /// <summary>Whether the journal's silence about the chat says anything.</summary>
    public bool IsBound(Guid chatId) => _boundChatIds.Contains(chatId);

    /// <summary>The messenger in force with this code of a connector.</summary>
    public Guid? PlatformOf(string code) => _platforms.TryGetValue(code, out var id) ? id : null;

    /// <summary>The bound people of a scope, by the register of the day.</summary>
    public IReadOnlyList<Guid> PeopleOf(ReadingScope scope) => scope is { Population: ReadingPopulation.Person, SubjectId: { } id }
        ? _peopleById.ContainsKey(id) ? [id] : []
        : [.. _peopleOf[scope]];

    /// <summary>The scopes whose answers speak of the bound person: a parent of two groups has two.</summary>
    public IEnumerable<ReadingScope> ScopesOf(Guid personId) => _scopesOf[personId];

    private static Task<List<CheckedChat>> ChatsAsync(AppDbContext db, DateOnly today, CancellationToken ct)
    {
        var yearStart = AcademicYear.Of(today).StartsOn;
        return db.Chats
            .Select(chat => new CheckedChat(
                chat.Id,
                new ChatKey(chat.Kind, chat.StudyGroupId),
                chat.PlatformId,
                db.AcademicYears.Any(year => year.Id == chat.AcademicYearId && year.StartsOn < yearStart)))
            .ToListAsync(ct);
    }

    /// <summary>Bindings of one kind; an id that names two subjects names none.</summary>
    private static IEnumerable<(string Value, Guid SubjectId)> Subjects(CheckBoardRows rows, IdentitySubject subject, string idKind) => rows.Bindings
        .Where(binding => binding.Subject == subject && binding.IdKind == idKind)
        .GroupBy(binding => binding.Value, binding => binding.SubjectId)
        .Where(binding => binding.Distinct().Count() == 1)
        .Select(binding => (binding.Key, binding.First()));

    private CheckedPerson PersonOf(CheckBoardRows rows, Guid personId, IReadOnlyList<string> outsideIds)
    {
        var duties = LinkEvidenceReader.Duties(personId, rows.Rules, rows.Register);
        var chats = duties.Musts
            .Select(must => (Chat: rows.ChatsInForce.GetValueOrDefault(must.Chat), must.CountsFrom))
            .Where(must => _boundChatIds.Contains(must.Chat))
            .Select(must => new MustChat(must.Chat, must.CountsFrom));
        return new CheckedPerson(personId, outsideIds, duties, [.. chats], rows.Corrections?.TryGetValue(personId, out var showsAt) is true ? showsAt : null);
    }

    private static IEnumerable<ReadingScope> ScopesOn(RegisterOnDay register, Guid personId)
    {
        IEnumerable<ReadingScope> staff = register.EmploymentOf(personId) is null ? [] : [ReadingScope.Staff];
        var students = register.StudiesOf(personId).Select(study => ReadingScope.Students(study.Membership.StudyGroupId));
        var representatives = register.GuardianshipsOf(personId)
            .SelectMany(guardianship => register.StudiesOf(guardianship.StudentId))
            .Select(study => ReadingScope.Representatives(study.Membership.StudyGroupId));
        return staff.Concat(students).Concat(representatives).Distinct();
    }

    private IEnumerable<CheckSection> SectionsOf(CheckBoardRows rows)
    {
        var groups = Subjects(rows, IdentitySubject.StudyGroup, IdKinds.Group).ToLookup(binding => binding.SubjectId, binding => binding.Value);
        var sections = rows.Register.GroupsInForce.Order()
            .SelectMany(group => groups[group].Select(outsideId => Section(outsideId, group, ReadingScope.Students(group), ReadingScope.Representatives(group))))
            .Prepend(Section(null, null, ReadingScope.Staff));
        return sections.Where(section => section.Scopes.Count > 0);
    }

    private CheckSection Section(string? outsideId, Guid? group, params IEnumerable<ReadingScope> scopes) =>
        new(outsideId, group, [.. scopes.Where(scope => _peopleOf[scope].Any())]);
}

/// <summary>The rows a <see cref="CheckBoard"/> is made of.</summary>
/// <param name="JournalId">The platform that is read.</param>
/// <param name="Sequence">Number of the last audit entry before the rest was read.</param>
/// <param name="Register">Of the whole college, on the day of <paramref name="Rules"/>.</param>
/// <param name="Bindings">In force on the day, of the journal.</param>
/// <param name="Chats">All of them.</param>
/// <param name="MarkedChats">The mandatory ones of the day.</param>
/// <param name="Platforms">Messengers in force by the code of their connector.</param>
/// <param name="Corrections">UTC moments from which the journal shows the latest correction of a person.</param>
public sealed record CheckBoardRows(
    LinkRulesContext Rules,
    Guid JournalId,
    long Sequence,
    RegisterOnDay Register,
    IReadOnlyList<ExternalIdentity> Bindings,
    IReadOnlyList<CheckedChat> Chats,
    IReadOnlyList<MarkedChat> MarkedChats,
    Dictionary<string, Guid> Platforms,
    Dictionary<Guid, DateTime>? Corrections = null)
{
    /// <summary>Ids of the mandatory chats of the day.</summary>
    public Dictionary<ChatKey, Guid> ChatsInForce { get; } = MarkedChats.DistinctBy(chat => chat.Key).ToDictionary(chat => chat.Key, chat => chat.Id);
}
