using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Import.Matching;
using Sferum.Admin.Core.Import.Parsing;
using Sferum.Admin.Core.Orders;
using Sferum.Admin.Core.PersonalData;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Core.Import.Changes;

/// <summary>What the planners of one import share: the register as planned so far, the changes, who was touched and how.</summary>
internal sealed class PlanContext(RegisterSnapshot register, ChangeSet changes, GroupResolver groups, SnilsHash snils)
{
    private readonly Dictionary<Guid, ImportOutcome> _touched = [];

    public RegisterSnapshot Register => register;

    public ChangeSet Changes => changes;

    /// <summary>People whom the file names in any way, doubtful rows included: absence cannot be said of them.</summary>
    public HashSet<Guid> Mentioned { get; } = [];

    /// <summary>Existing groups of which the file has rows.</summary>
    public HashSet<Guid> CoveredGroups { get; } = [];

    public string? HashOf(RosterPerson row) => row.SnilsDigits is null ? null : snils.Of(row.SnilsDigits);

    /// <summary>Remembers the strongest thing that happens to a person: Add over Leave over Update over Same.</summary>
    public void Touch(Guid person, ImportOutcome outcome)
    {
        Mentioned.Add(person);
        if (!_touched.TryGetValue(person, out var known) || outcome > known)
        {
            _touched[person] = outcome;
        }
    }

    public ImportOutcome OutcomeOf(Guid person) => _touched.GetValueOrDefault(person);

    public ImportCounts Count(int doubtful)
    {
        int Of(ImportOutcome outcome) => _touched.Values.Count(o => o == outcome);
        return new(Of(ImportOutcome.Add), Of(ImportOutcome.Update), Of(ImportOutcome.Leave), Of(ImportOutcome.Same), doubtful);
    }

    /// <summary>A group of the register, or the new one of this name, which then gets its rows.</summary>
    public ResolvedGroup ResolveGroup(string? name, StudyMode? mode = null)
    {
        var before = groups.Proposed.Count;
        var group = groups.Resolve(name);
        if (groups.Proposed.Count > before)
        {
            var id = group.Id!.Value;
            changes.Groups.Add(changes.Begin(new StudyGroup { Id = id, StudyMode = mode }));
            var named = changes.Begin(new StudyGroupName { StudyGroupId = id, Name = name! });
            named.SearchKey = RussianText.SearchKey(name);
            changes.GroupNames.Add(named);
            changes.Record(ImportOperation.Add, nameof(StudyGroup), id, null, null, new { Name = name, changes.Day });
            register.AddGroup(id, name!);
        }

        return group;
    }

    public Guid? ResolveProgram(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var (code, title) = SplitCode(text);
        if (register.Program(code, title) is { } known)
        {
            return known;
        }

        var program = new Program { Code = code, Title = title };
        changes.Programs.Add(program);
        changes.Record(ImportOperation.Add, nameof(Program), program.Id, null, null, new { program.Code, program.Title });
        register.Add(program);
        return program.Id;
    }

    /// <summary>The order of enrolment that a row names.</summary>
    public Guid? ResolveOrder(RosterOrder? order)
    {
        if (order is null)
        {
            return null;
        }

        if (register.Order(order.Number, order.Date) is { } known)
        {
            return known;
        }

        var added = new Order { Number = order.Number, Date = order.Date, Kind = OrderKind.Enrolment };
        changes.Orders.Add(added);
        changes.Record(ImportOperation.Add, nameof(Order), added.Id, null, null, new { added.Number, added.Date, added.Kind });
        register.Add(added);
        return added.Id;
    }

    /// <summary>«09.02.07 Информационные системы» → code and title.</summary>
    private static (string? Code, string Title) SplitCode(string text)
    {
        var space = text.IndexOf(' ');
        var head = space < 0 ? "" : text[..space].TrimEnd('.', ',');
        return head.Length is >= 5 and <= 20 && head.All(c => char.IsAsciiDigit(c) || c == '.') && head.Contains('.')
            ? (head, text[(space + 1)..].Trim(' ', '-', '–', '—'))
            : (null, text);
    }
}
