using System.Text.RegularExpressions;
using Sferum.Admin.Core.Common;

namespace Sferum.Admin.TestSupport;

/// <summary>
/// Looks for personal data in logs: surnames in any case and with Ё or Е, phones and СНИЛС however they are punctuated, e-mails;
/// also inside percent-encoded addresses and escaped JSON.
/// </summary>
public sealed partial class LogSearch
{
    private readonly HashSet<string> _words = [];
    private readonly HashSet<string> _numbers = [];
    private readonly HashSet<string> _emails = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="values">Surnames, phones of ten digits, СНИЛС of eleven digits, e-mails.</param>
    public LogSearch(IEnumerable<string> values)
    {
        foreach (var value in values)
        {
            var digits = string.Concat(value.Where(char.IsAsciiDigit));
            if (value.Contains('@'))
            {
                _emails.Add(value);
            }
            else if (digits.Length >= 10)
            {
                _numbers.Add(digits);
            }
            else
            {
                _words.Add(RussianText.SearchKey(value));
            }
        }
    }

    /// <summary>What is found in a line of a log; each value once.</summary>
    public IEnumerable<string> In(string line)
    {
        var text = Readable(line);
        return Words().Matches(text).Select(m => m.Value).Where(w => _words.Contains(RussianText.SearchKey(w)))
            .Concat(Numbers().Matches(text).Select(m => m.Value).Where(IsKnownNumber))
            .Concat(Emails().Matches(text).Select(m => m.Value).Where(_emails.Contains))
            .Distinct();
    }

    /// <summary>
    /// «file:line: value» for everything found in the files, with the line. EF Core logs the constants of a query: a literal name in
    /// a test's own query is found here, too, and wants a variable.
    /// </summary>
    public IEnumerable<string> InFiles(IEnumerable<string> files) =>
        files.SelectMany(file => File.ReadLines(file).SelectMany((line, i) => In(line).Select(value => $"{Path.GetFileName(file)}:{i + 1}: {value} in «{line[..Math.Min(line.Length, 300)].Trim()}»")));

    private bool IsKnownNumber(string text)
    {
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        return _numbers.Contains(digits) || (digits.Length == 11 && _numbers.Contains(digits[1..]));
    }

    private static string Readable(string line)
    {
        if (line.Contains("%D0", StringComparison.OrdinalIgnoreCase) || line.Contains("%D1", StringComparison.OrdinalIgnoreCase))
        {
            line = Uri.UnescapeDataString(line);
        }

        return line.Contains("\\u04", StringComparison.OrdinalIgnoreCase)
            ? Escaped().Replace(line, m => ((char)int.Parse(m.Groups[1].Value, System.Globalization.NumberStyles.HexNumber, null)).ToString())
            : line;
    }

    [GeneratedRegex(@"\\u([0-9A-Fa-f]{4})")]
    private static partial Regex Escaped();

    [GeneratedRegex(@"[А-Яа-яЁё]{2,}(?:-[А-Яа-яЁё]+)*")]
    private static partial Regex Words();

    /// <summary>Ten or eleven digits with the usual punctuation, not a part of an id or of a longer number.</summary>
    [GeneratedRegex(@"(?<![\w.\-])\+?\d(?:[ ()\-]{0,2}\d){9,10}(?![\w\-])")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")]
    private static partial Regex Emails();
}
