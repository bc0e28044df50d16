using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Polly.Telemetry;
using Sferum.Admin.Connectors.Epos;
using Sferum.Admin.Connectors.Http;
using Sferum.Admin.Core.Ports;

namespace Sferum.Admin.Connectors;

/// <summary>Registration of the journal's connector.</summary>
public static class JournalConnector
{
    /// <summary>Registers <see cref="IJournal"/> with its client: repeats, limits, no cookies of its own, no redirects, no log of requests.</summary>
    /// <param name="configuration">Its section <c>Epos</c> is bound to <see cref="EposOptions"/>.</param>
    public static IServiceCollection AddJournalConnector(this IServiceCollection services, IConfiguration configuration)
    {
        // Without a host the strictest environment counts.
        services.AddOptions<EposOptions>().Bind(configuration.GetSection("Epos"))
            .Configure<IServiceProvider>((o, provider) => o.Environment = provider.GetService<IHostEnvironment>()?.EnvironmentName ?? Environments.Production)
            .Validate(o => o.PageSize > 0 && o.ChatPageSize > 0 && o.MaxPages > 0 && o.ParallelCalls > 0 && o.PersonCalls > 0, "Epos: числа страниц и запросов должны быть больше нуля.")
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<EposLimits>();
        services.TryAddSingleton<IJournal, EposJournal>();
        var client = services.AddHttpClient(EposJournal.ClientName, http => http.Timeout = Timeout.InfiniteTimeSpan);
        client.UseSocketsHttpHandler((handler, provider) =>
        {
            // The session goes out in our own headers, to the one configured place: neither a redirect nor a cookie jar may carry it on.
            handler.AllowAutoRedirect = false;
            handler.UseCookies = false;
            handler.Proxy = new LoopbackDirect(HttpClient.DefaultProxy);
            handler.AutomaticDecompression = System.Net.DecompressionMethods.All;
            handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
        });
        client.SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        // The default log writes addresses, and those hold ids of people.
        client.RemoveAllLoggers();
        // A line per attempt would drown the log of a nightly run; what came of it the connector says itself.
        services.Configure<TelemetryOptions>(telemetry => telemetry.SeverityProvider = _ => ResilienceEventSeverity.Debug);
        Repeats.Add(client, provider => Of(provider.GetRequiredService<IOptions<EposOptions>>().Value));
        return services;
    }

    private static Repeats Of(EposOptions options) =>
        new(options.Repeats, options.RepeatDelay, options.ThrottleDelay, options.LongestDelay, options.AttemptTimeout, options.LargestAnswer, options.WaitClock);
}
