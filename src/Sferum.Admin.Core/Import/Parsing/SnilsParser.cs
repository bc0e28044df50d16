namespace Sferum.Admin.Core.Import.Parsing;

/// <summary>A СНИЛС read from a cell: its eleven digits when they are right.</summary>
public readonly record struct ParsedSnils(SnilsState State, string? Digits, string? Issue);

/// <summary>
/// Reads and checks a СНИЛС: nine digits and two of control. The sum of digit × (9 … 1) gives the control: below 100 itself, 100 and 101
/// give 00, above that the remainder by 101.
/// </summary>
public static class SnilsParser
{
    private const int Length = 11;

    /// <param name="text">A cell that is not a word of absence.</param>
    public static ParsedSnils Parse(ReadOnlySpan<char> text)
    {
        Span<char> digits = stackalloc char[Length];
        var count = 0;
        foreach (var c in text.Trim())
        {
            if (char.IsAsciiDigit(c))
            {
                if (count == Length)
                {
                    return new(SnilsState.Invalid, null, IssueCodes.BadSnils);
                }

                digits[count++] = c;
            }
            else if (!char.IsWhiteSpace(c) && c is not ('-' or '.' or '–' or '—' or '\u2011' or '\u2212'))
            {
                return new(SnilsState.Invalid, null, IssueCodes.BadSnils);
            }
        }

        // Excel drops zeros in front of a number.
        var missing = Length - count;
        if (missing is 1 or 2)
        {
            digits[..count].CopyTo(digits[missing..]);
            digits[..missing].Fill('0');
        }

        return missing <= 2 && IsValid(digits)
            ? new(SnilsState.Valid, new string(digits), missing > 0 ? IssueCodes.PaddedSnils : null)
            : new(SnilsState.Invalid, null, IssueCodes.BadSnils);
    }

    /// <summary>Whether eleven digits are a СНИЛС: the control digits are right and it is not all zeros.</summary>
    public static bool IsValid(ReadOnlySpan<char> digits)
    {
        if (digits.Length != Length || !digits.ContainsAnyExcept('0'))
        {
            return false;
        }

        var sum = 0;
        for (var i = 0; i < 9; i++)
        {
            sum += (digits[i] - '0') * (9 - i);
        }

        var control = sum < 100 ? sum : sum is 100 or 101 ? 0 : sum % 101 % 100;
        return (digits[9] - '0') * 10 + digits[10] - '0' == control;
    }
}
