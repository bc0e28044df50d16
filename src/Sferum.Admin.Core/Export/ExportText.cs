using System.Buffers;
using System.Globalization;
using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Core.Export;

/// <summary>Cells and names of exported files. Pure.</summary>
public static class ExportText
{
    /// <summary>What a spreadsheet takes for the beginning of a formula.</summary>
    private const string Formula = "=+-@\t\r\n＝＋－＠";

    private static readonly SearchValues<char> PhoneSigns = SearchValues.Create("0123456789 -\u00A0");

    /// <summary>
    /// The text with an apostrophe before what a spreadsheet would run as a formula: a surname typed by somebody else must not act on
    /// the computer of whoever opens the file. A phone, «+7 902 123-45-67», only looks like one and keeps its plus.
    /// </summary>
    public static string Inert(string text) => text.Length > 0 && Formula.Contains(text[0], StringComparison.Ordinal) && !IsPhone(text) ? $"'{text}" : text;

    /// <summary>A field of the file for Excel: quoted where it must be, decimal comma, dates as on the screen.</summary>
    public static string Csv(object? cell)
    {
        var text = cell switch
        {
            null => "",
            string value => Inert(value),
            DateOnly day => RussianText.Date(day),
            decimal number => number.ToString(CultureInfo.GetCultureInfo("ru-RU")),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => throw new ArgumentException($"No cell of {cell.GetType().Name}.", nameof(cell)),
        };
        return text.AsSpan().IndexOfAny(";\"\r\n") >= 0 ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    /// <summary>«Люди 2026-11-20.xlsx»: the day sorts in a folder.</summary>
    public static string FileName(string name, DateOnly day, ExportFormat format) =>
        $"{name} {day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.{(format == ExportFormat.Xlsx ? "xlsx" : "csv")}";

    private static bool IsPhone(string text) => text[0] == '+' && text.AsSpan(1).IndexOfAnyExcept(PhoneSigns) < 0;
}
