using System.Net;
using System.Text;

namespace Sferum.Admin.Core.Import.Reading;

/// <summary>
/// The page with one or more tables that many systems export under the name of a spreadsheet. Reads rows and cells, spans included;
/// everything else of the page is left out.
/// </summary>
internal sealed class HtmlRosterReader : IRosterReader
{
    /// <summary>Wider spans are decoration.</summary>
    private const int MaxSpan = 50;

    public RosterFile Read(byte[] content, CancellationToken ct)
    {
        var (text, encoding) = TextDecoder.Decode(content);
        if (Mojibake.IsSpoilt(text))
        {
            return RosterFile.Refused(ImportBlock.Mojibake, "html", encoding);
        }

        return new("html", encoding, null, [new RosterTable(null, false, ReadRows(text, ct))], null);
    }

    private static List<RosterRow> ReadRows(string text, CancellationToken ct)
    {
        var rows = new List<RosterRow>();
        var cells = new List<Cell>();
        var cell = new StringBuilder();
        int number = 0, span = 1, position = 0;
        var inCell = false;
        while (position < text.Length)
        {
            var open = text.IndexOf('<', position);
            if (inCell)
            {
                cell.Append(text, position, (open < 0 ? text.Length : open) - position);
            }

            var close = open < 0 ? -1 : text.IndexOf('>', open);
            if (close < 0)
            {
                break;
            }

            var tag = text.AsSpan(open + 1, close - open - 1);
            position = close + 1;
            if (Is(tag, "td") || Is(tag, "th"))
            {
                EndCell();
                inCell = true;
                span = Span(tag);
            }
            else if (Is(tag, "/td") || Is(tag, "/th"))
            {
                EndCell();
            }
            else if (Is(tag, "tr") || Is(tag, "/tr") || Is(tag, "/table"))
            {
                EndRow();
                ct.ThrowIfCancellationRequested();
            }
            else if (inCell && Is(tag, "br"))
            {
                cell.Append('\n');
            }
        }

        EndRow();
        return rows;

        void EndCell()
        {
            if (!inCell)
            {
                return;
            }

            cells.Add(Cell.Of(WebUtility.HtmlDecode(cell.ToString()).Trim()));
            cells.AddRange(Enumerable.Repeat(default(Cell), span - 1));
            cell.Clear();
            inCell = false;
        }

        void EndRow()
        {
            EndCell();
            if (cells.Count == 0)
            {
                return;
            }

            number++;
            if (cells.Exists(c => !c.IsEmpty))
            {
                rows.Add(new(number, [.. cells]));
            }

            cells.Clear();
        }
    }

    private static bool Is(ReadOnlySpan<char> tag, string name) =>
        tag.StartsWith(name, StringComparison.OrdinalIgnoreCase) && (tag.Length == name.Length || tag[name.Length] is ' ' or '/' or '\n' or '\r' or '\t');

    private static int Span(ReadOnlySpan<char> tag)
    {
        var at = tag.IndexOf("colspan", StringComparison.OrdinalIgnoreCase);
        var value = 0;
        for (var i = at < 0 ? tag.Length : at + 7; i < tag.Length; i++)
        {
            if (char.IsAsciiDigit(tag[i]))
            {
                value = Math.Min(value * 10 + tag[i] - '0', MaxSpan);
            }
            else if (value > 0)
            {
                break;
            }
        }

        return Math.Max(value, 1);
    }
}
