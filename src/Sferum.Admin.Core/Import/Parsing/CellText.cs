using System.Buffers;
using System.Text;

namespace Sferum.Admin.Core.Import.Parsing;

/// <summary>What is common to all cells: words that mean nothing, formulas, spaces.</summary>
internal static class CellText
{
    private static readonly string[] AbsenceWords =
        ["нет", "отсутствует", "отсутствуют", "н/д", "нет данных", "не указан", "не указано", "не указана", "не имеется", "не имеет", "неизвестно", "без отчества", "б/о", "null", "none"];

    private static readonly SearchValues<char> PhoneCharacters = SearchValues.Create("0123456789+-–—() \u00A0.,;/");

    /// <summary>Empty, dashes, «нет», «отсутствует», «н/д»: the same as an empty cell in every field.</summary>
    public static bool IsAbsent(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.IsEmpty || text.TrimStart("-–—−_.").IsEmpty)
        {
            return true;
        }

        if (text.Length > 14 || char.ToLowerInvariant(text[0]) is not ('н' or 'о' or 'б' or 'n'))
        {
            return false;
        }

        text = text.TrimEnd('.');
        foreach (var word in AbsenceWords)
        {
            if (text.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Text that a spreadsheet would evaluate: begins with = or @, or with + or − and is neither a phone nor a number nor a word of
    /// absence. Such text is dropped, never evaluated and never written back.
    /// </summary>
    public static bool IsFormula(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.IsEmpty || text[0] is not ('=' or '@' or '+' or '-'))
        {
            return false;
        }

        if (text[0] is '=' or '@')
        {
            return true;
        }

        return !IsAbsent(text) && text.ContainsAnyExcept(PhoneCharacters) && !BeginsAsPhone(text);
    }

    /// <summary>No letters but plain ones, no double or outer spaces: nothing to tidy.</summary>
    public static bool IsTidy(ReadOnlySpan<char> text)
    {
        var previous = ' ';
        foreach (var c in text)
        {
            if ((c == ' ' && previous == ' ') || c is (< ' ' or (> '~' and < '\u00AB') or '\u00AD' or (>= '\u2000' and <= '\u2015') or '\u202F' or '\u2060' or '\u3000' or '\uFEFF'))
            {
                return false;
            }

            previous = c;
        }

        return previous != ' ';
    }

    /// <summary>One kind of space, one at a time, none outside; composed letters; one kind of hyphen.</summary>
    /// <param name="spaces">Whether spaces or invisible signs were taken out or changed.</param>
    public static string Tidy(string text, out bool spaces)
    {
        spaces = false;
        if (IsTidy(text))
        {
            return text;
        }

        var tidy = new StringBuilder(text.Length);
        foreach (var c in text.IsNormalized() ? text : text.Normalize())
        {
            if (c is '\u00AD' or '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF' or '\u200E' or '\u200F' || (c < ' ' && c is not ('\t' or '\n' or '\r')))
            {
                spaces = true;
            }
            else if (char.IsWhiteSpace(c))
            {
                if (c != ' ' || tidy.Length == 0 || tidy[^1] == ' ')
                {
                    spaces = true;
                }

                if (tidy.Length > 0 && tidy[^1] != ' ')
                {
                    tidy.Append(' ');
                }
            }
            else
            {
                tidy.Append(c is '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '\u2015' or '\u2212' ? '-' : c);
            }
        }

        if (tidy.Length > 0 && tidy[^1] == ' ')
        {
            tidy.Length--;
            spaces = true;
        }

        return tidy.ToString();
    }

    /// <summary>The beginning of a text, at most so many characters.</summary>
    public static string Cut(string text, int maxLength) => text.Length <= maxLength ? text : text[..maxLength];

    public static int CountDigits(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var c in text)
        {
            count += char.IsAsciiDigit(c) ? 1 : 0;
        }

        return count;
    }

    private static bool BeginsAsPhone(ReadOnlySpan<char> text) => text[0] == '+' && CountDigits(text) >= 10;
}
