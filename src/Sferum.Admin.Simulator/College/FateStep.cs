using Sferum.Admin.Core.Chats;

namespace Sferum.Admin.Simulator.College;

/// <summary>How far a person came with the chats.</summary>
internal enum Fate
{
    NotInvited,

    /// <summary>Invited; nobody looked.</summary>
    Invited,

    /// <summary>Invited; looked for and not seen.</summary>
    NotSeen,

    /// <summary>All mandatory chats are seen.</summary>
    Seen,
    ClaimPastRecheck,
    ClaimBeforeRecheck,

    /// <summary>Was seen, then changed the phone.</summary>
    NeedsRelink,
    Refused,
    NotApplicable,
}

/// <summary>
/// Gives everybody who must be somewhere a fate: so many of each group linked as its plan says, and the rare fates dealt out
/// among the rest.
/// </summary>
internal static class FateStep
{
    /// <summary>The rare fates among representatives and students who are not linked, in the demo.</summary>
    private static readonly (Fate Fate, int Representatives, int Students)[] Rare =
    [
        (Fate.Refused, 32, 4), (Fate.ClaimPastRecheck, 8, 3), (Fate.ClaimBeforeRecheck, 7, 3), (Fate.NeedsRelink, 10, 3), (Fate.NotApplicable, 4, 1),
    ];

    /// <summary>What is told of the cast.</summary>
    private static readonly Dictionary<string, Fate> Known = new()
    {
        ["Агеева Полина Романовна"] = Fate.Seen,
        ["Агеева Ирина Петровна"] = Fate.Seen,
        ["Агеев Роман Юрьевич"] = Fate.Seen,
        ["Балуева Дарья Ильинична"] = Fate.Seen,
        ["Балуева Оксана Сергеевна"] = Fate.Invited,
        ["Вотинов Егор Андреевич"] = Fate.NotSeen,
        ["Гилёв Тимофей Павлович"] = Fate.ClaimBeforeRecheck,
        ["Гилёва Наталья Викторовна"] = Fate.Refused,
        ["Гилёв Павел Олегович"] = Fate.Seen,
        ["Деменева Арина Максимовна"] = Fate.Seen,
        ["Деменева Юлия Игоревна"] = Fate.NeedsRelink,
        ["Ерофеев Максим Денисович"] = Fate.Invited,
        ["Ерофеева Светлана Львовна"] = Fate.NotInvited,
        ["Жданова Кира Алексеевна"] = Fate.Seen,
        ["Жданова Марина Борисовна"] = Fate.Seen,
        ["Жданов Алексей Ильич"] = Fate.ClaimBeforeRecheck,
        ["Зуева Валерия Степановна"] = Fate.Seen,
        ["Зуева Нина Олеговна"] = Fate.Seen,
    };

    public static Dictionary<Guid, Fate> Run(Draft draft)
    {
        var dice = draft.Dice.Fork("fates");
        var register = new RegisterOnDay(draft.Today, CollegeFacts.Of(draft.College));
        var all = MandatoryChatRules.All(register, ChatRuleSettings.Default);
        var must = all.Where(m => m.Demand == Demand.Must).Select(m => m.PersonId).ToHashSet();
        var fates = draft.Staff.ToDictionary(e => e.Person.Id, _ => Fate.Seen);
        var (students, representatives) = (new List<Guid>(), new List<Guid>());
        foreach (var group in draft.Groups)
        {
            // Nobody ever looked at the group without a curator, so nobody there is proven.
            var isUnseen = group.Plan.Name == Cast.GroupWithoutCurator;
            Link(group.Students.Select(s => s.Person), isUnseen ? 0 : group.Plan.StudentsLinked, students);
            Link(group.Students.Where(s => s.Family.Children[0] == s).SelectMany(s => s.Family.Representatives).Select(r => r.Person), isUnseen ? 0 : group.Plan.RepresentativesLinked, representatives);
        }

        Deal(draft, dice, fates, representatives, r => r.Representatives);
        Deal(draft, dice, fates, students, r => r.Students);
        foreach (var allowed in all.Where(m => m.Demand == Demand.May).Select(m => m.PersonId))
        {
            // Parents of adults who stayed.
            _ = dice.Chance(60) && fates.TryAdd(allowed, Fate.Seen);
        }

        return fates;

        void Link(IEnumerable<Core.People.Person> people, int percent, List<Guid> unlinked)
        {
            var open = new List<Guid>();
            var (count, known) = (0, 0);
            foreach (var person in people.Where(p => must.Contains(p.Id) && !fates.ContainsKey(p.Id)))
            {
                count++;
                if (Known.TryGetValue(person.FullName, out var fate) && draft.Families.Any(f => f.Cast is not null && f.Holds(person.Id)))
                {
                    fates.Add(person.Id, fate);
                    known += fate == Fate.Seen ? 1 : 0;
                }
                else
                {
                    open.Add(person.Id);
                }
            }

            dice.Shuffle(open);
            var linked = Math.Clamp((int)Math.Round(count * percent / 100.0) - known, 0, open.Count);
            foreach (var person in open.Take(linked))
            {
                fates.Add(person, Fate.Seen);
            }

            unlinked.AddRange(open.Skip(linked));
        }
    }

    private static void Deal(Draft draft, Dice dice, Dictionary<Guid, Fate> fates, List<Guid> people, Func<(Fate Fate, int Representatives, int Students), int> share)
    {
        dice.Shuffle(people);
        var next = 0;
        foreach (var rare in Rare)
        {
            for (var left = share(rare) * draft.Size.Factor; left > 0; left--)
            {
                fates.Add(people[next++], rare.Fate);
            }
        }

        foreach (var person in people.Skip(next))
        {
            fates.Add(person, dice.Next(100) switch { < 20 => Fate.NotInvited, < 55 => Fate.Invited, _ => Fate.NotSeen });
        }
    }
}
