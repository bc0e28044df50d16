using System.Globalization;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Journal;

namespace Sferum.Admin.Web.Components.Ui;

/// <summary>Age and source of readings and looks in words: one phrase for the shell and every page.</summary>
public static class ReadingWords
{
    /// <summary>«сегодня в 14:31», «24.11.2026 в 14:31».</summary>
    /// <param name="utc">The moment.</param>
    /// <param name="clock">Gives today and the zone.</param>
    public static string When(DateTime utc, SchoolClock clock) =>
        $"{RussianText.NearDate(clock.DayOf(utc), clock.Today)} в{RussianText.NoBreakSpace}{Time(utc, clock)}";

    /// <summary>«на 14:00», «на 23.11, 14:00» when the journal showed another day than the one it was read on.</summary>
    /// <param name="takenAt">UTC moment of the reading.</param>
    /// <param name="asOf">UTC moment whose state was shown.</param>
    /// <param name="clock">Gives the zone.</param>
    public static string AsOf(DateTime takenAt, DateTime asOf, SchoolClock clock)
    {
        var day = clock.DayOf(asOf);
        return $"на{RussianText.NoBreakSpace}{(day == clock.DayOf(takenAt) ? "" : $"{day.ToString("dd.MM", CultureInfo.InvariantCulture)}, ")}{Time(asOf, clock)}";
    }

    /// <summary>«ЭПОС прочитан сегодня в 14:31, на 14:00. Полностью — 58 из 60 групп»; without a connection, what the looks are.</summary>
    public static string Sentence(ReadingAges ages, SchoolClock clock)
    {
        var looks = ages.LookAt is { } look ? $"взгляды кураторов, последний {When(look, clock)}" : "взглядов ещё не было";
        if (!ages.IsConnected)
        {
            return $"{ages.SourceName} не{RussianText.NoBreakSpace}подключён: {looks}";
        }

        var read = ages.Newest is { } newest
            ? $"{ages.SourceName} прочитан {When(newest.TakenAt, clock)}, {AsOf(newest.TakenAt, newest.AsOf, clock)}. Полностью — {Groups(ages)}"
            : $"{ages.SourceName} ещё не{RussianText.NoBreakSpace}читали, {looks}";
        return ages.State switch
        {
            AgeState.Failing => $"{read}. Последняя проверка не{RussianText.NoBreakSpace}удалась",
            AgeState.Old => $"{read}. Это давно: чтение должно быть не{RussianText.NoBreakSpace}старше {RussianText.Count(ages.ReadingHours, "часа", "часов", "часов")}",
            _ => read,
        };
    }

    /// <summary>«58 из 60 групп».</summary>
    public static string Groups(ReadingAges ages) =>
        $"{RussianText.Number(ages.ReadGroups)} из{RussianText.NoBreakSpace}{RussianText.Count(ages.Groups, "группы", "групп", "групп")}";

    private static string Time(DateTime utc, SchoolClock clock) => clock.ToLocal(utc).ToString("HH:mm", CultureInfo.InvariantCulture);
}
