using Sferum.Admin.Core.Calendar;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Chats.Marking;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Parents;
using Sferum.Admin.Core.People;

namespace Sferum.Admin.Core.StudyGroups;

internal sealed record MarksPerson(Guid Id, string LastName, string FirstName, string? Patronymic, string SearchKey, DateOnly? BirthDate)
{
    public string FullName => Patronymic is null ? $"{LastName} {FirstName}" : $"{LastName} {FirstName} {Patronymic}";
}

/// <param name="RepresentativeId">None when an organisation represents the student.</param>
internal sealed record MarksGuardianship(Guid StudentId, Guid? RepresentativeId, string? Organization, GuardianshipKind Kind);

/// <summary>What the reader of a marks page may do and know.</summary>
/// <param name="MayMark">Look at the page's chats.</param>
/// <param name="MayMarkAnyLink">Mark everybody's link; else only those of students and representatives, and one's own.</param>
/// <param name="MayKnowRefusals">Refusals, and restrictions of guardianship.</param>
internal sealed record MarksReader(bool MayMark, bool MayMarkAnyLink, bool MayKnowRefusals, Guid? PersonId);

/// <summary>Composes the page of what is known, as its reader may see it. Pure but for the clock.</summary>
internal sealed class MarksFacts(MarksSeen seen, SchoolClock clock, MarksReader reader)
{
    private MarkBoard Board => seen.Board;

    private IReadOnlyDictionary<Guid, MarksPerson> People => seen.People;

    private IReadOnlyList<MarksGuardianship> Guardianships => seen.List.Guardianships;

    private IReadOnlyDictionary<Guid, LinkStatusAnswer> Links => seen.Links;

    private IReadOnlyDictionary<Guid, RefusalFact> Refusals => seen.List.Refusals;

    private IReadOnlyDictionary<Guid, string> Authors => seen.List.Basis.Authors;

    private IReadOnlyList<(ChatVisibility Look, DesiredMembership Demand)> Extras => seen.Extras;

    private SectionReadings Readings => seen.Readings;

    private EposClock Epos => seen.List.Basis.Rules.Epos;

    private SchoolClock Clock => clock;

    private MarksReader Reader => reader;

    public MarksPage Compose(Guid? studyGroupId)
    {
        var byPerson = Board.Memberships.ToLookup(membership => membership.PersonId);
        var leaders = new List<Guid>();
        var heads = new List<Guid>();
        foreach (var person in byPerson.Select(rows => rows.Key))
        {
            var isStudent = studyGroupId is { } group && Board.Register.StudiesOf(person).Any(study => study.Membership.StudyGroupId == group);
            if (isStudent || studyGroupId is null)
            {
                heads.Add(person);
            }
            else if (byPerson[person].Any(row => row.Role == MembershipRole.Admin))
            {
                leaders.Add(person);
            }
        }

        // A representative stands under every child of the group; counted once.
        var families = Ordered(heads).Select(head => new MarksFamily(
            Row(head, byPerson[head], HeadNote(head, byPerson[head])),
            [.. Guardianships
                .Where(row => row.StudentId == head && row.RepresentativeId is not null)
                .OrderBy(row => People[row.RepresentativeId!.Value].SearchKey, StringComparer.Ordinal)
                .Select(row => Row(row.RepresentativeId!.Value, byPerson[row.RepresentativeId.Value], Kin(row.Kind), isRepresentative: true))])).ToList();
        var representatives = families.SelectMany(family => family.Representatives).DistinctBy(row => row.PersonId).Select(row => row.PersonId);
        return new MarksPage(
            studyGroupId,
            seen.List.Name,
            Reader.MayMark,
            Clock.Today,
            IsoWeek.Of(Clock.Today),
            [.. Board.Chats.Select(Column)],
            families,
            [.. Ordered(leaders).Select(person => Row(person, byPerson[person], LeaderNote(byPerson[person])))],
            [.. Extras.Select(Extra).OrderBy(extra => extra.Name, StringComparer.Ordinal)],
            [.. MarksQueries.LastWeeks(Clock.Today).Select(Week)],
            new MarksLinks(LinkTally.Of(heads.Select(StateOf)), LinkTally.Of(representatives.Select(StateOf))),
            Readings.SourceName);
    }

    private IEnumerable<Guid> Ordered(IEnumerable<Guid> people) =>
        people.OrderBy(person => People[person].SearchKey, StringComparer.Ordinal).ThenBy(person => person);

    private MarksRow Row(Guid person, IEnumerable<DesiredMembership> memberships, string? note, bool isRepresentative = false)
    {
        var wanted = memberships.ToDictionary(row => row.Chat);
        var status = Links.GetValueOrDefault(person);
        var facts = new HintFacts(
            StateOf(person),
            seen.NotApplicable.GetValueOrDefault(person),
            status?.Since,
            status?.RecheckAt,
            seen.Corrections.TryGetValue(person, out var shows) && shows > Clock.Now ? shows : null,
            Refusals.GetValueOrDefault(person),
            seen.List.WithPhone.Contains(person),
            isRepresentative,
            [.. wanted.Values.Select(row => (row, Board.StateOf(row), Board.LookOf(row)?.AsOf))]);
        var link = LinkOf(facts, person);
        var hint = link.State is null ? null : MarkHints.Of(facts, Epos, Clock, Board.Settings.LookDays);
        return new MarksRow(
            person,
            People[person].FullName,
            note,
            Adulthood.IsAdult(People[person].BirthDate, Clock.Today) && Board.Register.StudiesOf(person).Any(),
            link,
            [.. Board.Chats.Select(chat => Cell(chat, person, wanted.GetValueOrDefault(chat.Key), isHidden: link.State is null))],
            hint,
            Reader.MayMark && (Reader.MayMarkAnyLink || isRepresentative || Board.Register.StudiesOf(person).Any() || person == Reader.PersonId));
    }

