using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Statistics;
using Sferum.Admin.Tests.Chats;

namespace Sferum.Admin.Tests.Statistics;

/// <summary>A college with its links and looks, from which an indicator is computed.</summary>
public abstract class IndicatorScene
{
    private protected College College { get; } = new();

    protected Dictionary<Guid, LinkState> Links { get; } = [];

    protected List<(Guid Person, SeenRow Look)> Looks { get; } = [];

    protected HashSet<ReadingScope> Incomplete { get; } = [];

    protected List<(ChatKey Chat, Guid PersonId)> Appointed { get; } = [];

    protected Dictionary<(Guid Person, ChatKey Chat), DateTime> CountsFrom { get; } = [];

    protected (Guid Group, Guid Student, Guid Parent) Family()
    {
        var group = College.Group();
        var student = College.Student(group);
        return (group, student, College.Representative(student));
    }

    protected Guid Link(Guid person, LinkState state)
    {
        Links[person] = state;
        return person;
    }

    protected Guid Refuse(Guid person)
    {
        College.OptOut(person);
        return Link(person, LinkState.Refused);
    }

    protected void See(Guid person, ChatKey chat) => Look(person, chat, VisibilityState.Visible);

    protected void Look(Guid person, ChatKey chat, VisibilityState state, DateTime? at = null)
        => Looks.Add((person, new SeenRow(chat, state, at ?? TestClock.Now.AddHours(-1))));

    protected IndicatorResult Evaluate(string code) => IndicatorRules.Find(code)!.Evaluate(Day());

    protected CollegeOnDay Day()
    {
        var evidence = Looks.GroupBy(look => look.Person).ToDictionary(
            person => person.Key,
            person => new LinkEvidence(
                [], [], [.. person.Select(look => look.Look)],
                [.. CountsFrom.Where(must => must.Key.Person == person.Key).Select(must => new MustRow(must.Key.Chat, must.Value))]));
        return new CollegeOnDay(College.On(), ChatRuleSettings.Default, evidence, Links, Appointed, Incomplete);
    }

    protected static IEnumerable<Guid> People(IndicatorResult result, IndicatorPart part) => result.Of(part).Select(subject => subject.PersonId!.Value);

    protected static IEnumerable<Guid> Groups(IndicatorResult result, IndicatorPart part) => result.Of(part).Select(subject => subject.StudyGroupId!.Value);
}
