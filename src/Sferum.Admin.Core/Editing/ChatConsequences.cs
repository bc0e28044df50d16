using Sferum.Admin.Core.Chats;

namespace Sferum.Admin.Core.Editing;

/// <summary>What an act does to somebody's place in a mandatory chat.</summary>
public enum ChatMove
{
    /// <summary>«Войдёт»: becomes a must.</summary>
    Joins,

    /// <summary>«Станет администратором»: was a member already.</summary>
    Leads,

    /// <summary>Stays as a member only.</summary>
    LeadsNoMore,

    /// <summary>«Может остаться»: no must any more.</summary>
    MayStay,

    /// <summary>«Выйдет»: must not be there any more.</summary>
    Leaves,
}

/// <param name="PersonId">Who.</param>
/// <param name="Chat">Where.</param>
public sealed record ChatChange(Guid PersonId, ChatKey Chat, ChatMove Move);

/// <summary>
/// The consequence of an act for the chats: the rules' answers over the register before and after it, compared. Pure.
/// </summary>
public static class ChatConsequences
{
    /// <summary>Changes of these persons, in their order; nothing for whom everything stays.</summary>
    public static IReadOnlyList<ChatChange> Between(RegisterOnDay before, RegisterOnDay after, IEnumerable<Guid> persons, ChatRuleSettings rules)
    {
        var changes = new List<ChatChange>();
        foreach (var person in persons)
        {
            var (old, now) = (Of(before, person, rules), Of(after, person, rules));
            foreach (var chat in old.Keys.Union(now.Keys).OrderBy(chat => chat.Kind).ThenBy(chat => chat.StudyGroupId))
            {
                if (Move(old.GetValueOrDefault(chat), now.GetValueOrDefault(chat)) is { } move)
                {
                    changes.Add(new ChatChange(person, chat, move));
                }
            }
        }

        return changes;
    }

    private static Dictionary<ChatKey, DesiredMembership> Of(RegisterOnDay register, Guid person, ChatRuleSettings rules) =>
        MandatoryChatRules.Of(register, person, rules).ToDictionary(row => row.Chat);

    private static ChatMove? Move(DesiredMembership? before, DesiredMembership? after)
    {
        var (was, will) = (before?.Demand ?? Demand.MustNot, after?.Demand ?? Demand.MustNot);
        if (was != will)
        {
            return (was, will) switch
            {
                (_, Demand.Must) => ChatMove.Joins,
                (Demand.Must, Demand.May) => ChatMove.MayStay,
                (_, Demand.MustNot) => ChatMove.Leaves,
                _ => null,
            };
        }

        return will == Demand.Must && before!.Role != after!.Role
            ? after.Role == MembershipRole.Admin ? ChatMove.Leads : ChatMove.LeadsNoMore
            : null;
    }
}
