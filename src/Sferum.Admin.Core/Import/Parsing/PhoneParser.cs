using System.Globalization;
using System.Text;
using PhoneNumbers;

namespace Sferum.Admin.Core.Import.Parsing;

/// <summary>
/// Reads phones of a cell into E.164: Russian numbers with 8, 7, +7 or nothing in front, landlines with their area code, other countries
/// with «+». Takes several numbers apart and keeps the words beside them. Not safe for several threads: one per file.
/// </summary>
internal sealed class PhoneParser
{
    private static readonly PhoneNumberUtil Plan = PhoneNumberUtil.GetInstance();

    private const int MaxLabel = 40;

    private readonly StringBuilder _digits = new();
    private readonly StringBuilder _word = new();
    private readonly List<RosterPhone> _found = [];
    private bool _international;
    private string? _label;

    /// <summary>The cell held something that is no full number.</summary>
    public bool HasBad { get; private set; }

    /// <summary>A number that Excel had turned into 7.9E+10 or 79021234567.0 was mended.</summary>
    public bool HasExcelNumber { get; private set; }

    /// <summary>The numbers of the cell, each once; valid until the next call.</summary>
    public List<RosterPhone> Parse(string cell)
    {
        _found.Clear();
        HasBad = HasExcelNumber = false;
        if (CellText.IsAbsent(cell))
        {
            return _found;
        }

        if (IsPlainMobile(cell))
        {
            _found.Add(new("+7" + cell[^10..], null));
            return _found;
        }

        if (FromExcelNumber(cell) is { } mended)
        {
            HasExcelNumber = mended.Length > 0;
            HasBad = mended.Length == 0;
            cell = mended;
        }

        Scan(cell);
        HasBad |= _found.Count == 0;
        return _found;
    }

    /// <summary>«8902…», «7902…», «+7902…», «902…»: what nearly all cells hold.</summary>
    private static bool IsPlainMobile(string cell)
    {
        var digits = cell.AsSpan();
        if (digits.StartsWith("+7"))
        {
            digits = digits[2..];
        }
        else if (digits.Length == 11 && digits[0] is '7' or '8')
        {
            digits = digits[1..];
        }

        return digits.Length == 10 && digits[0] == '9' && !digits.ContainsAnyExceptInRange('0', '9');
    }

    /// <summary>Null when the cell is no such number; empty when too few digits are left of it.</summary>
    private static string? FromExcelNumber(string cell)
    {
        var text = cell.Trim().Replace(',', '.');
        var exponent = text.IndexOfAny(['E', 'e', 'Е', 'е']);
        var isScientific = exponent > 0 && exponent + 1 < text.Length && text[exponent + 1] is '+' or '1';
        var isDecimal = text.EndsWith(".0", StringComparison.Ordinal) && text.Length > 9;
        if (!(isScientific || isDecimal) || !decimal.TryParse(text.Replace('Е', 'E').Replace('е', 'e'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        var significant = CellText.CountDigits(isScientific ? text.AsSpan(0, exponent) : text);
        return significant < 10 || number < 0 ? "" : decimal.Truncate(number).ToString(CultureInfo.InvariantCulture);
    }

    private void Scan(string cell)
    {
        Reset();
        var inBrackets = false;
        var isExtension = false;
        foreach (var c in cell)
        {
            if (char.IsAsciiDigit(c))
            {
                EndWord(ref isExtension, inBrackets);
                if (!isExtension)
                {
                    _digits.Append(c);
                }
            }
            else if (char.IsLetter(c))
            {
                EndNumber();
                _word.Append(c);
            }
            else if (c == '+')
            {
                EndWord(ref isExtension, inBrackets);
                EndNumber();
                _international = true;
                isExtension = false;
            }
            else if (c is ',' or ';' or '/' or '\\' or '|' or '\n' or '\r')
            {
                EndWord(ref isExtension, inBrackets);
                EndNumber();
                isExtension = false;
            }
            else
            {
                inBrackets = c == '(' || (inBrackets && c != ')');
                if (char.IsWhiteSpace(c) && IsComplete())
                {
                    EndNumber();
                }
                else if (c == ')')
                {
                    EndWord(ref isExtension, inBrackets: true);
                }
            }
        }

        EndNumber();
        EndWord(ref isExtension, inBrackets: true);
    }

    /// <summary>Enough digits for a Russian number, so that a space after them ends it.</summary>
    private bool IsComplete() => _digits.Length switch
    {
        11 => _digits[0] is '7' or '8',
        10 => _digits[0] is '9' or '3' or '4' && !_international,
        _ => false,
    };

    /// <summary>A word goes with the number after it, or with the one before when it ends the cell or stands in brackets; «доб.» hides digits.</summary>
    private void EndWord(ref bool isExtension, bool inBrackets)
    {
        if (_word.Length == 0)
        {
            return;
        }

        var word = CellText.Cut(_word.ToString(), MaxLabel);
        _word.Clear();
        if (word.StartsWith("доб", StringComparison.OrdinalIgnoreCase) || word.StartsWith("вн", StringComparison.OrdinalIgnoreCase) || word.StartsWith("доп", StringComparison.OrdinalIgnoreCase))
        {
            isExtension = true;
        }
        else if (inBrackets && _found.Count > 0 && _found[^1].Label is null)
        {
            _found[^1] = _found[^1] with { Label = word };
        }
        else if (!word.StartsWith("тел", StringComparison.OrdinalIgnoreCase) && word.Length > 1)
        {
            _label = word;
        }
    }

    private void EndNumber()
    {
        if (_digits.Length > 0)
        {
            if (ToE164() is not { } number)
            {
                HasBad = true;
            }
            else if (!_found.Exists(p => p.Number == number))
            {
                _found.Add(new(number, _label));
                _label = null;
            }
        }

        _digits.Clear();
        _international = false;
    }

    private string? ToE164()
    {
        var digits = _digits.ToString();
        if (_international && digits[0] != '7')
        {
            return Checked("+" + digits);
        }

        return digits.Length switch
        {
            11 when digits[0] == '8' && !_international || digits[0] == '7' => digits[1] == '9' ? "+7" + digits[1..] : Checked("+7" + digits[1..]),
            10 when !_international && digits[0] == '9' => "+7" + digits,
            10 when !_international && digits[0] is '3' or '4' or '8' => Checked("+7" + digits),
            _ => null,
        };
    }

    private static string? Checked(string number)
    {
        try
        {
            var parsed = Plan.Parse(number, "RU");
            // Russian landlines have an area code to check; of other countries only the length is.
            return (number.StartsWith("+7", StringComparison.Ordinal) ? Plan.IsValidNumber(parsed) : Plan.IsPossibleNumber(parsed)) ? number : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    private void Reset()
    {
        _digits.Clear();
        _word.Clear();
        _label = null;
        _international = false;
    }
}
