using Sferum.Admin.Core.Audit;

namespace Sferum.Admin.Core.Calendar;

/// <summary>How a day differs from what its weekday says.</summary>
public enum CalendarDayKind
{
    /// <summary>A day off that is no Saturday or Sunday.</summary>
    DayOff,

    /// <summary>A Saturday or Sunday that was made a working day.</summary>
    Working,
}

/// <summary>A day on which the working calendar departs from the week. Days without a row follow their weekday.</summary>
public sealed class CalendarDay : IAudited
{
    /// <summary>Key: one row a day.</summary>
    public DateOnly Date { get; set; }

    public CalendarDayKind Kind { get; set; }

    /// <summary>Russian, for the screen.</summary>
    public string Title { get; set; } = "";

    /// <summary>«Предварительно»: the year's decree is not confirmed by an administrator yet.</summary>
    public bool Provisional { get; set; }

    /// <summary>The act the row rests on.</summary>
    public string Source { get; set; } = "";
}
