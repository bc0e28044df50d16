using Sferum.Admin.Core.People;

namespace Sferum.Admin.Core.Chats;

/// <summary>
/// Who must be in which mandatory chat on a day, and why. Clause 2.1 of the regulation as the table of DESIGN §3:
/// <code>
/// person on the day                  «Преподаватели»   «Группы»             «Родители»
/// employee                           must              —                    —
/// platform administrator             must, admin       must, admin of all   must, admin of all
/// curator or substitute              (as employee)     must, admin of own   must, admin of own
/// student of the group               must not          must                 must not
/// student on leave                   must not          by setting           must not
/// representative of a minor          must not          must not             must, per child's group
/// representative of an adult         must not          must not             may, by setting
/// representative, restricted rights  must not          must not             must not
/// </code>
/// Each row gives grounds; <see cref="Strongest"/> decides between the grounds of one person in one chat; a refusal in force
/// then turns «должен» into «может». Where there is no ground, nobody belongs. Pure: the register in, memberships out.
/// </summary>
public static class MandatoryChatRules
{
    /// <summary>The chats that are mandatory on the day. «Родители» is, while the group has a minor.</summary>
    public static IReadOnlyList<ChatKey> MandatoryChats(RegisterOnDay register)
    {
        var chats = new List<ChatKey>(1 + (2 * register.GroupsInForce.Count)) { ChatKey.Staff };
        foreach (var group in register.GroupsInForce)
        {
            chats.Add(ChatKey.Group(group));
            if (register.HasMinors(group))
            {
                chats.Add(ChatKey.Parents(group));
            }
        }

        return chats;
    }

    /// <summary>Every «должен» and «может» of the register. Who is not listed for a chat must not be in it.</summary>
    public static IReadOnlyList<DesiredMembership> All(RegisterOnDay register, ChatRuleSettings settings)
    {
        var all = new List<DesiredMembership>(register.Persons.Count * 2);
        foreach (var person in register.Persons)
        {
            foreach (var membership in Of(register, person, settings))
            {
                if (membership.Demand != Demand.MustNot)
                {
                    all.Add(membership);
                }
            }
        }

        return all;
    }

    /// <summary>Everything the register says of one person, with the «не положен» that has a ground of its own.</summary>
    public static IReadOnlyList<DesiredMembership> Of(RegisterOnDay register, Guid personId, ChatRuleSettings settings)
    {
        var strongest = new Dictionary<ChatKey, DesiredMembership>();
        foreach (var ground in Grounds(register, personId, settings))
        {
            strongest[ground.Chat] = strongest.TryGetValue(ground.Chat, out var other) ? Strongest(other, ground) : ground;
        }

        return register.HasOptedOut(personId)
            ? [.. strongest.Values.Select(AfterRefusal)]
            : [.. strongest.Values];
    }

    /// <summary>The answer for a person who was seen in a chat, or is looked for there: always one, «не положен» without ground.</summary>
    public static DesiredMembership DemandOf(RegisterOnDay register, Guid personId, ChatKey chat, ChatRuleSettings settings)
        => Of(register, personId, settings).FirstOrDefault(membership => membership.Chat == chat)
            ?? new DesiredMembership(
                chat.Kind, chat.StudyGroupId, personId, MembershipRole.Member, Demand.MustNot, DesiredReason.NoGround);

    /// <summary>
    /// Every ground of a person, in the order of the table, before the strongest wins and before refusals: says in which
    /// capacities the person is wanted, so that a curator who is also a parent is counted as both.
    /// </summary>
    public static IEnumerable<DesiredMembership> Grounds(RegisterOnDay register, Guid personId, ChatRuleSettings settings)
    {
        var employment = register.EmploymentOf(personId);
        if (employment is not null)
        {
            yield return Ground(ChatKey.Staff, personId, Demand.Must, Reason(ChatRule.Employee, RegisterFact.Employment, employment.Origin));
        }

        foreach (var administrator in register.AdministrationsOf(personId))
        {
            var reason = Reason(ChatRule.PlatformAdministrator, RegisterFact.PlatformAdministrator, administrator.Origin);
            yield return AdminGround(ChatKey.Staff, personId, Demand.Must, reason);
            foreach (var group in register.GroupsInForce)
            {
                yield return AdminGround(ChatKey.Group(group), personId, Demand.Must, reason);
                yield return AdminGround(ChatKey.Parents(group), personId, ParentsChat(register, group), reason);
            }
        }

        // A dismissed curator whose assignment was forgotten leads no chat: the assignment needs an employment beside it.
        foreach (var curator in employment is null ? [] : register.CuratorshipsOf(personId))
        {
            var rule = curator.IsSubstitute ? ChatRule.SubstituteCurator : ChatRule.Curator;
            var reason = Reason(rule, RegisterFact.CuratorAssignment, curator.Origin);
            yield return AdminGround(ChatKey.Group(curator.StudyGroupId), personId, Demand.Must, reason);
            yield return AdminGround(
                ChatKey.Parents(curator.StudyGroupId), personId, ParentsChat(register, curator.StudyGroupId), reason);
        }

        foreach (var study in register.StudiesOf(personId))
        {
            yield return StudentGround(personId, study, settings);
        }

        foreach (var guardianship in register.GuardianshipsOf(personId))
        {
            foreach (var study in register.StudiesOf(guardianship.StudentId))
            {
                yield return RepresentativeGround(register, guardianship, study, settings);
            }
        }
    }

