using Microsoft.AspNetCore.HttpOverrides;
using MudBlazor.Services;
using Sferum.Admin.Web.Account;
using Sferum.Admin.Web.Components;
using Sferum.Admin.Web.Components.Layout;
using Sferum.Admin.Web.Components.Lists;
using Sferum.Admin.Web.Components.Ui;
using Sferum.Admin.Web.Endpoints;
using Sferum.Admin.Web.Features.Imports;
using Sferum.Admin.Web.Features.Chats;
using Sferum.Admin.Web.Features.Help;
using Sferum.Admin.Web.Features.Marks;
using Sferum.Admin.Web.Features.Statistics;
using Sferum.Admin.Web.Jobs;
using Sferum.Admin.Web.Live;
using Sferum.Admin.Web.Security;

namespace Sferum.Admin.Web.Hosting;

/// <summary>Puts the portal together: services and the order of the pipeline.</summary>
public static class PortalHost
{
    /// <summary>A builder whose files are beside the program, whatever the working directory.</summary>
    /// <param name="arguments">Configuration in the form <c>--Key:Sub=value</c>.</param>
    public static WebApplicationBuilder CreateBuilder(string[] arguments)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = arguments,
            // Tests give their own; otherwise settings and wwwroot are beside the program, whatever the shell's directory.
            ContentRootPath = arguments.Any(a => a.StartsWith("--contentRoot=", StringComparison.OrdinalIgnoreCase)) ? null : AppContext.BaseDirectory,
        });
        // Does nothing in a published program; under «dotnet run» it finds the files of the packages in every environment.
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(o => o.AddServerHeader = false);
        builder.Host.UseDefaultServiceProvider(o => o.ValidateOnBuild = o.ValidateScopes = true);
        // A stop ends within ten seconds, whatever a page or a job is at.
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(9));
        return builder;
    }

    /// <summary>Registers everything of the portal.</summary>
    public static void AddPortal(this WebApplicationBuilder builder, PortalConfiguration configuration)
    {
        var services = builder.Services;
        services.AddPortalCore(configuration, builder.Configuration);
        services.AddLiveService(configuration);
        services.AddPortalJobs(configuration);
        services.AddRazorComponents().AddInteractiveServerComponents(Circuits.Configure).AddHubOptions(Circuits.Configure);
        services.AddPortalUi();
        services.AddPortalSecurity();
        services.AddHealthChecks().AddCheck<StoppingHealth>("stopping").AddCheck<DatabaseHealth>("database");
        if (configuration.TrustedProxies.Count > 0)
        {
            services.Configure<ForwardedHeadersOptions>(o =>
            {
                o.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
                o.KnownProxies.Clear();
                o.KnownIPNetworks.Clear();
                foreach (var network in configuration.TrustedProxies)
                {
                    o.KnownIPNetworks.Add(network);
                }
            });
        }
    }

    /// <summary>The order matters: what the client is (proxy), what it may load (headers), then who it is.</summary>
    public static void UsePortal(this WebApplication app)
    {
        if (app.Services.GetRequiredService<PortalConfiguration>().TrustedProxies.Count > 0)
        {
            app.UseForwardedHeaders();
            app.UseMiddleware<NodeCookie>();
        }

        app.UseMiddleware<StoppingGate>();

        app.UseSecurityHeaders(SecurityHeaders.Policy);
        app.UseMiddleware<CircuitOrigin>();
        app.UseExceptionHandler(ErrorPage.Path, createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.UseRequestLocalization(o => o.SetDefaultCulture("ru-RU").AddSupportedCultures("ru-RU").AddSupportedUICultures("ru-RU"));
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();

        app.MapErrorPage();
        app.MapStaticAssets().AllowAnonymous();
        app.MapGet(ThemeSheet.Path, (ThemeSheet theme, HttpContext context) => theme.SendAsync(context)).AllowAnonymous();
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready").AllowAnonymous();
        app.MapAccount();
        app.MapExports();
        app.MapHelp();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(Circuits.Connect);
    }

    private static void AddPortalUi(this IServiceCollection services)
    {
        services.AddMudServices();
        services.AddTransient<MudBlazor.MudLocalizer, RussianMudLocalizer>();
        services.AddSingleton<ThemeSheet>();
        services.AddScoped<PortalScripts>();
        services.AddScoped<SearchState>();
        services.AddPortalLive();
        services.AddScoped<UndoToasts>();
        services.AddScoped<MenuNews>();
        services.AddScoped<PageKeyList>();
        services.AddScoped<PaletteRecent>();
        services.AddScoped<PaletteServices>();
        services.AddSingleton<MarksActs>();
        services.AddListExports();
        services.AddSingleton<RosterUpload>();
        services.AddSingleton<IListExport, ChatsExport>();
        services.AddSingleton<IListExport, StatisticsExport>();
        services.AddSingleton<SentMarks>();
        services.AddSingleton(_ => new Guide(Path.Combine(AppContext.BaseDirectory, "guide")));
        services.AddCascadingAuthenticationState();
    }
}
