using System.Globalization;
using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Web.Components.Ui;

/// <summary>Moments on the school's wall clock.</summary>
public static class MomentText
{
    /// <summary>«14:12» today, «вчера, 14:10», «пн 23.11, 14:00» ahead, «11.11.2026, 09:05» before.</summary>
    /// <param name="utc">The moment.</param>
    /// <param name="clock">Gives today and the zone.</param>
    public static string Near(DateTime utc, SchoolClock clock)
    {
        var local = clock.ToLocal(utc);
        var day = DateOnly.FromDateTime(local);
        var at = local.ToString("HH:mm", CultureInfo.InvariantCulture);
        return day == clock.Today ? at : $"{RussianText.NearDate(day, clock.Today)}, {at}";
    }

    /// <summary>«20.11.2026, 14:12», for history and records.</summary>
    public static string Full(DateTime utc, SchoolClock clock) =>
        clock.ToLocal(utc).ToString("dd.MM.yyyy, HH:mm", CultureInfo.InvariantCulture);
}
