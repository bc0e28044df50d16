using Sferum.Admin.Core.Import.Mapping;
using Sferum.Admin.Core.Import.Reading;

namespace Sferum.Admin.Core.Import.Parsing;

/// <summary>The fields of a row that only students, only employees or only representatives have.</summary>
internal static class RowDetails
{
    private const int MaxExternalId = 100;

    /// <summary>Status, order, programme, outside id: of students, and of employees as far as they have them.</summary>
    public static void AddStudy(RosterPerson person, ColumnMap map, RosterRow row, DateOnly today)
    {
        var status = row[map[ColumnField.Status]];
        if (RowCells.Usable(person, status, "status"))
        {
            person.StatusText = CellText.Tidy(status.Text, out _);
            person.Status = StatusWords.Of(person.StatusText);
            if (person.Status == RosterStatus.Unknown)
            {
                person.Report(IssueCodes.UnknownStatus, "status");
            }
        }

        var left = row[map[ColumnField.LeftOn]];
        if (!left.IsEmpty && !CellText.IsAbsent(left.Text) && DateParser.Parse(left, today).Date is not null)
        {
            person.Status = RosterStatus.Ended;
        }

        if (person.Status == RosterStatus.Ended)
        {
            person.Report(IssueCodes.EndedStatus, "status");
        }

        person.ExternalId = RowCells.Value(person, row[map[ColumnField.ExternalId]], "externalId") is { Length: <= MaxExternalId } id ? id : null;
        person.Order = OrderParser.Parse(row[map[ColumnField.Order]], row[map[ColumnField.OrderDate]], today);
        person.Program = RowCells.Value(person, row[map[ColumnField.Program]], "program");
        person.StudyMode = RowCells.Value(person, row[map[ColumnField.StudyMode]], "studyMode");
        person.CourseYear = RowCells.Value(person, row[map[ColumnField.CourseYear]], "courseYear");
    }

    /// <summary>Post, department and the groups an employee is the curator of.</summary>
    public static void AddWork(RosterPerson person, ColumnMap map, RosterRow row, GroupNames groupNames)
    {
        person.Position = RowCells.Value(person, row[map[ColumnField.Position]], "position");
        person.Department = RowCells.Value(person, row[map[ColumnField.Department]], "department");
        if (RowCells.Value(person, row[map[ColumnField.CuratorOf]], "curatorOf") is not { } groups)
        {
            return;
        }

        var names = new List<string>();
        foreach (var text in groups.Split([',', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var (name, changed) = groupNames.Normalize(text);
            if (name is null)
            {
                person.Report(IssueCodes.UnknownGroup, "curatorOf");
            }
            else
            {
                names.Add(name);
                if (changed)
                {
                    person.Report(IssueCodes.GroupNameNormalised, "curatorOf");
                }
            }
        }

        person.CuratorOf = names;
    }

    /// <summary>Whose representative the row is, and who to that student.</summary>
    public static void AddStudent(RosterPerson person, ColumnMap map, RosterRow row, GroupNames groupNames, NameParser names)
    {
        if (person.Organization is not null)
        {
            person.Issues.Clear();
        }

        var kind = row[map[ColumnField.Kind]];
        if (!kind.IsEmpty && KinWords.Find(kind.Text) is { } relation)
        {
            person.Relation = relation;
        }
        else if (person.Relation == Parents.GuardianshipKind.Other)
        {
            person.Relation = KinWords.ParentBySex(person.Patronymic);
        }

        var columns = map.Student;
        var name = columns.InParts
            ? new ParsedName(names.ParsePart(row[columns.LastName].Text, NamePart.LastName, out _), names.ParsePart(row[columns.FirstName].Text, NamePart.FirstName, out _), names.ParsePart(row[columns.Patronymic].Text, NamePart.Patronymic, out _), NameMends.None)
            : names.ParseFull(row[columns.FullName].Text);
        var group = row[map.OfStudent(ColumnField.Group)];
        var normal = group.IsEmpty || CellText.IsAbsent(group.Text) ? null : groupNames.Normalize(group.Text).Name;
        var id = row[map.OfStudent(ColumnField.ExternalId)];
        person.Student = new(name.LastName, name.FirstName, name.Patronymic, normal, id.IsEmpty ? null : id.Text.Trim());
    }
}
