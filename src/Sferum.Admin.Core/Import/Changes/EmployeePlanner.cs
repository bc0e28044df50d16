using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Import.Matching;
using Sferum.Admin.Core.Import.Parsing;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Staff;

namespace Sferum.Admin.Core.Import.Changes;

/// <summary>Rows of staff: the post and the groups of a curator.</summary>
internal sealed class EmployeePlanner(PlanContext context, PersonPlanner people, DeparturePlanner departures)
{
    /// <summary>The post of a row that names none.</summary>
    private const string UnnamedPosition = "Сотрудник";

    private static readonly string[] TeachingStems = ["преподават", "мастер", "педагог", "учител", "воспитат", "тьютор", "методист", "руководитель физ", "концертмейстер"];

    public void Plan(PlannedRow planned)
    {
        var row = planned.Row;
        var hash = context.HashOf(row);
        if (row.IsRejected)
        {
            planned.Outcome = ImportOutcome.Rejected;
            return;
        }

        var match = RosterMatcher.MatchEmployee(row, hash, context.Register);
        planned.Doubt = match.Doubt;
        if (match.Doubt != Doubt.None || row.Has(IssueCodes.PossibleDuplicate))
        {
            planned.Outcome = ImportOutcome.Doubtful;
            context.Mentioned.UnionWith(match.Candidates.Select(c => c.Id));
            if (match.Person is { } mentioned)
            {
                context.Mentioned.Add(mentioned.Id);
            }

            if (match.Doubt != Doubt.None)
            {
                row.Report(IssueCodes.DoubtfulPerson);
            }

            return;
        }

        if (row.Status == RosterStatus.Ended)
        {
            planned.PersonId = match.Person?.Id;
            planned.Outcome = match.Person is null ? ImportOutcome.Rejected : departures.PlanEmployee(match.Person.Id) ? ImportOutcome.Leave : ImportOutcome.Same;
            if (match.Person is { } gone)
            {
                context.Touch(gone.Id, planned.Outcome);
            }

            return;
        }

        var isNew = match.Person is null;
        var person = match.Person ?? people.Add(row.LastName!, row.FirstName!, row.Patronymic, row.BirthDate, hash, row.SnilsDigits, row.Phones, row.Emails);
        planned.PersonId = person.Id;
        var changed = !isNew && people.Update(person, row, hash);
        changed |= people.BindOutsideId(person, "employee", row.ExternalId);
        changed |= PlanEmployment(person, row);
        changed |= PlanCurator(person, row);
        planned.Outcome = isNew ? ImportOutcome.Add : changed ? ImportOutcome.Update : ImportOutcome.Same;
        context.Touch(person.Id, planned.Outcome);
    }

    private bool PlanEmployment(Person person, RosterPerson row)
    {
        var posts = context.Register.EmploymentsOf(person.Id);
        if (row.Position is null && posts.Count > 0)
        {
            return false;
        }

        var position = row.Position ?? UnnamedPosition;
        if (posts.FirstOrDefault(p => RussianText.SearchKey(p.Position) == RussianText.SearchKey(position)) is { } same)
        {
            return PlanDepartment(same, row.Department);
        }

        // One post and another one in the list: a change of post. Several posts are only added to.
        if (posts is [var old])
        {
            context.Changes.Employments.Change(context.Changes.End(old));
            context.Changes.Record(ImportOperation.End, nameof(Employment), old.Id, person.Id, new { old.Position, old.Department }, new { old.ValidTo });
            context.Register.Remove(old);
        }

        var isTeaching = TeachingStems.Any(s => position.Contains(s, StringComparison.OrdinalIgnoreCase));
        var post = context.Changes.Begin(new Employment { PersonId = person.Id, Position = position, Department = row.Department, IsTeaching = isTeaching });
        context.Changes.Employments.Add(post);
        context.Changes.Record(ImportOperation.Add, nameof(Employment), post.Id, person.Id, null, new { post.Position, post.Department, post.ValidFrom });
        context.Register.Add(post);
        return true;
    }

    private bool PlanDepartment(Employment post, string? department)
    {
        if (department is null || post.Department == department)
        {
            return false;
        }

        var before = new { post.Department };
        post.Department = department;
        post.Version = Guid.CreateVersion7();
        context.Changes.Employments.Change(post);
        context.Changes.Record(ImportOperation.Update, nameof(Employment), post.Id, post.PersonId, before, new { post.Department });
        return true;
    }

    /// <summary>The list names the main curator: another main one ends, substitutes stay.</summary>
    private bool PlanCurator(Person person, RosterPerson row)
    {
        var changed = false;
        foreach (var name in row.CuratorOf)
        {
            var group = context.ResolveGroup(name);
            if (group.IsUnknown)
            {
                row.Report(IssueCodes.UnknownGroup, "curatorOf");
            }

            if (group.Id is not { } id || context.Register.CuratorsOf(id).Any(c => c.PersonId == person.Id && c.Kind == CuratorKind.Main))
            {
                continue;
            }

            foreach (var other in context.Register.CuratorsOf(id).Where(c => c.Kind == CuratorKind.Main && c.StartImportId != context.Changes.ImportId).ToList())
            {
                departures.EndAssignment(other);
                context.Touch(other.PersonId, ImportOutcome.Update);
            }

            var assignment = context.Changes.Begin(new CuratorAssignment { PersonId = person.Id, StudyGroupId = id, Kind = CuratorKind.Main });
            context.Changes.Curators.Add(assignment);
            context.Changes.Record(ImportOperation.Add, nameof(CuratorAssignment), assignment.Id, person.Id, null, new { Group = name, assignment.ValidFrom });
            context.Register.Add(assignment);
            changed = true;
        }

        return changed;
    }
}
