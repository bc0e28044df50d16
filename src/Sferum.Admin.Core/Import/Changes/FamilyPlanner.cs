using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Import.Matching;
using Sferum.Admin.Core.Import.Parsing;
using Sferum.Admin.Core.Parents;
using Sferum.Admin.Core.People;

namespace Sferum.Admin.Core.Import.Changes;

/// <summary>Representatives of students: beside the student, or rows of a file of their own. A missing one never ends a guardianship.</summary>
internal sealed class FamilyPlanner(PlanContext context, PersonPlanner people)
{
    /// <summary>Plans everybody named beside a student; true when anything changes.</summary>
    public bool Plan(Person student, RosterPerson row)
    {
        var changed = false;
        foreach (var representative in row.Representatives)
        {
            changed |= representative.Organization is { } organization
                ? PlanOrganization(student, organization)
                : representative is { LastName: { } last, FirstName: { } first }
                    && PlanPerson(student, last, first, representative.Patronymic, representative.Kind, representative.Phones, representative.Emails).Changed;
        }

        return changed;
    }

    /// <summary>A row of a representatives' file.</summary>
    public void PlanRow(PlannedRow planned)
    {
        var row = planned.Row;
        if (row.IsRejected)
        {
            planned.Outcome = ImportOutcome.Rejected;
            return;
        }

        var group = row.Student?.Group is { } name ? context.Register.GroupNamed(name) : null;
        if (row.Student is null || RosterMatcher.MatchReferredStudent(row.Student, group, context.Register) is not { } student)
        {
            planned.Outcome = ImportOutcome.Doubtful;
            ReportStudentNotFound(row);
            return;
        }

        if (row.Organization is { } organization)
        {
            planned.Outcome = PlanOrganization(student, organization) ? ImportOutcome.Add : ImportOutcome.Same;
            context.Touch(student.Id, planned.Outcome == ImportOutcome.Add ? ImportOutcome.Update : ImportOutcome.Same);
            return;
        }

        var (person, changed) = PlanPerson(student, row.LastName!, row.FirstName!, row.Patronymic, row.Relation, row.Phones, row.Emails);
        planned.PersonId = person.Id;
        planned.Outcome = context.OutcomeOf(person.Id) == ImportOutcome.Add ? ImportOutcome.Add : changed ? ImportOutcome.Update : ImportOutcome.Same;
    }

    /// <summary>On every row; where the register has no students at all, once for the sheet.</summary>
    private void ReportStudentNotFound(RosterPerson row)
    {
        if (context.Register.Enrollments.Count > 0)
        {
            row.Report(IssueCodes.StudentNotFound, "student.fullName");
        }
        else if (!row.Sheet.Issues.Exists(i => i.Code == IssueCodes.StudentNotFound))
        {
            row.Sheet.Issues.Add(new(IssueCodes.StudentNotFound, null));
        }
    }

    private (Person Person, bool Changed) PlanPerson(Person student, string last, string first, string? patronymic, GuardianshipKind kind, IReadOnlyList<RosterPhone> phones, IReadOnlyList<string> emails)
    {
        var key = RosterMatcher.KeyOf(last, first, patronymic);
        var person = RosterMatcher.MatchRepresentative(key, phones.Select(p => p.Number), student.Id, context.Register);
        var isNew = person is null;
        person ??= people.Add(last, first, patronymic, null, null, null, phones, emails);
        var changed = !isNew && people.AddContacts(person, phones, emails, log: true);
        changed |= PlanGuardianship(student, person.Id, null, kind);
        context.Touch(person.Id, isNew ? ImportOutcome.Add : changed ? ImportOutcome.Update : ImportOutcome.Same);
        return (person, isNew || changed);
    }

    private bool PlanOrganization(Person student, string name) => PlanGuardianship(student, null, name, GuardianshipKind.Organization);

    private bool PlanGuardianship(Person student, Guid? representative, string? organization, GuardianshipKind kind)
    {
        foreach (var known in context.Register.GuardianshipsOf(student.Id))
        {
            if (known.RepresentativeId != representative || RussianText.SearchKey(known.OrganizationName) != RussianText.SearchKey(organization))
            {
                continue;
            }

            // A kind told by a header is better than none; one that a person entered stays.
            if (known.Kind != GuardianshipKind.Other || kind == GuardianshipKind.Other)
            {
                return false;
            }

            known.Kind = kind;
            known.Version = Guid.CreateVersion7();
            context.Changes.Guardianships.Change(known);
            context.Changes.Record(ImportOperation.Update, nameof(Guardianship), known.Id, student.Id, new { Kind = GuardianshipKind.Other }, new { known.Kind });
            return true;
        }

        var added = context.Changes.Begin(new Guardianship { StudentId = student.Id, RepresentativeId = representative, OrganizationName = organization, Kind = kind });
        context.Changes.Guardianships.Add(added);
        context.Changes.Record(ImportOperation.Add, nameof(Guardianship), added.Id, student.Id, null, new { added.Kind, added.RepresentativeId, added.OrganizationName, added.ValidFrom });
        context.Register.Add(added);
        return true;
    }
}
