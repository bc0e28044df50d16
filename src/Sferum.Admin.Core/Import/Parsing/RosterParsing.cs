using Sferum.Admin.Core.Import.Mapping;
using Sferum.Admin.Core.Import.Reading;

namespace Sferum.Admin.Core.Import.Parsing;

/// <summary>A file read, mapped and parsed: everything that can be said of it without the register.</summary>
/// <param name="People">In the order of sheets and rows, rejected rows too.</param>
/// <param name="Blocked">Why nothing of the file may be applied; then there are no people.</param>
public sealed record RosterDocument(RosterFile File, IReadOnlyList<RosterSheet> Sheets, IReadOnlyList<RosterPerson> People, ImportBlock? Blocked);

/// <summary>From the tables of a file to its people with remarks. Pure: the same file and day give the same people.</summary>
public static class RosterParsing
{
    /// <summary>Parses several files as one list: the same person in two of them is told too.</summary>
    /// <inheritdoc cref="Parse"/>
    public static IReadOnlyList<RosterDocument> ParseAll(IReadOnlyList<RosterFile> files, RosterKind? requested, DateOnly today, CancellationToken ct)
    {
        var documents = files.Select(f => Parse(f, requested, today, ct)).ToList();
        if (documents.Count > 1)
        {
            FileDuplicates.Report([.. documents.SelectMany(d => d.People)]);
        }

        return documents;
    }

    /// <param name="requested">The kind of the people when a person named it; null = found out by the headers.</param>
    /// <param name="today">The day from which ages, two-digit years and the future are counted.</param>
    public static RosterDocument Parse(RosterFile file, RosterKind? requested, DateOnly today, CancellationToken ct)
    {
        if (file.Blocked is not null)
        {
            return new(file, [], [], file.Blocked);
        }

        var sheets = new List<RosterSheet>();
        var people = new List<RosterPerson>();
        var onlyHidden = file.Tables.All(t => t.Hidden);
        for (var i = 0; i < file.Tables.Count; i++)
        {
            var table = file.Tables[i];
            if (table.Hidden && !onlyHidden)
            {
                var hidden = new RosterSheet { Index = i, Name = table.Name, Note = "Лист скрыт и не прочитан: в книге есть открытые листы." };
                hidden.Issues.Add(new(IssueCodes.HiddenSheet, null));
                sheets.Add(hidden);
                continue;
            }

            if (table.Rows.Count == 0)
            {
                continue;
            }

            var (sheet, mapped) = SheetMapper.Map(table, i, requested, today);
            sheets.Add(sheet);
            if (mapped is not null)
            {
                people.AddRange(SheetParser.Parse(table, mapped, today, ct));
            }
        }

        var blocked = people.Count > 0 ? null : sheets.Exists(s => s.HeaderRow is not null) ? ImportBlock.EmptySource : ImportBlock.NoHeader;
        if (blocked is null)
        {
            FileDuplicates.Report(people);
        }

        return new(file, sheets, people, blocked);
    }
}
