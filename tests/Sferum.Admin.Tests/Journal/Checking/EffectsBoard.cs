using Sferum.Admin.Core.Calendar;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Chats.Marking;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Journal.Binding;
using Sferum.Admin.Core.Journal.Checking;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Ports;
using Sferum.Admin.Core.Settings;
using Sferum.Admin.Tests.Chats;

namespace Sferum.Admin.Tests.Journal.Checking;

/// <summary>
/// A board without a database: one group with its chats G («Группы») and P («Родители»), and S («Преподаватели»), all bound.
/// Moments are days of November 2026 with an hour, in the school's zone: <c>17</c> is noon, <c>17:14</c> is 14:00.
/// </summary>
internal sealed class EffectsBoard
{
    /// <summary>The moment of an answer that says nothing else.</summary>
    public const string AsOf = "19:14";

    public static readonly SchoolClock School = new(TimeProvider.System);

    private static readonly Guid Journal = Guid.CreateVersion7();
    private readonly Dictionary<char, CheckedChat> _chats = [];
    private readonly List<ExternalIdentity> _bindings = [];

    public EffectsBoard()
    {
        GroupId = College.Group();
        AddChat('G', ChatKey.Group(GroupId));
        AddChat('P', ChatKey.Parents(GroupId));
        AddChat('S', ChatKey.Staff);
    }

    public College College { get; } = new();

    public Guid GroupId { get; }

    /// <summary>Moments from which the journal shows what was corrected in it.</summary>
    public Dictionary<Guid, DateTime> Corrections { get; } = [];

    public Guid Messenger { get; } = Guid.CreateVersion7();

    /// <summary>A second messenger, out of which people move.</summary>
    public Guid OldMessenger { get; } = Guid.CreateVersion7();

    public static DateTime At(string text)
    {
        var parts = text.Split(':');
        return School.ToUtc(new DateOnly(2026, 11, int.Parse(parts[0])), new TimeOnly(parts.Length > 1 ? int.Parse(parts[1]) : 12, 0));
    }

    /// <summary>Binds an id of the journal to the person and returns the person.</summary>
    public Guid Bind(Guid person, string? outsideId = null)
    {
        AddBinding(IdentitySubject.Person, IdKinds.Person, outsideId ?? person.ToString(), person);
        return person;
    }

    public CheckBoard On(DateOnly? day = null, bool chatsBound = true)
    {
        var today = day ?? TestClock.Today;
        var rules = new LinkRulesContext(today, School, new SchoolSettings(), new EposClock(SchoolCalendar.Initial, School), Messenger);
        var bindings = _bindings.Where(binding => chatsBound || binding.Subject != IdentitySubject.Chat).ToList();
        return new CheckBoard(new CheckBoardRows(
            rules, Journal, 0, College.On(today), bindings, [.. _chats.Values],
            [.. _chats.Values.Select(chat => new MarkedChat(chat.Id, chat.Key, chat.Key.Kind.ToString()))],
            new Dictionary<string, Guid> { [RegisterDefaults.MessengerCode] = Messenger, ["old"] = OldMessenger }, Corrections));
    }

    /// <summary>What a row changes; the register is of the day.</summary>
    public PersonEffects Effects(
        Guid person, string row, PersonKnown known, ReadingVerdict verdict = ReadingVerdict.Complete, bool isWhole = true, string asOf = AsOf, DateOnly? day = null)
    {
        var on = On(day);
        return JournalEffects.Of(on, on.Person(person)!, Row(person, row, At(asOf), isWhole), known, verdict);
    }

    public Guid Chat(char name) => _chats[name].Id;

    public char NameOf(Guid chat) => _chats.Single(x => x.Value.Id == chat).Key;

    /// <summary>«linked G P»: the link, then the chats shown.</summary>
    public SightedPerson Row(Guid person, string text, DateTime asOf, bool isWhole = true)
    {
        var words = text.Split(' ');
        var links = new Dictionary<Guid, JournalLinkState> { [Messenger] = Enum.Parse<JournalLinkState>(words[0], ignoreCase: true) };
        return new SightedPerson(person, asOf, links, words[1..].Select(word => Chat(word[0])).ToHashSet(), isWhole);
    }

    /// <summary>
    /// A history in words: <c>G+L@10</c>, <c>G-R@12</c> = seen by a look, missing in a reading, at a moment; <c>Kind@10</c> = a
    /// fact of the link, <c>!</c> after it = taken back.
    /// </summary>
    public PersonKnown Known(string history)
    {
        var cells = new List<KnownCell>();
        var facts = new List<KnownFact>();
        foreach (var word in history.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = word.TrimEnd('!').Split('@');
            var at = At(parts[1]);
            if (parts[0].Length == 3)
            {
                cells.Add(new KnownCell(Chat(word[0]), word[1] == '+' ? VisibilityState.Visible : VisibilityState.Missing, at, at, word[2] == 'R' ? Guid.CreateVersion7() : null));
                continue;
            }

            var kind = Enum.Parse<LinkFactKind>(parts[0]);
            facts.Add(new KnownFact(Messenger, new LinkFactRow(Guid.CreateVersion7(), kind, at), IsReading: false));
            if (word.EndsWith('!'))
            {
                facts.Add(new KnownFact(Messenger, new LinkFactRow(Guid.CreateVersion7(), LinkFactKind.Retracted, at, RetractsId: facts[^1].Row.Id), IsReading: false));
            }
        }

        return new PersonKnown(cells, facts, null);
    }

    /// <summary>«G+ P- ~» in words: <c>~</c> after a place = an older row goes on; then the kinds of new facts.</summary>
    public string Words(PersonEffects effects) => string.Join(' ', effects.Cells
        .Select(cell => $"{NameOf(cell.ChatId)}{(cell.State == VisibilityState.Visible ? '+' : '-')}{(cell.ExtendsId is null ? "" : "~")}")
        .Order(StringComparer.Ordinal)
        .Concat(effects.Links.Select(link => link.Kind.ToString())));

    /// <summary>What is known after the effects were written.</summary>
    public static PersonKnown After(PersonKnown known, SightedPerson row, PersonEffects effects)
    {
        var cells = known.Cells.ToDictionary(cell => cell.ReadingRowId ?? Guid.CreateVersion7());
        foreach (var effect in effects.Cells)
        {
            var id = effect.ExtendsId ?? Guid.CreateVersion7();
            cells[id] = effect.ExtendsId is null
                ? new KnownCell(effect.ChatId, effect.State, row.AsOf, row.AsOf, id)
                : cells[id] with { LastAsOf = row.AsOf };
        }

        var facts = effects.Links.Select(link => new KnownFact(link.PlatformId, new LinkFactRow(Guid.CreateVersion7(), link.Kind, row.AsOf), IsReading: true));
        return known with { Cells = [.. cells.Values], Facts = [.. known.Facts, .. facts] };
    }

    private void AddChat(char name, ChatKey key)
    {
        _chats[name] = new CheckedChat(Guid.CreateVersion7(), key, Messenger, false);
        AddBinding(IdentitySubject.Chat, IdKinds.Chat, $"chat-{name}", _chats[name].Id);
    }

    private void AddBinding(IdentitySubject subject, string kind, string value, Guid id) => _bindings.Add(new ExternalIdentity
    {
        Subject = subject,
        SubjectId = id,
        System = RegisterDefaults.JournalCode,
        IdKind = kind,
        Value = value,
        ValidFrom = College.YearStart,
    });
}
