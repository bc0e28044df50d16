using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Ports;

namespace Sferum.Admin.Core.Journal.Checking;

/// <summary>What an answer shows of one bound person, in the register's words.</summary>
/// <param name="AsOf">UTC moment whose state it is; of several profiles the earliest.</param>
/// <param name="Links">By platform of the register.</param>
/// <param name="Shown">Bound chats shown.</param>
/// <param name="IsWhole">Every profile bound to the person is in the answer, so that it may say what is not there.</param>
public sealed record SightedPerson(Guid PersonId, DateTime AsOf, IReadOnlyDictionary<Guid, JournalLinkState> Links, IReadOnlySet<Guid> Shown, bool IsWhole)
{
    /// <summary>State on the platform; unknown where the answer does not name it.</summary>
    public JournalLinkState LinkOn(Guid? platformId) =>
        platformId is { } id && Links.TryGetValue(id, out var state) ? state : JournalLinkState.Unknown;
}

/// <summary>The rows of an answer that belong to a scope.</summary>
/// <param name="People">One per bound person.</param>
/// <param name="Rows">Rows of the scope, bound or not.</param>
/// <param name="FromTheFuture">Rows that name a moment still to come: left out.</param>
public sealed record ScopeRows(IReadOnlyList<SightedPerson> People, int Rows, int FromTheFuture)
{
    /// <summary>Clocks of two machines differ by seconds; a snapshot of a moment later than this after the answer is a fault.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>Picks and joins the rows. Pure. Nothing is taken of people who are not bound.</summary>
    public static ScopeRows Of(CheckBoard board, ReadingScope scope, JournalAnswer<IReadOnlyList<JournalSighting>> answer)
    {
        var rows = 0;
        var future = 0;
        var people = new Dictionary<Guid, Joined>();
        foreach (var sighting in answer.Value ?? [])
        {
            if (!Belongs(board, scope, sighting))
            {
                continue;
            }

            rows++;
            if (sighting.AsOf > answer.TakenAt + Tolerance)
            {
                future++;
            }
            else if (board.PersonOf(sighting.PersonId) is { } person)
            {
                people.TryAdd(person.Id, new Joined(person));
                people[person.Id].Take(board, sighting);
            }
        }

        return new ScopeRows([.. people.Values.Select(person => person.ToRow())], rows, future);
    }

    /// <summary>A group's answer holds students and representatives; what is no student there came for a child.</summary>
    private static bool Belongs(CheckBoard board, ReadingScope scope, JournalSighting sighting) => scope.Population switch
    {
        ReadingPopulation.Students => sighting.Role == JournalRole.Student,
        ReadingPopulation.Representatives => sighting.Role != JournalRole.Student,
        ReadingPopulation.Person => board.PersonOf(sighting.PersonId)?.Id == scope.SubjectId,
        _ => true,
    };

    /// <summary>The profiles of one person: seen in any is seen; not linked is what all of them say.</summary>
    private sealed class Joined(CheckedPerson person)
    {
        private readonly HashSet<string> _ids = [];
        private readonly Dictionary<Guid, JournalLinkState> _links = [];
        private readonly HashSet<Guid> _shown = [];
        private DateTime? _asOf;

        public void Take(CheckBoard board, JournalSighting sighting)
        {
            _ids.Add(sighting.PersonId);
            _asOf = _asOf < sighting.AsOf ? _asOf : sighting.AsOf;
            foreach (var link in sighting.Links)
            {
                if (board.PlatformOf(link.Platform) is { } platform)
                {
                    _links[platform] = _links.TryGetValue(platform, out var other) ? Milder(other, link.State) : link.State;
                }
            }

            foreach (var chat in sighting.Chats)
            {
                if (board.ChatOf(chat.Id) is { } bound)
                {
                    _shown.Add(bound.Id);
                }
            }
        }

        public SightedPerson ToRow() => new(person.Id, _asOf!.Value, _links, _shown, person.OutsideIds.All(_ids.Contains));

        private static JournalLinkState Milder(JournalLinkState a, JournalLinkState b) => Harm(a) <= Harm(b) ? a : b;

        private static int Harm(JournalLinkState state) => state switch
        {
            JournalLinkState.Linked => 0,
            JournalLinkState.Unknown => 1,
            JournalLinkState.Broken => 2,
            _ => 3,
        };
    }
}