    private static DesiredMembership StudentGround(Guid personId, Study study, ChatRuleSettings settings)
    {
        var (rule, demand) = study.OnLeave
            ? (ChatRule.StudentOnLeave, settings.AcademicLeave)
            : (ChatRule.Student, Demand.Must);
        return Ground(
            ChatKey.Group(study.Membership.StudyGroupId),
            personId,
            demand,
            Reason(rule, RegisterFact.GroupMembership, study.Membership.Origin, study.Enrollment.Origin));
    }

    private static DesiredMembership RepresentativeGround(
        RegisterOnDay register, GuardianshipFact guardianship, Study study, ChatRuleSettings settings)
    {
        var birthDate = register.BirthDateOf(guardianship.StudentId);
        var restricted = guardianship.Restriction?.Covers(register.Day) == true;
        var (rule, demand) = (restricted, study.OnLeave, Adulthood.IsAdult(birthDate, register.Day)) switch
        {
            (true, _, _) => (ChatRule.RestrictedGuardianship, Demand.MustNot),
            (_, _, true) => AdultRule(register.HasAdultConsent(guardianship.StudentId), settings.AdultRepresentatives),
            (_, true, _) => (ChatRule.RepresentativeOfStudentOnLeave, settings.AcademicLeave),
            _ => (ChatRule.RepresentativeOfMinor, Demand.Must),
        };
        var reason = Reason(
            rule, RegisterFact.Guardianship, guardianship.Origin, study.Membership.Origin, study.Enrollment.Origin) with
        {
            BirthDateUnknown = birthDate is null,
        };
        return Ground(
            ChatKey.Parents(study.Membership.StudyGroupId),
            guardianship.RepresentativeId,
            demand,
            restricted ? reason with { Since = guardianship.RestrictedFrom } : reason);
    }

    private static (ChatRule Rule, Demand Demand) AdultRule(bool consent, AdultRepresentatives policy) => policy switch
    {
        AdultRepresentatives.MustNot => (ChatRule.RepresentativeOfAdult, Demand.MustNot),
        AdultRepresentatives.ByConsent when !consent => (ChatRule.RepresentativeOfAdultWithoutConsent, Demand.May),
        _ => (ChatRule.RepresentativeOfAdult, Demand.May),
    };

    /// <summary>When the last minor turns 18 «Родители» stops being mandatory; it does not vanish.</summary>
    private static Demand ParentsChat(RegisterOnDay register, Guid group) => register.HasMinors(group) ? Demand.Must : Demand.May;

    /// <summary>
    /// Any «должен» beats everything (a parent who is an employee); a restriction of rights beats «может» on account of another
    /// child; «может» beats a mere «не положен». Between equals the administrator, then the older fact.
    /// </summary>
    private static DesiredMembership Strongest(DesiredMembership a, DesiredMembership b)
    {
        var order = Rank(a).CompareTo(Rank(b));
        order = order != 0 ? order : a.Role.CompareTo(b.Role);
        order = order != 0 ? order : Nullable.Compare(b.Reason.Since, a.Reason.Since);
        order = order != 0 ? order : Nullable.Compare(b.Reason.FactId, a.Reason.FactId);
        return order >= 0 ? a : b;
    }

    private static int Rank(DesiredMembership membership) => membership switch
    {
        { Demand: Demand.Must } => 3,
        { Reason.Rule: ChatRule.RestrictedGuardianship } => 2,
        { Demand: Demand.May } => 1,
        _ => 0,
    };

    private static DesiredMembership AfterRefusal(DesiredMembership membership)
        => membership.Demand == Demand.Must ? membership with { Demand = Demand.May, OptedOut = true } : membership;

    private static DesiredMembership Ground(ChatKey chat, Guid personId, Demand demand, DesiredReason reason)
        => new(chat.Kind, chat.StudyGroupId, personId, MembershipRole.Member, demand, reason);

    private static DesiredMembership AdminGround(ChatKey chat, Guid personId, Demand demand, DesiredReason reason)
        => new(chat.Kind, chat.StudyGroupId, personId, MembershipRole.Admin, demand, reason);

    /// <summary>
    /// A membership rests on the main fact and on those under it: it begins and becomes known with the last of them, and names
    /// the first order found.
    /// </summary>
    private static DesiredReason Reason(ChatRule rule, RegisterFact fact, FactOrigin main, params ReadOnlySpan<FactOrigin> under)
    {
        var (order, since, recordedAt) = (main.OrderId, main.Period.From, main.RecordedAt);
        foreach (var origin in under)
        {
            order ??= origin.OrderId;
            since = origin.Period.From > since ? origin.Period.From : since;
            recordedAt = origin.RecordedAt > recordedAt ? origin.RecordedAt : recordedAt;
        }

        return new DesiredReason(rule, fact, main.Id, order, since, recordedAt);
    }
}
