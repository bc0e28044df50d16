using Sferum.Admin.Core.Import.Mapping;
using Sferum.Admin.Core.Import.Reading;

namespace Sferum.Admin.Core.Import.Parsing;

/// <summary>Walks the rows of one sheet: people, their representatives below them, headings of groups, rows that are nobody.</summary>
internal static class SheetParser
{
    public static List<RosterPerson> Parse(RosterTable table, MappedSheet mapped, DateOnly today, CancellationToken ct)
    {
        var people = new List<RosterPerson>();
        var parser = new RowParser(today);
        var sheet = mapped.Sheet;
        var states = mapped.Maps.Select(_ => new BlockState()).ToArray();
        for (var i = mapped.FirstRow; i < table.Rows.Count; i++)
        {
            ct.ThrowIfCancellationRequested();
            var row = table.Rows[i];
            string? skipped = null;
            var used = false;
            for (var m = 0; m < mapped.Maps.Count; m++)
            {
                var (map, state) = (mapped.Maps[m], states[m]);
                var why = RowClassifier.WhyNobody(row, map, mapped.Header);
                if (why == "group-heading")
                {
                    state.Heading = RowClassifier.GroupOf(row, map);
                }

                if (why is not null)
                {
                    skipped = why == "empty" ? skipped : why;
                    continue;
                }

                used = true;
                if (parser.TryAddToStudent(state.Student, map, row, state.IsNumbered))
                {
                    continue;
                }

                var person = parser.Parse(sheet, map, row, state.Heading);
                people.Add(person);
                state.Student = person;
                state.IsNumbered = !row[map[ColumnField.RowNumber]].IsEmpty;
            }

            if (!used && skipped is not null)
            {
                sheet.Skipped.Add(new(row.Number, skipped));
            }
        }

        sheet.Rows = people.Count;
        SwappedColumns.PutRight(people);
        if (people.Exists(p => p.Has(IssueCodes.SwappedColumns)))
        {
            sheet.Issues.Add(new(IssueCodes.SwappedColumns, "lastName"));
        }

        if (sheet.Kind == RosterKind.Students && people.Count > 0 && people.TrueForAll(p => p.Group is null && !p.Has(IssueCodes.UnknownGroup)))
        {
            sheet.Issues.Add(new(IssueCodes.MissingGroup, "group"));
        }

        return people;
    }

    /// <summary>What a table remembers from row to row.</summary>
    private sealed class BlockState
    {
        public RosterPerson? Student { get; set; }

        /// <summary>Whether that student's row had a number: then rows without one belong to him.</summary>
        public bool IsNumbered { get; set; }

        public string? Heading { get; set; }
    }
}
