using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Import.Parsing;
using Sferum.Admin.Core.Import.Reading;

namespace Sferum.Admin.Core.Import.Applying;

/// <summary>Raw rows of imports: encrypted in the database, so that a draft can be applied later and a row can be shown as it was.</summary>
public sealed class ImportDrafts(IDataProtectionProvider protection, IBulkWriter bulk)
{
    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = { new JsonStringEnumConverter() } };

    private readonly IDataProtector _protector = protection.CreateProtector("Sferum.Admin.Import.Rows");

    /// <summary>
    /// Call before a transaction that writes rows: the first encryption may make a key, and that is written through a connection of its
    /// own, which on SQLite would wait for the transaction that waits for it.
    /// </summary>
    internal void PrepareKey() => _protector.Protect([]);

    /// <summary>What <see cref="RosterImport.Options"/> holds.</summary>
    internal static string Serialize(ImportOptions options, RosterFile file) => JsonSerializer.Serialize(new Stored(options, file.Format, file.Encoding, file.Delimiter), Json);

    /// <summary>Writes the rows of all sheets that are read.</summary>
    internal Task<int> WriteAsync(AppDbContext db, Guid importId, IEnumerable<RosterDocument> documents, CancellationToken ct) => bulk.InsertAsync(db, Rows(importId, documents), ct);

    /// <summary>Gives back the tables of a draft and the options it was planned with.</summary>
    internal async Task<(RosterFile File, ImportOptions Options)> ReadAsync(AppDbContext db, RosterImport import, CancellationToken ct)
    {
        var stored = JsonSerializer.Deserialize<Stored>(import.Options, Json) ?? throw new InvalidOperationException("An import without options.");
        var rows = await db.ImportRows.AsNoTracking().Where(r => r.ImportId == import.Id).OrderBy(r => r.SheetIndex).ThenBy(r => r.RowNumber).ToListAsync(ct);
        var tables = rows.GroupBy(r => (r.SheetIndex, r.Sheet))
            .Select(g => new RosterTable(g.Key.Sheet, false, [.. g.Select(r => new RosterRow(r.RowNumber, CellBytes.Read(_protector.Unprotect(r.Cells))))]))
            .ToList();
        return (new RosterFile(stored.Format, stored.Encoding, stored.Delimiter, tables, null), stored.Options);
    }

    private IEnumerable<ImportRow> Rows(Guid importId, IEnumerable<RosterDocument> documents)
    {
        var sheet = 0;
        foreach (var table in documents.SelectMany(d => TablesRead(d.File)))
        {
            foreach (var row in table.Rows)
            {
                yield return new ImportRow { ImportId = importId, SheetIndex = sheet, Sheet = table.Name, RowNumber = row.Number, Cells = _protector.Protect(CellBytes.Write(row.Cells)) };
            }

            sheet++;
        }
    }

    /// <summary>Hidden sheets are read only when there are no others.</summary>
    private static IEnumerable<RosterTable> TablesRead(RosterFile file) => file.Tables.All(t => t.Hidden) ? file.Tables : file.Tables.Where(t => !t.Hidden);

    private sealed record Stored(ImportOptions Options, string? Format, string? Encoding, char? Delimiter);
}

/// <summary>The bytes of a row's cells before encryption: kind, then value.</summary>
internal static class CellBytes
{
    public static byte[] Write(Cell[] cells)
    {
        using var stream = new MemoryStream(256);
        using var writer = new BinaryWriter(stream);
        writer.Write7BitEncodedInt(cells.Length);
        foreach (var cell in cells)
        {
            writer.Write((byte)cell.Kind);
            switch (cell.Kind)
            {
                case CellKind.Text:
                    writer.Write(cell.Text);
                    break;
                case CellKind.Number:
                    writer.Write(cell.Number);
                    break;
                case CellKind.Date:
                    writer.Write(cell.Date.DayNumber);
                    break;
            }
        }

        return stream.ToArray();
    }

    public static Cell[] Read(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        var cells = new Cell[reader.Read7BitEncodedInt()];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = (CellKind)reader.ReadByte() switch
            {
                CellKind.Text => Cell.Of(reader.ReadString()),
                CellKind.Number => Cell.Of(reader.ReadDouble()),
                CellKind.Date => Cell.Of(DateOnly.FromDayNumber(reader.ReadInt32())),
                _ => default,
            };
        }

        return cells;
    }
}
