using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Links;

namespace Sferum.Admin.Core.Chats.Marking;

/// <summary>What <see cref="SaveMadeMarks"/> has to know of the marks it was given: a fixed number of queries.</summary>
internal sealed class MadeMarkFacts
{
    private readonly Dictionary<Guid, LinkState> _links;
    private readonly Dictionary<Guid, LastWord> _lastWords;
    private readonly IReadOnlyDictionary<Guid, string> _authors;

    private MadeMarkFacts(
        MarkBoard board, IReadOnlyDictionary<Guid, WrittenMark> written, Dictionary<Guid, LinkState> links, Dictionary<Guid, LastWord> lastWords, IReadOnlyDictionary<Guid, string> authors)
    {
        Board = board;
        Written = written;
        _links = links;
        _lastWords = lastWords;
        _authors = authors;
    }

    public MarkBoard Board { get; }

    /// <summary>Marks that were written when they were sent before.</summary>
    public IReadOnlyDictionary<Guid, WrittenMark> Written { get; }

    /// <param name="basis">Who stands on the page; the looks at them are read here.</param>
    public static async Task<MadeMarkFacts> ReadAsync(AppDbContext db, MarkBasis basis, IReadOnlyList<MadeMark> marks, SchoolClock clock, CancellationToken ct)
    {
        var ids = marks.Select(mark => mark.Id).ToList();
        var written = await db.ChatObservations.Where(row => ids.Contains(row.Id))
            .Select(row => new WrittenMark(row.Id, row.PersonId, row.ChatId, row.ByUserId)).ToListAsync(ct);
        var people = marks.Where(mark => mark.IsOfLink).Select(mark => mark.PersonId).Distinct().ToList();
        var links = new Dictionary<Guid, LinkState>();
        var lastWords = new Dictionary<Guid, LastWord>();
        if (people.Count > 0)
        {
            written.AddRange(await db.LinkFacts.Where(row => ids.Contains(row.Id))
                .Select(row => new WrittenMark(row.Id, row.PersonId, null, row.ByUserId)).ToListAsync(ct));
            links = (await (await CurrentLinks.LoadAsync(db, clock, ct)).OfAsync(people, ct)).ToDictionary(row => row.Key, row => row.Value.State);
            lastWords = (await db.LinkFacts.Where(row => people.Contains(row.PersonId))
                    .Select(row => new LastWord(row.PersonId, row.ByUserId, row.RecordedAt)).ToListAsync(ct))
                .GroupBy(row => row.PersonId).ToDictionary(rows => rows.Key, rows => rows.MaxBy(row => row.At)!);
            foreach (var refusal in await db.OptOuts.InForce(clock.Today).Where(row => people.Contains(row.PersonId))
                .Select(row => new LastWord(row.PersonId, row.ByUserId, row.RecordedAt)).ToListAsync(ct))
            {
                links[refusal.PersonId] = LinkState.Refused;
                lastWords[refusal.PersonId] = refusal;
            }
        }

        return new MadeMarkFacts(
            await MarkBoard.ReadAsync(db, basis.Register, ct),
            written.ToDictionary(row => row.Id),
            links,
            lastWords,
            basis.Authors);
    }

    public ChatVisibility? LookOf(MadeMark mark) => Board.LookOf(mark.ChatId!.Value, mark.PersonId);

    public LinkState LinkOf(Guid person) => _links.GetValueOrDefault(person, LinkState.NotInvited);

    public bool IsLastWordOfOther(Guid person, Guid? author) => _lastWords.TryGetValue(person, out var word) && word.ByUserId != author;

    public StandingMark Standing(ChatVisibility look) => new(look.ObservationId, look.State, null, look.AsOf, NameOf(look.ByUserId));

    public StandingMark StandingLink(Guid person)
    {
        var word = _lastWords.GetValueOrDefault(person);
        return new StandingMark(null, null, LinkOf(person), word?.At ?? default, NameOf(word?.ByUserId));
    }

    private string? NameOf(Guid? user) => user is { } id ? _authors.GetValueOrDefault(id) : null;

    /// <summary>A row that bears the id of a made mark.</summary>
    internal sealed record WrittenMark(Guid Id, Guid PersonId, Guid? ChatId, Guid? ByUserId);

    private sealed record LastWord(Guid PersonId, Guid? ByUserId, DateTime At);
}
