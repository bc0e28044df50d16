using Sferum.Admin.Core.Import.Reading;

namespace Sferum.Admin.Core.Import.Parsing;

/// <summary>Reads an order out of a cell: «Приказ № 45-с от 20.08.2025 0:00:00», «45-с от 20.08.2025», «45-с».</summary>
internal static class OrderParser
{
    public static RosterOrder? Parse(in Cell number, in Cell date, DateOnly today)
    {
        var day = date.IsEmpty || CellText.IsAbsent(date.Text) ? null : DateParser.Parse(date, today).Date;
        var text = number.Text;
        if (number.IsEmpty || CellText.IsAbsent(text) || CellText.IsFormula(text))
        {
            return null;
        }

        var from = text.LastIndexOf(" от ", StringComparison.OrdinalIgnoreCase);
        if (from >= 0)
        {
            day ??= DateParser.Parse(Cell.Of(text[(from + 4)..]), today).Date;
            text = text[..from];
        }

        var sign = text.AsSpan().IndexOfAny('№', '#');
        text = sign >= 0 ? text[(sign + 1)..] : text.StartsWith("приказ", StringComparison.OrdinalIgnoreCase) ? text["приказ".Length..] : text;
        text = text.Trim(' ', ',', '.', '\u00A0');
        return text.Length is > 0 and <= 50 ? new(text, day) : null;
    }
}
