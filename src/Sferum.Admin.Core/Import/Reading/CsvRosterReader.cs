using System.Buffers;
using Sylvan.Data.Csv;

namespace Sferum.Admin.Core.Import.Reading;

/// <summary>Text tables: any of the five encodings and four delimiters, quoted line breaks, Excel's <c>sep=</c> line.</summary>
internal sealed class CsvRosterReader : IRosterReader
{
    private static readonly SearchValues<char> NumberSigns = SearchValues.Create("0123456789+-() .");

    public RosterFile Read(byte[] content, CancellationToken ct)
    {
        var (text, encoding) = TextDecoder.Decode(content);
        if (Mojibake.IsSpoilt(text))
        {
            return RosterFile.Refused(ImportBlock.Mojibake, "csv", encoding);
        }

        var start = 0;
        char delimiter;
        if (text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text.Length > 4 && text[4] is ';' or ',' or '\t' or '|')
        {
            // Excel obeys this line and does not show it, so it is no row.
            delimiter = text[4];
            start = text.IndexOf('\n') is var end and >= 0 ? end + 1 : text.Length;
        }
        else
        {
            delimiter = DelimiterGuess.Of(text);
        }

        try
        {
            return new("csv", encoding, delimiter, [new RosterTable(null, false, ReadRows(new SpanReader(text, start), delimiter, ct))], null);
        }
        catch (CsvFormatException)
        {
            return RosterFile.Refused(ImportBlock.Damaged, "csv", encoding);
        }
    }

    private static List<RosterRow> ReadRows(SpanReader text, char delimiter, CancellationToken ct)
    {
        var rows = new List<RosterRow>();
        var pool = new StringPool();
        using var csv = CsvDataReader.Create(text, new CsvDataReaderOptions
        {
            HasHeaders = false,
            Delimiter = delimiter,
            // People type quotes inside cells without doubling them.
            CsvStyle = CsvStyle.Lax,
            BufferSize = 64 * 1024,
            MaxBufferSize = 4 * 1024 * 1024,
        });
        while (csv.Read())
        {
            ct.ThrowIfCancellationRequested();
            var filled = csv.RowFieldCount;
            while (filled > 0 && csv.GetFieldSpan(filled - 1).IsWhiteSpace())
            {
                filled--;
            }

            if (filled == 0)
            {
                continue;
            }

            var cells = new Cell[filled];
            for (var i = 0; i < filled; i++)
            {
                var span = Unwrap(csv.GetFieldSpan(i));
                cells[i] = span.IsWhiteSpace() ? default : Cell.Of(pool.Get(span));
            }

            rows.Add(new(csv.RowNumber, cells));
        }

        return rows;
    }

    /// <summary>Programs write <c>="0123"</c> so that Excel keeps the zero; with nothing but a number inside it is that number.</summary>
    private static ReadOnlySpan<char> Unwrap(ReadOnlySpan<char> cell) =>
        cell.Length > 3 && cell[0] == '=' && cell[1] == '"' && cell[^1] == '"' && !cell[2..^1].ContainsAnyExcept(NumberSigns) ? cell[2..^1] : cell;

    /// <summary>Reads the decoded text from a place without copying it.</summary>
    private sealed class SpanReader(string text, int position) : TextReader
    {
        public override int Read(char[] buffer, int index, int count)
        {
            var taken = Math.Min(count, text.Length - position);
            text.CopyTo(position, buffer, index, taken);
            position += taken;
            return taken;
        }

        public override int Read() => position < text.Length ? text[position++] : -1;

        public override int Peek() => position < text.Length ? text[position] : -1;
    }
}
