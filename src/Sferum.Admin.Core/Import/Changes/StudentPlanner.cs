using Sferum.Admin.Core.Import.Matching;
using Sferum.Admin.Core.Import.Parsing;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Staff;
using Sferum.Admin.Core.Students;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Core.Import.Changes;

/// <summary>Rows of students: enrolment, group, leave, family.</summary>
internal sealed class StudentPlanner(PlanContext context, PersonPlanner people, FamilyPlanner families, DeparturePlanner departures)
{
    public void Plan(PlannedRow planned)
    {
        var row = planned.Row;
        var hash = context.HashOf(row);
        if (row.IsRejected)
        {
            planned.Outcome = ImportOutcome.Rejected;
            Mention(hash is null ? null : context.Register.BySnils(hash));
            return;
        }

        var group = context.ResolveGroup(row.Group, StudyModeOf(row.StudyMode));
        if (group.IsUnknown)
        {
            row.Report(IssueCodes.UnknownGroup, "group");
        }

        if (group.IsNormalised)
        {
            row.Report(IssueCodes.GroupNameNormalised, "group");
        }

        if (group is { Id: { } covered, IsNew: false })
        {
            context.CoveredGroups.Add(covered);
        }

        var match = RosterMatcher.MatchStudent(row, hash, group.Id, context.Register);
        planned.Doubt = match.Doubt;
        if (match.Doubt != Doubt.None || row.Has(IssueCodes.PossibleDuplicate) || group is { IsUnknown: true, IsNew: false })
        {
            planned.Outcome = ImportOutcome.Doubtful;
            Mention(match.Person);
            foreach (var candidate in match.Candidates)
            {
                Mention(candidate);
            }

            if (match.Doubt != Doubt.None)
            {
                row.Report(IssueCodes.DoubtfulPerson);
            }

            return;
        }

        if (row.Status == RosterStatus.Ended)
        {
            PlanEnded(planned, match.Person);
            return;
        }

        var isNew = match.Person is null;
        var person = match.Person ?? people.Add(row.LastName!, row.FirstName!, row.Patronymic, row.BirthDate, hash, row.SnilsDigits, row.Phones, row.Emails);
        planned.PersonId = person.Id;
        var changed = !isNew && people.Update(person, row, hash);
        changed |= people.BindOutsideId(person, "student", row.ExternalId);
        changed |= PlanEnrolment(person, row, group.Id);
        context.Touch(person.Id, isNew ? ImportOutcome.Add : changed ? ImportOutcome.Update : ImportOutcome.Same);
        var family = families.Plan(person, row);
        planned.Outcome = isNew ? ImportOutcome.Add : changed || family ? ImportOutcome.Update : ImportOutcome.Same;
    }

    private void PlanEnded(PlannedRow planned, Person? person)
    {
        Mention(person);
        if (person is null)
        {
            // Somebody who has left and whom the register never knew: nothing to write.
            planned.Outcome = ImportOutcome.Rejected;
            return;
        }

        planned.PersonId = person.Id;
        var graduated = planned.Row.StatusText?.Contains("выпу", StringComparison.OrdinalIgnoreCase) == true || planned.Row.StatusText?.Contains("окончил", StringComparison.OrdinalIgnoreCase) == true;
        var leaves = departures.PlanStudent(person, graduated ? MovementKind.Graduation : MovementKind.Expelled);
        planned.Outcome = leaves ? ImportOutcome.Leave : ImportOutcome.Same;
        context.Touch(person.Id, planned.Outcome);
    }

