using Sferum.Admin.Core.Calendar;
using Sferum.Admin.Core.Links;

namespace Sferum.Admin.Simulator.College;

/// <summary>What was said of the links: invitations, claims, refusals with another channel, corrections in ЭПОС.</summary>
internal sealed class LinkStep
{
    private const int BrokenDaysAgo = 9;
    private const int Corrections = 12;

    private static readonly string[] NotApplicableReasons = ["Нет смартфона", "Кнопочный телефон", "Нет смартфона, связь через классный час"];

    private static readonly AlternativeChannel[] Channels = [AlternativeChannel.Epos, AlternativeChannel.Epos, AlternativeChannel.Paper, AlternativeChannel.Email, AlternativeChannel.Phone, AlternativeChannel.Sms];

    private static readonly string[] Corrected = ["Дата рождения", "ФИО как в Госуслугах", "Почта в Госуслугах"];

    private readonly Draft _draft;
    private readonly Dice _dice;
    private readonly EposClock _epos;
    private readonly Guid _author;

    public LinkStep(Draft draft)
    {
        _draft = draft;
        _dice = draft.Dice.Fork("links");
        _epos = new EposClock(SchoolCalendar.Initial, draft.Clock);
        _author = draft.College.Accounts[0].UserId;
    }

    /// <summary>UTC moment at which those who need a new link changed their phones.</summary>
    public static DateTime BrokenAt(Draft draft) => draft.At(draft.Today.AddDays(-BrokenDaysAgo), 18 * 60);

    public void Run(Dictionary<Guid, Fate> fates)
    {
        foreach (var (person, fate) in fates)
        {
            // Thrown for everybody, so that one fate more does not shift the next person's.
            var (day, minute, claims, channel) = (_dice.Next(12), _dice.Next(300), _dice.Chance(45), _dice.Pick(Channels));
            if (fate is not (Fate.NotInvited or Fate.NotApplicable))
            {
                Add(person, LinkFactKind.Invited, Sooner(_draft.Year.StartsOn.AddDays(3 + day)), minute);
            }

            switch (fate)
            {
                case Fate.Seen when claims:
                    Add(person, LinkFactKind.Claimed, Sooner(_draft.Year.StartsOn.AddDays(4 + day)), minute);
                    break;
                case Fate.ClaimPastRecheck:
                    Add(person, LinkFactKind.Claimed, _draft.Today.AddDays(-14 - (day / 2)), minute);
                    break;
                case Fate.ClaimBeforeRecheck:
                    Add(person, LinkFactKind.Claimed, _draft.Today, minute);
                    break;
                case Fate.NeedsRelink:
                    AddFact(person, LinkFactKind.PhoneOfRecordEnded, BrokenAt(_draft), null);
                    break;
                case Fate.NotApplicable:
                    Add(person, LinkFactKind.NotApplicable, Sooner(_draft.Year.StartsOn.AddDays(5 + day)), minute, NotApplicableReasons[day % NotApplicableReasons.Length]);
                    break;
                case Fate.Refused:
                    Refuse(person, Sooner(_draft.Year.StartsOn.AddDays(6 + (4 * day))), null, channel);
                    break;
            }
        }

        Correct([.. fates.Where(f => f.Value == Fate.NotSeen).Select(f => f.Key).Take(Corrections)]);
    }

    /// <summary>An earlier refusal that was withdrawn: the person has refused twice.</summary>
    public void RefuseBefore(Guid personId)
    {
        var now = _draft.College.OptOuts.First(o => o.PersonId == personId);
        Refuse(personId, now.ValidFrom.AddDays(-60), now.ValidFrom.AddDays(-20), AlternativeChannel.Paper);
    }

    private DateOnly Sooner(DateOnly day) => day < _draft.Today ? day : _draft.Today;

    private void Add(Guid person, LinkFactKind kind, DateOnly day, int minute, string? reason = null) =>
        AddFact(person, kind, _draft.At(day, (8 * 60) + minute), reason);

    private void AddFact(Guid person, LinkFactKind kind, DateTime at, string? reason) =>
        _draft.College.LinkFacts.Add(new LinkFact
        {
            Id = _draft.NewId(),
            PersonId = person,
            PlatformId = _draft.College.Messenger.Id,
            Kind = kind,
            At = at,
            RecheckAt = kind == LinkFactKind.Claimed ? _epos.ShowsAt(at) : null,
            Reason = reason,
            ByUserId = _author,
            RecordedAt = at,
        });

    private void Refuse(Guid person, DateOnly from, DateOnly? to, AlternativeChannel channel) =>
        _draft.Fact(_draft.College.OptOuts, new OptOut { Id = _draft.NewId(), PersonId = person, AlternativeChannel = channel, ByUserId = _author }, from, to);

    /// <summary>Corrections made in ЭПОС yesterday and today, which it shows by its own clock.</summary>
    private void Correct(List<Guid> people)
    {
        for (var i = 0; i < people.Count; i++)
        {
            var enteredAt = _draft.At(_draft.Today.AddDays(i % 2 - 1), (9 * 60) + (i * 17));
            _draft.College.Corrections.Add(new JournalCorrection
            {
                Id = _draft.NewId(),
                PersonId = people[i],
                EnteredAt = enteredAt,
                ShowsAt = _epos.ShowsAt(enteredAt),
                What = Corrected[i % Corrected.Length],
                ByUserId = _author,
            });
        }
    }
}
