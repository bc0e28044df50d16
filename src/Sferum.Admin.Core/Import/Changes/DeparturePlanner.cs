using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Staff;
using Sferum.Admin.Core.Students;

namespace Sferum.Admin.Core.Import.Changes;

/// <summary>Who leaves, by an ended status or by absence, and whether that is within the budget.</summary>
internal sealed class DeparturePlanner
{
    private readonly PlanContext _context;
    private readonly Dictionary<Guid, int> _groupSizes;
    private readonly Dictionary<Guid, int> _leavingGroups = [];
    private readonly int _students;
    private readonly int _employees;
    private int _leavingStudents;
    private int _leavingEmployees;

    /// <param name="context">Before anything is planned: sizes are counted now.</param>
    public DeparturePlanner(PlanContext context)
    {
        _context = context;
        var register = context.Register;
        _groupSizes = register.Enrollments.Select(e => register.MembershipOf(e.PersonId)).OfType<GroupMembership>().CountBy(m => m.StudyGroupId).ToDictionary();
        _students = register.Enrollments.Count;
        _employees = register.Employments.Select(e => e.PersonId).Distinct().Count();
    }

    /// <summary>Ends the enrolment and the membership; false when the person is no student.</summary>
    public bool PlanStudent(Person person, MovementKind kind)
    {
        if (_context.Register.EnrollmentOf(person.Id) is not { } enrollment)
        {
            return false;
        }

        var membership = _context.Register.MembershipOf(person.Id);
        var changes = _context.Changes;
        changes.Enrollments.Change(changes.End(enrollment));
        changes.Move(enrollment, kind, enrollment.ValidTo!.Value, from: membership?.StudyGroupId);
        changes.Record(ImportOperation.End, nameof(Enrollment), enrollment.Id, person.Id, new { enrollment.ValidFrom }, new { enrollment.ValidTo, Kind = kind });
        if (membership is not null)
        {
            changes.Memberships.Change(changes.End(membership));
            changes.Record(ImportOperation.End, nameof(GroupMembership), membership.Id, person.Id, new { Group = _context.Register.NameOfGroup(membership.StudyGroupId) }, new { membership.ValidTo });
            _leavingGroups[membership.StudyGroupId] = _leavingGroups.GetValueOrDefault(membership.StudyGroupId) + 1;
        }

        if (_context.Register.LeaveOf(enrollment.Id) is { } leave)
        {
            changes.Absences.Change(changes.End(leave));
            changes.Record(ImportOperation.End, nameof(Absence), leave.Id, person.Id, new { leave.Kind }, new { leave.ValidTo });
        }

        _context.Register.Remove(enrollment);
        _leavingStudents++;
        return true;
    }

    /// <summary>Ends all posts and the groups of a curator; false when the person is no employee.</summary>
    public bool PlanEmployee(Guid person)
    {
        var posts = _context.Register.EmploymentsOf(person).ToList();
        if (posts.Count == 0)
        {
            return false;
        }

        foreach (var post in posts)
        {
            _context.Changes.Employments.Change(_context.Changes.End(post));
            _context.Changes.Record(ImportOperation.End, nameof(Employment), post.Id, person, new { post.Position, post.ValidFrom }, new { post.ValidTo });
            _context.Register.Remove(post);
        }

        foreach (var assignment in _context.Register.AssignmentsOf(person).ToList())
        {
            EndAssignment(assignment);
        }

        _leavingEmployees++;
        return true;
    }

    public void EndAssignment(CuratorAssignment assignment)
    {
        _context.Changes.Curators.Change(_context.Changes.End(assignment));
        _context.Changes.Record(ImportOperation.End, nameof(CuratorAssignment), assignment.Id, assignment.PersonId, new { Group = _context.Register.NameOfGroup(assignment.StudyGroupId) }, new { assignment.ValidTo });
        _context.Register.Remove(assignment);
    }

    /// <summary>Ends whoever the file should have named and did not.</summary>
    /// <param name="students">Whether the file lists students, so that a student can be absent from it.</param>
    public void PlanAbsent(ImportCover cover, bool students, bool employees)
    {
        if (cover == ImportCover.None)
        {
            return;
        }

        if (students)
        {
            foreach (var enrollment in _context.Register.Enrollments.Where(e => IsCovered(e, cover)).ToList())
            {
                PlanStudent(_context.Register.People[enrollment.PersonId], MovementKind.Expelled);
                _context.Touch(enrollment.PersonId, ImportOutcome.Leave);
            }
        }

        if (employees && cover == ImportCover.Organization)
        {
            foreach (var person in _context.Register.Employments.Select(e => e.PersonId).Distinct().Where(p => !_context.Mentioned.Contains(p)).ToList())
            {
                PlanEmployee(person);
                _context.Touch(person, ImportOutcome.Leave);
            }
        }
    }

    public ImportBlock? CheckBudget() => RemovalBudget.Check(
        _leavingGroups.Select(g => new Departure($"группы {_context.Register.NameOfGroup(g.Key)}", g.Value, _groupSizes.GetValueOrDefault(g.Key))),
        [new("студентов", _leavingStudents, _students), new("сотрудников", _leavingEmployees, _employees)]);

    private bool IsCovered(Enrollment enrollment, ImportCover cover) =>
        !_context.Mentioned.Contains(enrollment.PersonId)
        && enrollment.ValidFrom <= _context.Changes.Day
        && (cover == ImportCover.Organization || (_context.Register.MembershipOf(enrollment.PersonId) is { } m && _context.CoveredGroups.Contains(m.StudyGroupId)));
}
