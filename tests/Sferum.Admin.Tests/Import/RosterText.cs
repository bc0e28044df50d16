using System.Text;
using MiniExcelLibs;
using Sferum.Admin.Core.Import.Parsing;
using Sferum.Admin.Core.Import.Reading;

namespace Sferum.Admin.Tests.Import;

/// <summary>Small rosters written in the tests themselves; everyone in them is invented.</summary>
internal static class RosterText
{
    /// <summary>A CSV of these lines, read and parsed on <see cref="TestClock.Today"/>.</summary>
    public static RosterDocument Parse(params string[] lines) => ParseAs(null, lines);

    public static RosterDocument ParseAs(RosterKind? kind, params string[] lines) => Parse(Bytes(lines), kind);

    public static RosterDocument Parse(byte[] content, RosterKind? kind = null) =>
        RosterParsing.Parse(RosterReading.Read(content, CancellationToken.None), kind, TestClock.Today, CancellationToken.None);

    public static byte[] Bytes(params string[] lines) => Encoding.UTF8.GetBytes(string.Join('\n', lines));

    /// <summary>A workbook with a sheet per entry, a row per array.</summary>
    public static byte[] Workbook(params (string Name, object?[][] Rows)[] sheets)
    {
        using var stream = new MemoryStream();
        var content = sheets.ToDictionary(s => s.Name, s => (object)s.Rows.Select(r => r.Select((value, i) => (value, i)).ToDictionary(x => $"c{x.i}", x => x.value)).ToList());
        stream.SaveAs(content, printHeader: false);
        return stream.ToArray();
    }

    public static string FullName(this RosterPerson person) => string.Join('|', person.LastName, person.FirstName, person.Patronymic);

    public static string FullName(this RosterRepresentative person) => string.Join('|', person.LastName, person.FirstName, person.Patronymic);

    public static IEnumerable<string> Codes(this RosterPerson person) => person.Issues.Select(i => i.Code).Distinct();
}