    /// <param name="isHidden">The reader must not tell a refusal from «не применимо»: both are «может», and no refusal.</param>
    private MarksCell Cell(MarkedChat chat, Guid person, DesiredMembership? wanted, bool isHidden)
    {
        var look = Board.LookOf(chat.Id, person);
        var demand = wanted ?? Board.DemandOf(chat, person);
        var mayMark = Reader.MayMark && (demand.Demand != Demand.MustNot || look is not null || demand.Reason.Rule != ChatRule.NoGround);
        return new MarksCell(
            chat.Id,
            chat.Key.Kind,
            isHidden && demand.Demand == Demand.Must ? Demand.May : demand.Demand,
            demand.OptedOut && !isHidden,
            look is null ? null : Look(look),
            mayMark);
    }

    private MarksLook Look(ChatVisibility look) => new(look.ObservationId, look.State, From(look));

    private Provenance From(ChatVisibility look) => Provenance.Of(look, seen.TakenAt, Authors);

    private MarksLink LinkOf(HintFacts facts, Guid person)
    {
        var isAside = facts.State is LinkState.Refused or LinkState.NotApplicable;
        return isAside && !Reader.MayKnowRefusals
            ? new MarksLink(null, null, null, false, null)
            : new MarksLink(facts.State, facts.Since, facts.RecheckAt, MarkHints.Waits(facts, Epos, Clock), facts.Refusal?.Id, GroundOf(facts, person));
    }

    private LinkGround? GroundOf(HintFacts facts, Guid person)
    {
        var looks = Board.Chats.Select(chat => Board.LookOf(chat.Id, person)).Where(look => look is { State: VisibilityState.Visible }).Select(look => From(look!));
        return LinkGrounds.Of(facts.State, facts.Since, seen.LinkFacts[person], looks, Authors);
    }

    /// <summary>A refusal in force needs no projection: its days are read as they are.</summary>
    private LinkState StateOf(Guid person) =>
        Refusals.ContainsKey(person) ? LinkState.Refused : Links.GetValueOrDefault(person)?.State ?? LinkState.NotInvited;

    private MarksChat Column(MarkedChat chat)
    {
        var last = Board.Looks.Where(look => look.ChatId == chat.Id).MaxBy(look => look.AsOf);
        return new MarksChat(
            chat.Id,
            chat.Key.Kind,
            chat.Title,
            Board.CountsOf(chat.Key),
            Extras.Count(row => row.Look.ChatId == chat.Id),
            last is null ? null : From(last),
            Readings.CompleteOf(SectionReadings.ScopeOf(chat.Key)),
            Readings.TroubleOf(SectionReadings.ScopeOf(chat.Key)));
    }

    private MarksExtra Extra((ChatVisibility Look, DesiredMembership Demand) row)
    {
        var why = seen.Reasons.Of(row.Demand, Reader.MayKnowRefusals);
        return new MarksExtra(row.Look.PersonId, People[row.Look.PersonId].FullName, row.Look.ChatId, Board.ChatOf(row.Demand.Chat).Title, why, Look(row.Look));
    }

    private MarksWeek Week(IsoWeek week)
    {
        var confirmation = seen.Confirmations.GetValueOrDefault(week.ToString());
        return new MarksWeek(week, week.Contains(Clock.Today), confirmation is null
            ? null
            : new MarksConfirmation(
                confirmation.Id, confirmation.At, confirmation.ByUserId is { } by ? Authors.GetValueOrDefault(by) : null, confirmation.Visible, confirmation.Missing, confirmation.NotChecked));
    }

    private string? HeadNote(Guid person, IEnumerable<DesiredMembership> memberships)
    {
        if (memberships.Any(row => row.Reason.Rule == ChatRule.PlatformAdministrator))
        {
            return "администратор";
        }

        var organization = Guardianships.FirstOrDefault(row => row.StudentId == person && row.Organization is not null)?.Organization;
        var notes = new[]
        {
            memberships.Any(row => row.Reason.Rule == ChatRule.StudentOnLeave) ? "академический отпуск" : null,
            People[person].BirthDate is { } birth && Board.Register.StudiesOf(person).Any() && Adulthood.IsAdult(birth, Clock.Today)
                ? $"18{RussianText.NoBreakSpace}лет с{RussianText.NoBreakSpace}{RussianText.Date(Adulthood.AdultFrom(birth))}"
                : null,
            organization is null ? null : $"представитель — {organization}",
        };
        return notes.Any(note => note is not null) ? string.Join(", ", notes.Where(note => note is not null)) : null;
    }

    private static string LeaderNote(IEnumerable<DesiredMembership> memberships) => memberships.First(row => row.Role == MembershipRole.Admin).Reason.Rule switch
    {
        ChatRule.Curator => "куратор",
        ChatRule.SubstituteCurator => "замещающий куратор",
        _ => "администратор",
    };

    private static string Kin(GuardianshipKind kind) => kind switch
    {
        GuardianshipKind.Mother => "мать",
        GuardianshipKind.Father => "отец",
        GuardianshipKind.Guardian => "опекун",
        GuardianshipKind.Trustee => "попечитель",
        GuardianshipKind.Organization or GuardianshipKind.Other => "представитель",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
