using System.Globalization;
using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace Sferum.Admin.Core.Import.Reading;

/// <summary>XLSX workbooks. Hidden rows and columns are read like the others; a formula is read by the value kept beside it, never evaluated.</summary>
internal sealed class ExcelRosterReader : IRosterReader
{
    public RosterFile Read(byte[] content, CancellationToken ct)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var tables = new List<RosterTable>();
        try
        {
            using var workbook = ExcelReaderFactory.CreateReader(new MemoryStream(content, writable: false));
            var pool = new StringPool();
            do
            {
                var rows = new List<RosterRow>();
                while (workbook.Read())
                {
                    ct.ThrowIfCancellationRequested();
                    if (ReadCells(workbook, pool) is { } cells)
                    {
                        rows.Add(new(workbook.Depth + 1, cells));
                    }
                }

                tables.Add(new(workbook.Name, workbook.VisibleState != "visible", rows));
            }
            while (workbook.NextResult());
        }
        catch (InvalidPasswordException)
        {
            return RosterFile.Refused(ImportBlock.Protected, "xlsx");
        }
        catch (Exception e) when (e is ExcelReaderException or InvalidDataException or IOException or System.Xml.XmlException or FormatException or OverflowException
            or ArgumentException or IndexOutOfRangeException or InvalidOperationException or NullReferenceException or KeyNotFoundException)
        {
            // The library meets damaged XML with whatever exception comes first; a workbook that cannot be read is an answer, not a bug of ours.
            return RosterFile.Refused(ImportBlock.Damaged, "xlsx");
        }

        return new("xlsx", null, null, tables, null);
    }

    private static Cell[]? ReadCells(IExcelDataReader row, StringPool pool)
    {
        var filled = row.FieldCount;
        while (filled > 0 && IsBlank(row.GetValue(filled - 1)))
        {
            filled--;
        }

        if (filled == 0)
        {
            return null;
        }

        var cells = new Cell[filled];
        for (var i = 0; i < filled; i++)
        {
            cells[i] = row.GetValue(i) switch
            {
                string text => string.IsNullOrWhiteSpace(text) ? default : Cell.Of(pool.Get(text)),
                DateTime date => Cell.Of(DateOnly.FromDateTime(date)),
                double number => Cell.Of(number),
                int number => Cell.Of(number),
                bool flag => Cell.Of(flag ? "да" : "нет"),
                TimeSpan => default,
                null => default,
                var other => Cell.Of(Convert.ToString(other, CultureInfo.InvariantCulture)),
            };
        }

        return cells;
    }

    private static bool IsBlank(object? value) => value is null || value is string text && string.IsNullOrWhiteSpace(text);
}
