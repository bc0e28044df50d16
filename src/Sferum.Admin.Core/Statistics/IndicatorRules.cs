using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Links;

namespace Sferum.Admin.Core.Statistics;

/// <summary>
/// The one registry of figures: what each counts, by which clause, and the exact list behind every number of it. Definitions:
/// indicators K1–K12 of the domain glossary; those without a source yet are not here. Pure.
/// </summary>
public static class IndicatorRules
{
    public const string RefusalsCode = "refusals";

    /// <summary>Employees who are linked; a target.</summary>
    public const string StaffCode = "K2-staff";

    /// <summary>Students and representatives who are linked, together; a target.</summary>
    public const string FamiliesCode = "K2-families";

    /// <summary>Completeness of group chats; the table of groups is this figure by group.</summary>
    public const string CompletenessCode = "K5";

    /// <summary>Source of what was seen in the journal, by people and, where it is read, by readings.</summary>
    public const string Looks = "взгляды на ЭПОС";

    private const string Register = "по приказам";

    /// <summary>
    /// Goals of the weekly activity that the press reported for the end of the year: 75 % of employees, 30 % of students and
    /// parents (domain §4). There is no source of activity yet (K7), and only who is linked can be active: so far the goals stand
    /// at the links.
    /// </summary>
    private const int StaffGoal = 75;

    private const int FamiliesGoal = 30;

    /// <summary>All figures of the table, in its order.</summary>
    public static IReadOnlyList<Indicator> All { get; } =
    [
        Linked(StaffCode, "Привязаны работники", "работники в штате на день", ChatRule.Employee) with { Goal = StaffGoal },
        Linked("K2-students", "Привязаны студенты", "студенты в составе групп на день, кроме академического отпуска", ChatRule.Student),
        Linked("K2-representatives", "Привязаны представители", "законные представители несовершеннолетних студентов", ChatRule.RepresentativeOfMinor),
        new("K3", "K3", "Привязки проверены",
            "Проверенные привязки ÷ все привязки. Проверена — каждый обязательный чат человека видно в ЭПОС, взгляд не старше срока из настроек (обычно 30 дней).",
            "люди, чья привязка проверена", "люди с привязкой", "2.1", IndicatorUnit.People, Looks, false, Verified),
        new("K4", "K4", "Группы с полным набором чатов",
            "Группы, где «Группы» и, если есть несовершеннолетние, «Родители» видно в ЭПОС хотя бы одному из тех, кто в них должен быть, ÷ все группы. «Не видно» — только когда посмотрели у всех.",
            "группы, чьи обязательные чаты видно", "группы, которые учатся на день", "2.1", IndicatorUnit.Groups, Looks, false, FullSet),
        new(CompletenessCode, "K5", "Полнота чатов групп",
            "Места в чатах групп, где человек видит чат в ЭПОС, ÷ все места: студент — в «Группы», представитель несовершеннолетнего — в «Родители» каждого ребёнка. Отказы в «должны» не входят.",
            "места, где чат видно", "места, которые должны быть заняты", "2.1, 2.6, 2.7", IndicatorUnit.Places, Looks, false, Completeness),
        new("K6", "K6", "Лишние участники",
            "Сколько раз последний взгляд показал обязательный чат человеку, который в нём не положен. Должно быть 0.",
            "места, которые заняты без основания", null, "2.1", IndicatorUnit.Places, Looks, true, Unexpected),
        new("K8", "K8", "Чаты без второго администратора",
            "Обязательные чаты, у которых по приказам меньше двух администраторов. Должно быть 0.",
            "чаты, где администраторов меньше двух", null, "2.1", IndicatorUnit.Chats, Register, true, FewAdministrators),
        new(RefusalsCode, "", "Отказы от использования",
            "Люди с действующим отказом, которые без него были бы должны состоять хотя бы в одном чате. Отказ — право: в «не привязаны» и «не видно» он не входит.",
            "люди с действующим отказом", null, "2.7", IndicatorUnit.People, "заявления об отказе", false, Refusals),
    ];

    /// <summary>Figures of the table and the target that joins two of them: what a week freezes.</summary>
    public static IReadOnlyList<Indicator> Frozen { get; } =
    [
        .. All,
        Linked(FamiliesCode, "Привязаны студенты и представители", "студенты и законные представители несовершеннолетних", ChatRule.Student, ChatRule.RepresentativeOfMinor) with { Goal = FamiliesGoal },
    ];

