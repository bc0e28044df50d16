namespace Sferum.Admin.Core.Common;

/// <summary>The only source of «now» and «today»: <see cref="TimeProvider"/> seen from the school's zone.</summary>
/// <param name="time">The machine's clock, or a fake one in tests.</param>
/// <param name="zone">The school's zone from the settings; days begin at its midnight.</param>
public sealed class SchoolClock(TimeProvider time, TimeZoneInfo zone)
{
    private volatile TimeZoneInfo _zone = zone;

    /// <summary>Zone of a college in Perm krai, used until the settings name another.</summary>
    public const string DefaultZoneId = "Asia/Yekaterinburg";

    /// <summary>A clock in the default zone.</summary>
    public SchoolClock(TimeProvider time)
        : this(time, TimeZoneInfo.FindSystemTimeZoneById(DefaultZoneId))
    {
    }

    public TimeZoneInfo Zone => _zone;

    /// <summary>Goes by another zone from now on; told at the start and when the setting is changed.</summary>
    public void Use(TimeZoneInfo school) => _zone = school;

    /// <summary>Now, of kind UTC.</summary>
    public DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Today in the school's zone.</summary>
    public DateOnly Today => DayOf(Now);

    /// <summary>The school's day that holds a UTC moment.</summary>
    public DateOnly DayOf(DateTime utc) => DateOnly.FromDateTime(ToLocal(utc));

    /// <summary>Wall clock of the school at a UTC moment, for the eye only.</summary>
    public DateTime ToLocal(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, _zone);

    /// <summary>UTC moment at which the school's clocks show the given day and time.</summary>
    public DateTime ToUtc(DateOnly day, TimeOnly at = default)
    {
        var wall = day.ToDateTime(at);
        var school = _zone;
        // Clocks put forward skip an hour: the first moment that does exist stands for it.
        while (school.IsInvalidTime(wall))
        {
            wall = wall.AddMinutes(30);
        }

        return TimeZoneInfo.ConvertTimeToUtc(wall, school);
    }

    /// <summary>UTC moments <c>[From, To)</c> of a school's day.</summary>
    public (DateTime From, DateTime To) RangeOf(DateOnly day) => (ToUtc(day), ToUtc(day.AddDays(1)));
}
