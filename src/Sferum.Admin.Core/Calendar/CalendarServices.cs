using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Sferum.Admin.Core.Calendar;

/// <summary>Registration of the calendar's editor.</summary>
public static class CalendarServices
{
    public static IServiceCollection AddCalendar(this IServiceCollection services)
    {
        services.TryAddSingleton<CalendarQueries>();
        services.TryAddSingleton<EditCalendarDay>();
        services.TryAddSingleton<ConfirmCalendarYear>();
        services.TryAddSingleton<SetHolidayRule>();
        return services;
    }
}