    /// <summary>Indicators of domain §4 without a source yet: «нет данных», never a zero. Code, title, what the source will be.</summary>
    public static IReadOnlyList<(string Label, string Title, string Source)> WithoutSource { get; } =
    [
        ("K1", "Роль работника подтверждена", "подтверждения ролей"),
        ("K7", "Активность за неделю", "мессенджер"),
        ("K9", "Невостребованные ссылки", "приглашения"),
        ("K10", "Охват обучением педагогов", "журнал обучения"),
        ("K11", "Срок закрытия расхождения", "план изменений"),
        ("K12", "Обращения в поддержку", "обращения"),
    ];

    /// <summary>The figure with the code, or null.</summary>
    public static Indicator? Find(string? code) => Frozen.FirstOrDefault(indicator => indicator.Code == code);

    private static Indicator Linked(string code, string title, string population, params ChatRule[] rules) => new(
        code, "K2", title,
        $"Привязанные и проверенные ÷ {population}, которым положен хотя бы один чат. Отказы стоят отдельно и остаются в знаменателе, «не применимо» — нет.",
        "люди с привязкой, которую показал ЭПОС", population, "2.1", IndicatorUnit.People, Looks, false,
        college => LinkedOf(college, rules));

    private static IndicatorResult LinkedOf(CollegeOnDay college, ChatRule[] rules)
    {
        var people = PeopleOf(college, place => rules.Contains(place.Rule)).ToLookup(person => PartOf(person.Link!.Value));
        return new IndicatorResult(
        [
            new(IndicatorPart.Numerator, "привязаны", true, [.. people[IndicatorPart.Numerator]]),
            new(IndicatorPart.Rest, "не привязаны", true, [.. people[IndicatorPart.Rest]]),
            new(IndicatorPart.Refused, "отказались", true, [.. people[IndicatorPart.Refused]], IsSensitive: true),
            new(IndicatorPart.NotApplicable, "не применимо", false, [.. people[IndicatorPart.NotApplicable]], IsSensitive: true),
        ],
        Array.Exists(rules, rule => college.IsIncomplete(PopulationOf(rule))));
    }

    private static ReadingPopulation PopulationOf(ChatRule rule) => rule switch
    {
        ChatRule.Student => ReadingPopulation.Students,
        ChatRule.RepresentativeOfMinor => ReadingPopulation.Representatives,
        _ => ReadingPopulation.Staff,
    };

    private static IndicatorPart PartOf(LinkState link) => link switch
    {
        LinkState.Linked or LinkState.Verified => IndicatorPart.Numerator,
        LinkState.Refused => IndicatorPart.Refused,
        LinkState.NotApplicable => IndicatorPart.NotApplicable,
        _ => IndicatorPart.Rest,
    };

    private static IndicatorResult Verified(CollegeOnDay college)
    {
        var linked = PeopleOf(college, IsCounted).ToLookup(person => person.Link);
        return new IndicatorResult(
        [
            new(IndicatorPart.Numerator, "проверены", true, [.. linked[LinkState.Verified]]),
            new(IndicatorPart.Rest, "привязаны, но не проверены или проверка устарела", true, [.. linked[LinkState.Linked]]),
        ],
        Enum.GetValues<ReadingPopulation>().Any(college.IsIncomplete));
    }

    private static IndicatorResult FullSet(CollegeOnDay college)
    {
        var chats = college.MandatoryChats.Where(chat => chat.StudyGroupId is not null).ToLookup(chat => chat.StudyGroupId!.Value);
        var groups = chats.Select(group => GroupSubject(college, group.Key, [.. group])).ToLookup(group => group.Look);
        return new IndicatorResult(
            [
                new(IndicatorPart.Numerator, "полный набор", true, [.. groups[VisibilityState.Visible]]),
                new(IndicatorPart.Rest, "чат не видно", true, [.. groups[VisibilityState.Missing]]),
                new(IndicatorPart.NotChecked, "не проверено", true, [.. groups[VisibilityState.NotChecked]]),
            ],
            groups[VisibilityState.NotChecked].Any() || groups[VisibilityState.Missing].Any(group => chats[group.StudyGroupId!.Value].Any(college.IsIncomplete)));
    }

    private static IndicatorSubject GroupSubject(CollegeOnDay college, Guid group, IReadOnlyList<ChatKey> chats)
    {
        var states = chats.Select(chat => StateOf(college, chat)).ToHashSet();
        var state = states.Contains(VisibilityState.Missing) ? VisibilityState.Missing
            : states.Contains(VisibilityState.NotChecked) ? VisibilityState.NotChecked
            : VisibilityState.Visible;
        var lastLook = chats.SelectMany(chat => college.Musts[chat].Select(must => college.LookAt(must.PersonId, chat)?.AsOf)).Max();
        return new IndicatorSubject { StudyGroupId = group, Look = state, LookAt = lastLook };
    }

