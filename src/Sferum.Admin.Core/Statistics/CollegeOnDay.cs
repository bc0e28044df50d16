using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Links;

namespace Sferum.Admin.Core.Statistics;

/// <summary>A place in a mandatory chat that somebody holds in a capacity: student, representative, employee. Before refusals.</summary>
public sealed record RosterPlace(Guid PersonId, ChatKey Chat, ChatRule Rule);

/// <summary>All that <see cref="IndicatorRules"/> look at: the register, the looks at ЭПОС and the links of one day.</summary>
public sealed class CollegeOnDay
{
    private readonly IReadOnlyDictionary<Guid, LinkState> _links;
    private readonly ChatRuleSettings _settings;
    private readonly Dictionary<(Guid Person, ChatKey Chat), SeenRow> _looks = [];
    private readonly Dictionary<(Guid Person, ChatKey Chat), DateTime> _countsFrom = [];
    private readonly ILookup<Guid, SeenRow> _looksOf;
    private readonly ILookup<Guid, Guid> _groups;
    private readonly HashSet<(Guid Person, ChatKey Chat)> _wanted;
    private readonly IReadOnlySet<ReadingScope> _incomplete;

    /// <param name="evidence">Of everybody who has any; looks that were taken back are left out.</param>
    /// <param name="links">Link states of the day; a person without one is «не приглашён».</param>
    /// <param name="appointed">Administrators of single chats by appointment, beside those whom the rules make administrators.</param>
    /// <param name="incomplete">Sections whose last reading was not complete and was not followed by a look.</param>
    public CollegeOnDay(
        RegisterOnDay register,
        ChatRuleSettings settings,
        IReadOnlyDictionary<Guid, LinkEvidence> evidence,
        IReadOnlyDictionary<Guid, LinkState> links,
        IEnumerable<(ChatKey Chat, Guid PersonId)> appointed,
        IReadOnlySet<ReadingScope> incomplete)
    {
        Register = register;
        _settings = settings;
        _links = links;
        _incomplete = incomplete;
        MandatoryChats = MandatoryChatRules.MandatoryChats(register);
        Roster =
        [
            .. from person in register.Persons
               from ground in MandatoryChatRules.Grounds(register, person, settings)
               where ground.Demand == Demand.Must
               select new RosterPlace(person, ground.Chat, ground.Reason.Rule) into place
               group place by place into same
               select same.Key,
        ];
        _groups = Roster
            .Where(place => place.Rule is ChatRule.Student or ChatRule.RepresentativeOfMinor)
            .ToLookup(place => place.PersonId, place => place.Chat.StudyGroupId!.Value);
        var wanted = MandatoryChatRules.All(register, settings);
        _wanted = [.. wanted.Select(membership => (membership.PersonId, membership.Chat))];
        Musts = wanted.Where(membership => membership.Demand == Demand.Must).ToLookup(membership => membership.Chat);
        Administrators = Musts.SelectMany(chat => chat)
            .Where(must => must.Role == MembershipRole.Admin)
            .Select(must => (must.Chat, must.PersonId))
            .Concat(appointed)
            .Distinct()
            .ToLookup(admin => admin.Chat, admin => admin.PersonId);
        foreach (var (person, found) in evidence)
        {
            foreach (var look in found.Seen.Where(look => !look.IsOfPastYear && look.Chat.Kind != ChatKind.Custom))
            {
                if (!_looks.TryGetValue((person, look.Chat), out var known) || known.AsOf < look.AsOf)
                {
                    _looks[(person, look.Chat)] = look;
                }
            }

            foreach (var must in found.Musts)
            {
                _countsFrom[(person, must.Chat)] = must.CountsFrom;
            }
        }

        _looksOf = _looks.ToLookup(look => look.Key.Person, look => look.Value);
    }

    public RegisterOnDay Register { get; }

    /// <summary>Whether the journal was ever read by then; else all that is known are looks.</summary>
    public bool HasReadings { get; init; }

    /// <summary>UTC moments from which ЭПОС can show what people claim, by person.</summary>
    public IReadOnlyDictionary<Guid, DateTime> Rechecks { get; init; } = new Dictionary<Guid, DateTime>();

    public IReadOnlyList<ChatKey> MandatoryChats { get; }

    /// <summary>Every «должен» before refusals, once per capacity: a curator who is also a parent has two places in one chat.</summary>
    public IReadOnlyList<RosterPlace> Roster { get; }

    /// <summary>Everybody who must be in a chat, curators and administrators too, without refusers.</summary>
    public ILookup<ChatKey, DesiredMembership> Musts { get; }

    /// <summary>Administrators of each chat by the register («по приказам»).</summary>
    public ILookup<ChatKey, Guid> Administrators { get; }

    /// <summary>Groups in which the person is a student or represents one.</summary>
    public IEnumerable<Guid> GroupsOf(Guid person) => _groups[person];

    /// <summary>Whether a section of the population is known in part only: numbers over it are lower bounds.</summary>
    public bool IsIncomplete(ReadingPopulation population) => _incomplete.Any(scope => scope.Population == population);

    /// <summary>The same of one chat.</summary>
    public bool IsIncomplete(ChatKey chat) => _incomplete.Contains(SectionReadings.ScopeOf(chat));

    /// <summary>Of a person who says to be linked: UTC moment from which ЭПОС can show it.</summary>
    public DateTime? RecheckOf(Guid person) => Rechecks.TryGetValue(person, out var at) ? at : null;

    public LinkState LinkOf(Guid person) => _links.GetValueOrDefault(person, LinkState.NotInvited);

    /// <summary>People whom the latest look saw in a chat although they must not be there («лишние»).</summary>
    public IEnumerable<(DesiredMembership Demand, SeenRow Look)> Unexpected => _looks
        .Where(look => look.Value.State == VisibilityState.Visible && !_wanted.Contains(look.Key))
        .Select(look => (MandatoryChatRules.DemandOf(Register, look.Key.Person, look.Key.Chat, _settings), look.Value));

    public SeenRow? LookAt(Guid person, ChatKey chat) => _looks.GetValueOrDefault((person, chat));

    /// <summary>UTC moment of the last look at any chat of the person.</summary>
    public DateTime? LastLookOf(Guid person) => _looksOf[person].Max(look => (DateTime?)look.AsOf);

    /// <summary>«Видно», «не видно» or «не проверено». A look before ЭПОС could show the place proves nothing against it.</summary>
    public VisibilityState StateOf(Guid person, ChatKey chat) => LookAt(person, chat) switch
    {
        null => VisibilityState.NotChecked,
        { State: VisibilityState.Missing } look when _countsFrom.TryGetValue((person, chat), out var from) && look.AsOf < from
            => VisibilityState.NotChecked,
        var look => look.State,
    };
}
