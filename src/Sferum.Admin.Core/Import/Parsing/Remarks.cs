namespace Sferum.Admin.Core.Import.Parsing;

/// <summary>Turns what was mended in a name into remarks.</summary>
internal static class NameRemarks
{
    private static readonly (NameMends Mend, string Code)[] Codes =
    [
        (NameMends.Spaces, IssueCodes.Spaces), (NameMends.LatinLetters, IssueCodes.LatinLetters), (NameMends.LetterCase, IssueCodes.LetterCase),
        (NameMends.NameInBrackets, IssueCodes.NameInBrackets), (NameMends.CommentInName, IssueCodes.CommentInName), (NameMends.Initials, IssueCodes.Initials),
        (NameMends.NoPatronymicMark, IssueCodes.NoPatronymicMark), (NameMends.Formula, IssueCodes.Formula),
    ];

    public static void Report(RosterPerson person, NameMends mends, string field)
    {
        if (mends == NameMends.None)
        {
            return;
        }

        foreach (var (mend, code) in Codes)
        {
            if (mends.HasFlag(mend))
            {
                person.Report(code, field);
            }
        }
    }
}

/// <summary>Turns what was found in a cell of phones into remarks.</summary>
internal static class PhoneRemarks
{
    public static void Report(RosterPerson person, PhoneParser parser, int found, string field)
    {
        if (parser.HasBad)
        {
            person.Report(IssueCodes.BadPhone, field);
        }

        if (parser.HasExcelNumber)
        {
            person.Report(IssueCodes.ExcelNumberPhone, field);
        }

        if (found > 1)
        {
            person.Report(IssueCodes.SeveralPhones, field);
        }
    }
}

/// <summary>Reads e-mail addresses of a cell.</summary>
internal static class EmailParser
{
    private const int MaxLength = 254;

    /// <summary>Adds the addresses of the cell in small letters; false when one of them is none.</summary>
    public static bool TryAdd(string cell, List<string> emails)
    {
        var good = true;
        foreach (var range in cell.AsSpan().SplitAny(",; \n\t\u00A0"))
        {
            var text = cell.AsSpan()[range].Trim();
            if (text.IsEmpty)
            {
                continue;
            }

            if (IsEmail(text))
            {
                var email = text.ToString().ToLowerInvariant();
                if (!emails.Contains(email))
                {
                    emails.Add(email);
                }
            }
            else
            {
                good = false;
            }
        }

        return good;
    }

    private static bool IsEmail(ReadOnlySpan<char> text)
    {
        var at = text.IndexOf('@');
        if (at <= 0 || text.Length > MaxLength || text[(at + 1)..].Contains('@'))
        {
            return false;
        }

        var domain = text[(at + 1)..];
        var dot = domain.LastIndexOf('.');
        if (dot <= 0 || dot > domain.Length - 3 || domain[0] == '.' || domain.Contains("..", StringComparison.Ordinal))
        {
            return false;
        }

        foreach (var c in text)
        {
            if (!(char.IsLetterOrDigit(c) || c is '.' or '-' or '_' or '+' or '@' or '%' or '\''))
            {
                return false;
            }
        }

        return true;
    }
}
