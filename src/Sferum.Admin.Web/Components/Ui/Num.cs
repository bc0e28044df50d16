using System.Globalization;

namespace Sferum.Admin.Web.Components.Ui;

/// <summary>Numbers as a Russian reader writes them: thin spaces from 1 000, decimal comma, minus U+2212.</summary>
public static class Num
{
    /// <summary>No value: a share of nothing, a count that was not made.</summary>
    public const string None = "—";

    private const char ThinSpace = '\u202F';

    private static readonly NumberFormatInfo Format = new()
    {
        NumberGroupSeparator = ThinSpace.ToString(),
        NumberDecimalSeparator = ",",
        NegativeSign = "\u2212",
        NumberGroupSizes = [3],
    };

    /// <summary>A count: «1 220».</summary>
    public static string Of(int value) => value.ToString("#,0", Format);

    /// <summary>A share of two counts with its denominator: «1 220 из 1 500».</summary>
    public static string Fraction(int numerator, int denominator) => $"{Of(numerator)} из {Of(denominator)}";

    /// <summary>Percent without the sign, one decimal at most; «—» for 0 of 0; never rounds up to 100.</summary>
    public static string Percent(int numerator, int denominator)
    {
        if (denominator == 0)
        {
            return None;
        }

        var tenths = Math.Floor(1000m * numerator / denominator) / 10m;
        return tenths.ToString("0.#", Format);
    }
}