    private bool PlanEnrolment(Person person, RosterPerson row, Guid? group)
    {
        var program = context.ResolveProgram(row.Program);
        var order = context.ResolveOrder(row.Order);
        var enrollment = context.Register.EnrollmentOf(person.Id);
        var changed = enrollment is null;
        if (enrollment is null)
        {
            var from = order is not null && row.Order!.Date is { } signed && signed <= context.Changes.Day ? signed : context.Changes.Day;
            enrollment = context.Changes.Begin(new Enrollment { PersonId = person.Id, ProgramId = program }, order, from);
            context.Changes.Enrollments.Add(enrollment);
            context.Changes.Move(enrollment, MovementKind.Enrolled, enrollment.ValidFrom, order, to: group);
            context.Changes.Record(ImportOperation.Add, nameof(Enrollment), enrollment.Id, person.Id, null, new { enrollment.ValidFrom, row.Program, Order = row.Order?.Number });
            context.Register.Add(enrollment);
        }
        else if ((program is not null && enrollment.ProgramId != program) || (order is not null && enrollment.StartOrderId is null))
        {
            var before = new { enrollment.ProgramId, enrollment.StartOrderId, enrollment.ValidFrom };
            enrollment.ProgramId = program ?? enrollment.ProgramId;
            if (order is not null && enrollment.StartOrderId is null)
            {
                enrollment.StartOrderId = order;
                enrollment.StartReason = Common.ReasonKind.Order;
                enrollment.ValidFrom = row.Order!.Date is { } signed && signed < enrollment.ValidFrom ? signed : enrollment.ValidFrom;
            }

            enrollment.Version = Guid.CreateVersion7();
            context.Changes.Enrollments.Change(enrollment);
            context.Changes.Record(ImportOperation.Update, nameof(Enrollment), enrollment.Id, person.Id, before, new { enrollment.ProgramId, enrollment.StartOrderId, enrollment.ValidFrom });
            changed = true;
        }

        changed |= group is { } g && PlanGroup(person, enrollment, g);
        return PlanLeave(person, enrollment, row.Status) || changed;
    }

    private bool PlanGroup(Person person, Enrollment enrollment, Guid group)
    {
        var old = context.Register.MembershipOf(person.Id);
        if (old?.StudyGroupId == group)
        {
            return false;
        }

        if (old is not null)
        {
            context.Changes.Memberships.Change(context.Changes.End(old));
            context.Changes.Move(enrollment, MovementKind.TransferGroup, context.Changes.Day, from: old.StudyGroupId, to: group);
            context.Changes.Record(ImportOperation.End, nameof(GroupMembership), old.Id, person.Id, new { Group = context.Register.NameOfGroup(old.StudyGroupId) }, new { old.ValidTo });
        }

        var membership = context.Changes.Begin(new GroupMembership { EnrollmentId = enrollment.Id, PersonId = person.Id, StudyGroupId = group });
        membership.ValidFrom = old?.ValidTo is { } over && over > membership.ValidFrom ? over : membership.ValidFrom;
        context.Changes.Memberships.Add(membership);
        context.Changes.Record(ImportOperation.Add, nameof(GroupMembership), membership.Id, person.Id, null, new { Group = context.Register.NameOfGroup(group), membership.ValidFrom });
        context.Register.Add(membership);
        return true;
    }

    /// <summary>«Академический отпуск» begins one, «обучается» ends one.</summary>
    private bool PlanLeave(Person person, Enrollment enrollment, RosterStatus status)
    {
        var leave = context.Register.LeaveOf(enrollment.Id);
        if (status == RosterStatus.AcademicLeave && leave is null)
        {
            leave = context.Changes.Begin(new Absence { Kind = AbsenceKind.AcademicLeave, EnrollmentId = enrollment.Id });
            context.Changes.Absences.Add(leave);
            context.Changes.Move(enrollment, MovementKind.AcademicLeave, context.Changes.Day);
            context.Changes.Record(ImportOperation.Add, nameof(Absence), leave.Id, person.Id, null, new { leave.Kind, leave.ValidFrom });
            context.Register.Add(leave);
            return true;
        }

        if (status != RosterStatus.Active || leave is null || leave.ValidFrom > context.Changes.Day)
        {
            return false;
        }

        context.Changes.Absences.Change(context.Changes.End(leave));
        context.Changes.Move(enrollment, MovementKind.Reinstated, context.Changes.Day);
        context.Changes.Record(ImportOperation.End, nameof(Absence), leave.Id, person.Id, new { leave.Kind, leave.ValidFrom }, new { leave.ValidTo });
        context.Register.RemoveLeave(enrollment.Id);
        return true;
    }

    private void Mention(Person? person)
    {
        if (person is not null)
        {
            context.Mentioned.Add(person.Id);
        }
    }

    private static StudyMode? StudyModeOf(string? text) => text switch
    {
        null => null,
        _ when text.StartsWith("очно-за", StringComparison.OrdinalIgnoreCase) => StudyMode.PartTime,
        _ when text.StartsWith("очн", StringComparison.OrdinalIgnoreCase) => StudyMode.FullTime,
        _ when text.StartsWith("заоч", StringComparison.OrdinalIgnoreCase) => StudyMode.Extramural,
        _ => null,
    };
}
