using Sferum.Admin.Core.Import.Mapping;
using Sferum.Admin.Core.Import.Reading;

namespace Sferum.Admin.Core.Import.Parsing;

/// <summary>The third stage: a row into a person with remarks. Pure but for its buffers: one per file, one thread.</summary>
internal sealed class RowParser(DateOnly today)
{
    private const int MinStudentAge = 14;
    private const int MaxStudentAge = 60;

    private readonly NameParser _names = new();
    private readonly PhoneParser _phones = new();
    private readonly RepresentativeParser _representatives = new();
    private readonly GroupNames _groups = new();

    public RosterPerson Parse(RosterSheet sheet, ColumnMap map, RosterRow row, string? heading)
    {
        var person = new RosterPerson { Sheet = sheet, Row = row.Number, Kind = sheet.Kind };
        ParseName(person, map, row);
        ParseBirthDate(person, map, row);
        ParseSnils(person, map, row);
        ParseContacts(person, map, row);
        ParseGroup(person, map, row, heading);
        switch (sheet.Kind)
        {
            case RosterKind.Students:
                RowDetails.AddStudy(person, map, row, today);
                _representatives.AddFromRow(person, map, row);
                break;
            case RosterKind.Employees:
                RowDetails.AddStudy(person, map, row, today);
                RowDetails.AddWork(person, map, row, _groups);
                break;
            case RosterKind.Representatives:
                RowDetails.AddStudent(person, map, row, _groups, _names);
                break;
        }

        return person;
    }

    /// <summary>Whether a row is a representative of the student above it, who then gets it.</summary>
    public bool TryAddToStudent(RosterPerson? student, ColumnMap map, RosterRow row, bool numbered) =>
        student is not null && student.Kind == RosterKind.Students && _representatives.TryAddFromRowBelow(student, map, row, numbered);

    private void ParseName(RosterPerson person, ColumnMap map, RosterRow row)
    {
        var columns = map.Name;
        if (columns.InParts)
        {
            person.LastName = Part(person, row[columns.LastName], NamePart.LastName, "lastName");
            person.FirstName = Part(person, row[columns.FirstName], NamePart.FirstName, "firstName");
            person.Patronymic = Part(person, row[columns.Patronymic], NamePart.Patronymic, "patronymic");
        }
        else
        {
            var text = row[columns.FullName].Text;
            if (person.Kind == RosterKind.Representatives)
            {
                if (ContactParser.IsOrganization(text))
                {
                    person.Organization = CellText.Cut(CellText.Tidy(text, out _), RepresentativeParser.MaxOrganization);
                    person.Relation = Parents.GuardianshipKind.Organization;
                    return;
                }

                if (!ContactParser.IsPlain(text) && ContactParser.Split(text) is [{ } piece, ..])
                {
                    text = piece.Name;
                    person.Relation = piece.Kind ?? person.Relation;
                    AddPhones(person, piece.Phones);
                }
            }

            var name = _names.ParseFull(text);
            (person.LastName, person.FirstName, person.Patronymic) = (name.LastName, name.FirstName, name.Patronymic);
            NameRemarks.Report(person, name.Mends, "fullName");
        }

        if (person.LastName is null)
        {
            person.Report(IssueCodes.MissingName, "lastName");
        }
        else if (person.FirstName is null)
        {
            person.Report(IssueCodes.MissingName, "firstName");
        }
    }

    private string? Part(RosterPerson person, in Cell cell, NamePart part, string field)
    {
        var value = _names.ParsePart(cell.Text, part, out var mends);
        NameRemarks.Report(person, mends, field);
        return value;
    }

    private void ParseBirthDate(RosterPerson person, ColumnMap map, RosterRow row)
    {
        var cell = row[map[ColumnField.BirthDate]];
        if (RowCells.Usable(person, cell, "birthDate"))
        {
            var (date, issue) = DateParser.Parse(cell, today);
            person.BirthDate = date;
            if (issue is not null)
            {
                person.Report(issue, "birthDate");
            }
        }
        else if (person.Kind == RosterKind.Students && map[ColumnField.BirthDate] >= 0)
        {
            person.Report(IssueCodes.MissingBirthDate, "birthDate");
        }

        if (person is { Kind: RosterKind.Students, BirthDate: { } born } && (born > today.AddYears(-MinStudentAge) || born <= today.AddYears(-MaxStudentAge - 1)))
        {
            person.Report(IssueCodes.UnlikelyAge, "birthDate");
        }
    }

    private static void ParseSnils(RosterPerson person, ColumnMap map, RosterRow row)
    {
        var cell = row[map[ColumnField.Snils]];
        if (!RowCells.Usable(person, cell, "snils"))
        {
            return;
        }

        (person.Snils, person.SnilsDigits, var issue) = SnilsParser.Parse(cell.Text);
        if (issue is not null)
        {
            person.Report(issue, "snils");
        }
    }

    private void ParseContacts(RosterPerson person, ColumnMap map, RosterRow row)
    {
        foreach (var column in map.Phones)
        {
            if (RowCells.Usable(person, row[column], "phone"))
            {
                AddPhones(person, row[column].Text);
            }
        }

        foreach (var column in map.Emails)
        {
            if (RowCells.Usable(person, row[column], "email") && !EmailParser.TryAdd(row[column].Text, person.Emails))
            {
                person.Report(IssueCodes.BadEmail, "email");
            }
        }
    }

    private void AddPhones(RosterPerson person, string text)
    {
        var found = _phones.Parse(text);
        foreach (var phone in found)
        {
            if (!person.Phones.Exists(p => p.Number == phone.Number))
            {
                person.Phones.Add(phone);
            }
        }

        PhoneRemarks.Report(person, _phones, found.Count, "phone");
    }

    private void ParseGroup(RosterPerson person, ColumnMap map, RosterRow row, string? heading)
    {
        if (person.Kind != RosterKind.Students)
        {
            return;
        }

        var column = map[ColumnField.Group];
        var cell = row[column];
        if (column < 0 || (cell.IsEmpty && heading is not null))
        {
            person.Group = heading ?? map.Group ?? person.Sheet.Group;
            return;
        }

        if (!RowCells.Usable(person, cell, "group"))
        {
            person.Report(IssueCodes.UnknownGroup, "group");
            return;
        }

        (person.Group, var changed) = _groups.Normalize(cell.Text);
        if (person.Group is null)
        {
            person.Report(IssueCodes.UnknownGroup, "group");
        }
        else if (changed)
        {
            person.Report(IssueCodes.GroupNameNormalised, "group");
        }
    }
}
