using System.Text;
using MiniExcelLibs;
using MiniExcelLibs.Attributes;
using MiniExcelLibs.OpenXml;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Core.Export;

/// <summary>
/// Writes a list as a file. Rows are read while they are written, so that the size of a list costs disk and not memory; what went
/// out, and how much of it, stands in the record of accesses before the first byte leaves (152-ФЗ).
/// </summary>
public sealed class TableExport(AccessPolicy access, AccessLog log)
{
    private const string Sheet = "Список";

    /// <summary>Writes the file from the stream's place on and records an <see cref="AccessEntry"/> of kind Exported.</summary>
    /// <param name="file">A file of the caller's: reading it begins after this has ended.</param>
    /// <returns>Rows written.</returns>
    public async Task<Result<int>> WriteAsync(Actor actor, ExportTable table, ExportFormat format, Stream file, CancellationToken ct)
    {
        var scope = await access.ScopeOfAsync(actor, table.Permission, ct);
        if (!scope.IsOk)
        {
            return scope.Error!;
        }

        var counter = new Counter();
        await (format == ExportFormat.Xlsx ? XlsxAsync(table, counter, file, ct) : CsvAsync(table, counter, file, ct));
        await log.RecordAsync(actor, AccessKind.Exported, table.Subject, null, ct, counter.Rows);
        return counter.Rows;
    }

    private static async Task CsvAsync(ExportTable table, Counter counter, Stream file, CancellationToken ct)
    {
        await using var writer = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
        await writer.WriteLineAsync(string.Join(';', table.Columns.Select(column => ExportText.Csv(column.Title))).AsMemory(), ct);
        await foreach (var row in counter.CountAsync(table.Rows, ct))
        {
            await writer.WriteLineAsync(string.Join(';', row.Select(ExportText.Csv)).AsMemory(), ct);
        }
    }

    private static async Task XlsxAsync(ExportTable table, Counter counter, Stream file, CancellationToken ct)
    {
        // Keys by number, heads as titles: two columns may have one title, and none may be taken for an instruction.
        var columns = table.Columns.Select((column, i) => new DynamicExcelColumn(Key(i)) { Index = i, Name = column.Title, Width = column.Width }).ToArray();
        var configuration = new OpenXmlConfiguration { DynamicColumns = columns, TableStyles = TableStyles.None, FreezeRowCount = 1, AutoFilter = true, FastMode = false };
        var rows = counter.CountAsync(table.Rows, ct);
        await MiniExcel.SaveAsAsync(file, Cells(rows), sheetName: Sheet, configuration: configuration, cancellationToken: ct);
    }

    private static async IAsyncEnumerable<Dictionary<string, object?>> Cells(IAsyncEnumerable<IReadOnlyList<object?>> rows)
    {
        await foreach (var row in rows)
        {
            var cells = new Dictionary<string, object?>(row.Count);
            for (var i = 0; i < row.Count; i++)
            {
                cells[Key(i)] = row[i] switch
                {
                    string text => ExportText.Inert(text),
                    DateOnly day => day.ToDateTime(TimeOnly.MinValue),
                    var cell => cell,
                };
            }

            yield return cells;
        }
    }

    private static string Key(int column) => $"c{column}";

    private sealed class Counter
    {
        public int Rows { get; private set; }

        public async IAsyncEnumerable<IReadOnlyList<object?>> CountAsync(
            IAsyncEnumerable<IReadOnlyList<object?>> rows, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
        {
            await foreach (var row in rows.WithCancellation(ct))
            {
                Rows++;
                yield return row;
            }
        }
    }
}
