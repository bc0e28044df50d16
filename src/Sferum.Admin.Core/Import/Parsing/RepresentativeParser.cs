using Sferum.Admin.Core.Import.Mapping;
using Sferum.Admin.Core.Import.Reading;
using Sferum.Admin.Core.Parents;

namespace Sferum.Admin.Core.Import.Parsing;

/// <summary>Legal representatives beside a student, in columns of the row, in one cell together, or in rows below.</summary>
internal sealed class RepresentativeParser
{
    /// <summary>Of an organisation's name.</summary>
    internal const int MaxOrganization = 300;

    private readonly NameParser _names = new();
    private readonly PhoneParser _phones = new();

    /// <summary>Reads the representatives' columns of the student's own row.</summary>
    public void AddFromRow(RosterPerson student, ColumnMap map, RosterRow row)
    {
        foreach (var columns in map.Representatives)
        {
            AddFromColumns(student, columns, row);
        }
    }

    /// <summary>
    /// A row below a student is a representative of him when a word of kinship says so, when only the columns of representatives are filled,
    /// or when the table numbers its students and this row has neither number nor birth date.
    /// </summary>
    /// <param name="numbered">Whether the student's own row has a number.</param>
    public bool TryAddFromRowBelow(RosterPerson student, ColumnMap map, RosterRow row, bool numbered)
    {
        var name = map.Name;
        var ownName = !row[name.FullName].IsEmpty || !row[name.LastName].IsEmpty || !row[name.FirstName].IsEmpty;
        if (!ownName)
        {
            var before = student.Representatives.Count;
            if (row[map[ColumnField.BirthDate]].IsEmpty && row[map[ColumnField.Snils]].IsEmpty)
            {
                AddFromRow(student, map, row);
            }

            return student.Representatives.Count > before;
        }

        var cell = row[map[ColumnField.Kind]];
        var kind = cell.IsEmpty ? null : KinWords.Find(cell.Text);
        var text = row[name.FullName].Text;
        var saysKin = kind is not null || (name.FullName >= 0 && !ContactParser.IsPlain(text) && ContactParser.Split(text) is [{ Kind: not null }, ..]);
        var unnumbered = numbered && row[map[ColumnField.RowNumber]].IsEmpty && row[map[ColumnField.BirthDate]].IsEmpty && row[map[ColumnField.Snils]].IsEmpty && row[map[ColumnField.Group]].IsEmpty;
        if (!saysKin && !unnumbered)
        {
            return false;
        }

        var columns = new RepresentativeColumns(student.Representatives.Count + 1, kind, name, -1, map.Phones, map.Emails);
        AddFromColumns(student, columns, row);
        return true;
    }

    private void AddFromColumns(RosterPerson student, RepresentativeColumns columns, RosterRow row)
    {
        var kindCell = row[columns.KindColumn];
        var kind = (kindCell.IsEmpty ? null : KinWords.Find(kindCell.Text)) ?? columns.Kind;
        if (columns.Name.InParts)
        {
            AddFromParts(student, columns, row, kind);
            return;
        }

        var text = row[columns.Name.FullName].Text;
        if (text.Length == 0 || CellText.IsAbsent(text))
        {
            return;
        }

        var number = student.Representatives.Count + 1;
        if (ContactParser.IsOrganization(text))
        {
            var organization = new RosterRepresentative { Kind = GuardianshipKind.Organization, Organization = CellText.Cut(CellText.Tidy(text, out _), MaxOrganization) };
            AddContacts(student, organization, columns, row, number);
            student.Representatives.Add(organization);
            return;
        }

        if (ContactParser.IsPlain(text))
        {
            AddNamed(student, columns, row, text, "", kind, ownColumns: true);
            return;
        }

        var pieces = ContactParser.Split(text);
        for (var i = 0; i < pieces.Count; i++)
        {
            // Columns beside the cell speak of the first person in it.
            AddNamed(student, columns, row, pieces[i].Name, pieces[i].Phones, pieces[i].Kind ?? kind, ownColumns: i == 0);
        }
    }

    private void AddFromParts(RosterPerson student, RepresentativeColumns columns, RosterRow row, GuardianshipKind? kind)
    {
        var prefix = $"representative{student.Representatives.Count + 1}.";
        var person = new RosterRepresentative
        {
            LastName = Part(columns.Name.LastName, NamePart.LastName, "lastName"),
            FirstName = Part(columns.Name.FirstName, NamePart.FirstName, "firstName"),
            Patronymic = Part(columns.Name.Patronymic, NamePart.Patronymic, "patronymic"),
        };
        person.Kind = kind ?? KinWords.ParentBySex(person.Patronymic);
        AddContacts(student, person, columns, row, student.Representatives.Count + 1);
        AddIfNamed(student, person, student.Representatives.Count + 1);

        string? Part(int column, NamePart part, string field)
        {
            var value = _names.ParsePart(row[column].Text, part, out var mends);
            NameRemarks.Report(student, mends, prefix + field);
            return value;
        }
    }

    private void AddNamed(RosterPerson student, RepresentativeColumns columns, RosterRow row, string name, string phones, GuardianshipKind? kind, bool ownColumns)
    {
        var number = student.Representatives.Count + 1;
        var parsed = _names.ParseFull(name);
        if (parsed.Mends != NameMends.None)
        {
            NameRemarks.Report(student, parsed.Mends, $"representative{number}.fullName");
        }

        var person = new RosterRepresentative { LastName = parsed.LastName, FirstName = parsed.FirstName, Patronymic = parsed.Patronymic, Kind = kind ?? KinWords.ParentBySex(parsed.Patronymic) };
        if (phones.Length > 0)
        {
            AddPhones(student, person, phones, number);
        }

        if (ownColumns)
        {
            AddContacts(student, person, columns, row, number);
        }

        AddIfNamed(student, person, number);
    }

    private static void AddIfNamed(RosterPerson student, RosterRepresentative person, int number)
    {
        if (!person.HasName)
        {
            return;
        }

        student.Representatives.Add(person);
        if (person.LastName is null || person.FirstName is null)
        {
            student.Report(IssueCodes.MissingName, $"representative{number}.fullName");
        }
    }

    private void AddContacts(RosterPerson student, RosterRepresentative person, RepresentativeColumns columns, RosterRow row, int number)
    {
        foreach (var column in columns.Phones)
        {
            var text = row[column].Text;
            if (text.Length == 0 || CellText.IsAbsent(text))
            {
                continue;
            }

            if (CellText.IsFormula(text))
            {
                student.Report(IssueCodes.Formula, $"representative{number}.phone");
            }
            else
            {
                AddPhones(student, person, text, number);
            }
        }

        foreach (var column in columns.Emails)
        {
            var text = row[column].Text;
            if (text.Length > 0 && !CellText.IsAbsent(text) && (CellText.IsFormula(text) || !EmailParser.TryAdd(text, person.Emails)))
            {
                student.Report(CellText.IsFormula(text) ? IssueCodes.Formula : IssueCodes.BadEmail, $"representative{number}.email");
            }
        }
    }

    private void AddPhones(RosterPerson student, RosterRepresentative person, string text, int number)
    {
        var found = _phones.Parse(text);
        foreach (var phone in found)
        {
            if (!person.Phones.Exists(p => p.Number == phone.Number))
            {
                person.Phones.Add(phone);
            }
        }

        if (found.Count != 1 || _phones.HasBad || _phones.HasExcelNumber)
        {
            PhoneRemarks.Report(student, _phones, found.Count, $"representative{number}.phone");
        }
    }
}
