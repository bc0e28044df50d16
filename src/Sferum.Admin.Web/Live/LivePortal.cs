namespace Sferum.Admin.Web.Live;

/// <summary>Registration of what keeps open pages up to date.</summary>
public static class LivePortal
{
    public static IServiceCollection AddPortalLive(this IServiceCollection services)
    {
        services.AddSingleton<LivePace>();
        services.AddScoped<TabSight>();
        return services;
    }
}
