namespace Sferum.Admin.Core.Calendar;

/// <summary>
/// Days off besides Saturdays and Sundays, as data for a new database. 2026 follows the decree that moved its days off; 2027
/// follows article 112 of the Labour Code with its carry-over from weekends and stays «предварительно» until an administrator
/// confirms the year's decree.
/// </summary>
public static class CalendarData
{
    private const string Decree2026 = "Постановление Правительства РФ от 24.09.2025 № 1466";
    private const string Article112 = "Статья 112 Трудового кодекса РФ, предварительно";

    private const string NewYear = "Новогодние каникулы";
    private const string Christmas = "Рождество Христово";
    private const string Defender = "День защитника Отечества";
    private const string Women = "Международный женский день";
    private const string Labour = "Праздник Весны и Труда";
    private const string Victory = "День Победы";
    private const string Russia = "День России";
    private const string Unity = "День народного единства";

    /// <summary>Fresh rows of 2026 and 2027, in order of date.</summary>
    public static IReadOnlyList<CalendarDay> Days() =>
    [
        Off(2026, 1, 1, NewYear), Off(2026, 1, 2, NewYear), Off(2026, 1, 5, NewYear), Off(2026, 1, 6, NewYear),
        Off(2026, 1, 7, Christmas), Off(2026, 1, 8, NewYear), Off(2026, 1, 9, Moved(NewYear, "03.01.2026")),
        Off(2026, 2, 23, Defender), Off(2026, 3, 9, Moved(Women, "08.03.2026")), Off(2026, 5, 1, Labour),
        Off(2026, 5, 11, Moved(Victory, "09.05.2026")), Off(2026, 6, 12, Russia), Off(2026, 11, 4, Unity),
        Off(2026, 12, 31, Moved(NewYear, "04.01.2026")),

        Off(2027, 1, 1, NewYear), Off(2027, 1, 4, NewYear), Off(2027, 1, 5, NewYear), Off(2027, 1, 6, NewYear),
        Off(2027, 1, 7, Christmas), Off(2027, 1, 8, NewYear), Off(2027, 2, 23, Defender), Off(2027, 3, 8, Women),
        Off(2027, 5, 3, Moved(Labour, "01.05.2027")), Off(2027, 5, 10, Moved(Victory, "09.05.2027")),
        Off(2027, 6, 14, Moved(Russia, "12.06.2027")), Off(2027, 11, 4, Unity),
    ];

    private static CalendarDay Off(int year, int month, int day, string title) => new()
    {
        Date = new DateOnly(year, month, day),
        Kind = CalendarDayKind.DayOff,
        Title = title,
        Provisional = year > 2026,
        Source = year > 2026 ? Article112 : Decree2026,
    };

    private static string Moved(string title, string from) => $"{title} (перенос с {from})";
}
