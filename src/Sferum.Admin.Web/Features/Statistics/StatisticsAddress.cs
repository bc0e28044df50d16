using System.Globalization;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Statistics;

namespace Sferum.Admin.Web.Features.Statistics;

/// <summary>Addresses of the figures and of the lists behind them: day, set, group and page are all of the state there is.</summary>
public static class StatisticsAddress
{
    private static readonly Dictionary<IndicatorPart, string> PartNames = new()
    {
        [IndicatorPart.Numerator] = "numerator",
        [IndicatorPart.Rest] = "rest",
        [IndicatorPart.NotChecked] = "not-checked",
        [IndicatorPart.Refused] = "refused",
        [IndicatorPart.NotApplicable] = "not-applicable",
        [IndicatorPart.Denominator] = "denominator",
    };

    private static readonly Dictionary<Cause, string> CauseNames = new()
    {
        [Cause.NotAccepted] = "not-accepted",
        [Cause.NotInvited] = "not-invited",
        [Cause.NoPhone] = "no-phone",
        [Cause.Relink] = "relink",
        [Cause.ToCheck] = "to-check",
        [Cause.AwaitsJournal] = "awaits-journal",
    };

    /// <summary>The page of figures.</summary>
    /// <param name="week">Null for the current week.</param>
    public static string Week(IsoWeek? week) => Join("/statistics", ("week", week?.ToString()));

    /// <summary>The page of figures of the week that holds a day.</summary>
    /// <param name="day">Null for today.</param>
    public static string OfDay(DateOnly? day) => Week(day is { } known ? IsoWeek.Of(known) : null);

    /// <summary>Completeness of chats by group, as a table.</summary>
    /// <param name="day">Null for today.</param>
    public static string Groups(DateOnly? day = null, int page = 1) => Join("/statistics/groups", ("day", Text(day)), ("page", Text(page)));

    /// <summary>The list behind a number.</summary>
    public static string List(string code, IndicatorPart part, DateOnly? day = null, Guid? group = null, int page = 1, Cause? cause = null) => Join(
        $"/statistics/{code}",
        ("part", part == IndicatorPart.Numerator ? null : PartNames[part]),
        ("cause", cause is { } known ? CauseNames[known] : null),
        ("group", group?.ToString()),
        ("day", Text(day)),
        ("page", Text(page)));

    /// <summary>Null for today and for what is no day.</summary>
    public static DateOnly? Day(string? text)
        => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>1 for what is no page.</summary>
    public static int Page(string? text)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page > 0 ? page : 1;

    /// <summary>The numerator when the address names none; null for an unknown name.</summary>
    public static IndicatorPart? Part(string? text)
        => text is null ? IndicatorPart.Numerator : PartNames.Where(name => name.Value == text).Select(name => (IndicatorPart?)name.Key).FirstOrDefault();

    /// <summary>Null for no cause and for an unknown name.</summary>
    public static Cause? CauseOf(string? text) => CauseNames.Where(name => name.Value == text).Select(name => (Cause?)name.Key).FirstOrDefault();

    private static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Text(int page) => page > 1 ? page.ToString(CultureInfo.InvariantCulture) : null;

    private static string Join(string path, params ReadOnlySpan<(string Name, string? Value)> query)
    {
        var separator = '?';
        foreach (var (name, value) in query)
        {
            if (value is not null)
            {
                path += $"{separator}{name}={value}";
                separator = '&';
            }
        }

        return path;
    }
}
