using Sferum.Admin.Core.Calendar;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Settings;
using Sferum.Admin.Core.Statistics;

namespace Sferum.Admin.Simulator.College;

/// <summary>
/// The frozen weeks of the college's past, counted by the portal's own rules over what is told of its people: as if the job had
/// run on each Sunday evening since the first look.
/// </summary>
internal sealed class PastWeeks
{
    private readonly InventedCollege _college;
    private readonly SchoolClock _clock;
    private readonly RegisterFacts _facts;
    private readonly Dictionary<Guid, ChatKey> _chats;
    private readonly Guid _messenger;

    private PastWeeks(InventedCollege college, SchoolClock clock)
    {
        _college = college;
        _clock = clock;
        _facts = CollegeFacts.Of(college);
        _chats = college.Chats.ToDictionary(chat => chat.Id, chat => new ChatKey(chat.Kind, chat.StudyGroupId));
        _messenger = college.Messenger.Id;
    }

    /// <summary>Rows of every week that is over, the oldest first. Weeks do not depend on each other and are counted side by side.</summary>
    /// <param name="ids">Ids of the rows.</param>
    public static IReadOnlyList<MetricSnapshot> Of(InventedCollege college, SchoolClock clock, Dice ids)
    {
        var past = new PastWeeks(college, clock);
        var firstLook = college.Observations.Min(look => look.FirstAsOf);
        var weeks = WeekRules.Due(college.Moment, clock, clock.DayOf(firstLook), new HashSet<IsoWeek>());
        var rows = weeks.AsParallel().AsOrdered().SelectMany(past.Freeze).ToList();
        return rows.ConvertAll(row => new MetricSnapshot
        {
            Id = ids.NextId(),
            Week = row.Week,
            Indicator = row.Indicator,
            StudyGroupId = row.StudyGroupId,
            Numerator = row.Numerator,
            Denominator = row.Denominator,
            IsAtLeast = row.IsAtLeast,
            TakenAt = row.TakenAt,
        });
    }

    private IReadOnlyList<MetricSnapshot> Freeze(IsoWeek week)
    {
        var end = _clock.RangeOf(week.Sunday).To;
        var settings = new SchoolSettings();
        var context = new LinkRulesContext(week.Sunday, _clock, settings, new EposClock(SchoolCalendar.Initial, _clock), _messenger);
        var register = new RegisterOnDay(week.Sunday, _facts);
        var facts = _college.LinkFacts.Where(fact => fact.At < end).ToLookup(fact => fact.PersonId, fact => new LinkFactRow(fact.Id, fact.Kind, fact.At, fact.RecheckAt, fact.RetractsId));
        var looks = Looks(end);
        var evidence = register.Persons.Concat(facts.Select(row => row.Key)).Concat(looks.Select(row => row.Key)).Distinct()
            .ToDictionary(id => id, id => LinkEvidenceReader.Duties(id, context, register) with { Facts = [.. facts[id]], Seen = [.. looks[id]] });
        var links = evidence.ToDictionary(person => person.Key, person => LinkStatusRules.StatusOn(person.Value, week.Sunday, _clock, settings.LinkRules).State);
        var appointed = _college.ChatAdministrators.Where(row => row.ValidFrom <= week.Sunday && (row.ValidTo is null || row.ValidTo > week.Sunday)).Select(row => (_chats[row.ChatId], row.PersonId));
        var college = new CollegeOnDay(register, settings.ChatRules, evidence, links, appointed, new HashSet<ReadingScope>());
        return WeekFigures.Of(college, week, WeekRules.FreezeOf(week, _clock));
    }

    /// <summary>As <see cref="LinkEvidenceReader"/> reads them: the first and the last of each answer.</summary>
    private ILookup<Guid, SeenRow> Looks(DateTime end)
    {
        var last = end.AddTicks(-1);
        return _college.Observations.Where(look => look.FirstAsOf < end)
            .GroupBy(look => (look.ChatId, look.PersonId, look.State))
            .ToLookup(
                same => same.Key.PersonId,
                same => same.Max(look => look.LastAsOf) is var seen
                    ? new SeenRow(_chats[same.Key.ChatId], same.Key.State, seen < last ? seen : last) { FirstAsOf = same.Min(look => look.FirstAsOf) }
                    : throw new InvalidOperationException());
    }
}