    /// <summary>One person who sees it proves a chat; that it cannot be seen takes a look at everybody who must be in it.</summary>
    private static VisibilityState StateOf(CollegeOnDay college, ChatKey chat)
    {
        var states = college.Musts[chat].Select(must => college.StateOf(must.PersonId, chat)).ToHashSet();
        return states.Contains(VisibilityState.Visible) ? VisibilityState.Visible
            : states.Count == 0 || states.Contains(VisibilityState.NotChecked) ? VisibilityState.NotChecked
            : VisibilityState.Missing;
    }

    private static IndicatorResult Completeness(CollegeOnDay college)
    {
        var places = college.Roster.Where(place => place.Rule is ChatRule.Student or ChatRule.RepresentativeOfMinor).ToList();
        var expected = places
            .Where(place => !college.Register.HasOptedOut(place.PersonId))
            .Select(place => PlaceSubject(college, place))
            .ToLookup(place => place.Look);
        var refused = places
            .Where(place => college.Register.HasOptedOut(place.PersonId))
            .Select(place => PlaceSubject(college, place) with { IsSensitive = true });
        return new IndicatorResult(
            [
                new(IndicatorPart.Numerator, "видно", true, [.. expected[VisibilityState.Visible]]),
                new(IndicatorPart.Rest, "не видно", true, [.. expected[VisibilityState.Missing]]),
                new(IndicatorPart.NotChecked, "не проверено", true, [.. expected[VisibilityState.NotChecked]]),
                new(IndicatorPart.Refused, "отказались", false, [.. refused], IsSensitive: true),
            ],
            expected[VisibilityState.NotChecked].Any() || places.Exists(place => college.IsIncomplete(place.Chat)));
    }

    private static IndicatorSubject PlaceSubject(CollegeOnDay college, RosterPlace place) => new()
    {
        PersonId = place.PersonId,
        StudyGroupId = place.Chat.StudyGroupId,
        Chat = place.Chat,
        Look = college.StateOf(place.PersonId, place.Chat),
        LookAt = college.LookAt(place.PersonId, place.Chat)?.AsOf,
    };

    private static IndicatorResult Unexpected(CollegeOnDay college)
    {
        var unexpected = college.Unexpected.Select(found => new IndicatorSubject
        {
            PersonId = found.Demand.PersonId,
            StudyGroupId = found.Demand.StudyGroupId,
            Chat = found.Demand.Chat,
            Look = VisibilityState.Visible,
            LookAt = found.Look.AsOf,
            IsSensitive = found.Demand.Reason.Rule == ChatRule.RestrictedGuardianship,
        });
        var lookedAtAll = college.MandatoryChats.All(chat =>
            !college.IsIncomplete(chat) && college.Musts[chat].All(must => college.StateOf(must.PersonId, chat) != VisibilityState.NotChecked));
        return new IndicatorResult([new(IndicatorPart.Numerator, "лишние", false, [.. unexpected])], !lookedAtAll);
    }

    private static IndicatorResult FewAdministrators(CollegeOnDay college) => new(
    [
        new(IndicatorPart.Numerator, "администраторов меньше двух", false,
        [
            .. from chat in college.MandatoryChats
               let administrators = college.Administrators[chat].Count()
               where administrators < 2
               select new IndicatorSubject { StudyGroupId = chat.StudyGroupId, Chat = chat, Administrators = administrators },
        ]),
    ]);

    private static IndicatorResult Refusals(CollegeOnDay college) => new(
    [
        new(IndicatorPart.Numerator, "отказались", false,
            [.. PeopleOf(college, _ => true).Where(person => college.Register.HasOptedOut(person.PersonId!.Value))],
            IsSensitive: true),
    ]);

    /// <summary>Everybody with a place in one of the capacities, once each.</summary>
    private static IEnumerable<IndicatorSubject> PeopleOf(CollegeOnDay college, Func<RosterPlace, bool> capacity) => college.Roster
        .Where(capacity)
        .Select(place => place.PersonId)
        .Distinct()
        .Select(person => new IndicatorSubject
        {
            PersonId = person,
            Link = college.LinkOf(person),
            LookAt = college.LastLookOf(person),
            IsSensitive = college.LinkOf(person) is LinkState.Refused or LinkState.NotApplicable,
        });

    /// <summary>Platform administrators are counted as the employees they are.</summary>
    private static bool IsCounted(RosterPlace place)
        => place.Rule is ChatRule.Employee or ChatRule.Student or ChatRule.RepresentativeOfMinor;
}
