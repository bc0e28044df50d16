using System.Text;
using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Core.Import.Parsing;

/// <summary>
/// The normal form of a study group's name: capitals, Cyrillic, one hyphen between letters and number, an ending <c>/9</c> or <c>/11</c>
/// (after nine or eleven classes) kept. Only the spelling is mended; nothing is read out of the name.
/// </summary>
public static class GroupNameText
{
    private const int MaxLetters = 8;
    private const int MaxDigits = 4;

    /// <summary>«эсп 12», «ЭСП12», «ЭCП–12» → «ЭСП-12»; null for text that is no group's name («не распределён»).</summary>
    public static string? Normalize(string text)
    {
        var source = Prepare(text);
        var at = 0;
        var name = new StringBuilder(source.Length);
        var letters = Take(source, ref at, name, char.IsLetter);
        if (letters > MaxLetters)
        {
            return null;
        }

        if (letters > 0)
        {
            SkipSeparators(source, ref at);
            name.Append('-');
        }

        if (Take(source, ref at, name, char.IsAsciiDigit) is 0 or > MaxDigits)
        {
            return null;
        }

        // «ИС-2-1», «ИС-21к», «21-ИС» keep what follows the number in the same spelling.
        while (at < source.Length && source[at] != '/')
        {
            var before = name.Length;
            var separated = SkipSeparators(source, ref at);
            if (at < source.Length && separated && source[at] != '/')
            {
                name.Append('-');
            }

            if (Take(source, ref at, name, char.IsAsciiDigit) > MaxDigits || Take(source, ref at, name, char.IsLetter) > MaxLetters || (name.Length == before && !separated))
            {
                return null;
            }
        }

        if (at < source.Length)
        {
            var tail = source.AsSpan(at + 1).Trim();
            if (tail is not ("9" or "11"))
            {
                return null;
            }

            name.Append('/').Append(tail);
        }

        // A number alone is a group («311») when it has the length of one.
        return letters > 0 || name.Length is >= 2 and <= 10 ? name.ToString() : null;
    }

    /// <summary>
    /// The group that a title names: what follows «группа», «группы» …; null when the title names none.
    /// </summary>
    public static string? FromTitle(string title)
    {
        var at = title.IndexOf("групп", StringComparison.OrdinalIgnoreCase);
        while (at >= 0)
        {
            var end = title.IndexOf(' ', at);
            if (end < 0)
            {
                return null;
            }

            var words = title[end..].Split([' ', ',', ';', ':', '«', '»', '"', '(', ')', '.', '\u00A0'], 4, StringSplitOptions.RemoveEmptyEntries);
            var found = words.Length == 0 ? null
                : Strict(words[0]) ?? (words.Length > 1 && words[0].All(char.IsLetter) && words[1].Length <= 7 && char.IsAsciiDigit(words[1][0]) ? Strict(words[0] + " " + words[1]) : null);
            if (found is not null)
            {
                return found;
            }

            at = title.IndexOf("групп", end, StringComparison.OrdinalIgnoreCase);
        }

        return null;
    }

    /// <summary>A sheet's name that is a group's: letters, a number and nothing else. «Лист1», «Sheet2» are not.</summary>
    public static string? FromSheetName(string? sheet)
    {
        if (sheet is null || Strict(sheet) is not { } name)
        {
            return null;
        }

        var letters = name.AsSpan(0, name.IndexOf('-'));
        return letters.Length <= 5 && letters is not ("ЛИСТ" or "СТР" or "КУРС" or "ТАБЛ" or "SHEET" or "TABLE" or "LIST") ? name : null;
    }

    /// <summary>The form letters – number, without which a free text cannot be taken for a group.</summary>
    private static string? Strict(string text) => Normalize(text) is { } name && char.IsLetter(name[0]) ? name : null;

    private static string Prepare(string text)
    {
        var tidy = CellText.Tidy(text, out _).Trim('«', '»', '"', ' ');
        if (tidy.IndexOf('(') is var bracket and > 0)
        {
            tidy = tidy[..bracket].TrimEnd();
        }

        foreach (var prefix in (ReadOnlySpan<string>)["группа", "гр.", "гр "])
        {
            if (tidy.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                tidy = tidy[prefix.Length..].TrimStart();
            }
        }

        return Lookalikes.ToCyrillic(tidy, out _).ToUpperInvariant();
    }

    private static int Take(string source, ref int at, StringBuilder to, Func<char, bool> kind)
    {
        var start = at;
        while (at < source.Length && kind(source[at]))
        {
            to.Append(source[at++]);
        }

        return at - start;
    }

    private static bool SkipSeparators(string source, ref int at)
    {
        var start = at;
        while (at < source.Length && source[at] is ' ' or '-' or '_' or '.')
        {
            at++;
        }

        return at > start;
    }
}
