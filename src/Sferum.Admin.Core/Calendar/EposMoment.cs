using System.Globalization;
using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Core.Calendar;

/// <summary>Moments of ЭПОС's clock in words.</summary>
public static class EposMoment
{
    /// <summary>«пн 23.11 после 14:00»: from when ЭПОС shows something.</summary>
    /// <param name="at">UTC.</param>
    public static string After(SchoolClock clock, DateTime at) =>
        $"{Day(clock, at)} после{RussianText.NoBreakSpace}{clock.ToLocal(at).ToString("HH:mm", CultureInfo.InvariantCulture)}";

    /// <summary>«пн 23.11, 14:00».</summary>
    /// <param name="at">UTC.</param>
    public static string At(SchoolClock clock, DateTime at) =>
        $"{Day(clock, at)}, {clock.ToLocal(at).ToString("HH:mm", CultureInfo.InvariantCulture)}";

    /// <summary>«пн 23.11».</summary>
    /// <param name="at">UTC.</param>
    public static string Day(SchoolClock clock, DateTime at)
    {
        var day = clock.DayOf(at);
        return $"{RussianText.WeekDay(day)}{RussianText.NoBreakSpace}{day.ToString("dd.MM", CultureInfo.InvariantCulture)}";
    }
}
