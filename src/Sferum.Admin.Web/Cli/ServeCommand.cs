using System.CommandLine;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Sferum.Admin.Core.Access.Users;
using Sferum.Admin.Web.Hosting;
using Sferum.Admin.Web.Security;

namespace Sferum.Admin.Web.Cli;

/// <summary>No verb: serve the portal until SIGINT or SIGTERM.</summary>
internal static class ServeCommand
{
    private static readonly Option<string?> Urls = new("--urls")
    {
        Description = "Адреса через «;», по умолчанию http://localhost:5000; открытый HTTP — только для этого компьютера или за прокси",
        HelpName = "URL",
    };

    public static void Describe(RootCommand root)
    {
        root.Options.Add(Urls);
        root.SetAction((parse, _) => Verb.RunAsync(parse, ServeAsync, UrlArguments(parse), serves: true));
    }

    private static string[] UrlArguments(ParseResult parse) => parse.GetValue(Urls) is { } urls ? [$"--urls={urls}"] : [];

    private static async Task<int> ServeAsync(WebApplicationBuilder builder, PortalConfiguration configuration)
    {
        configuration.Data.Ensure();
        using var alone = PortalLock.TryTake(configuration);
        if (alone is null)
        {
            return await Verb.RefuseAsync(PortalLock.Refusal, ExitCode.Busy);
        }

        builder.AddPortal(configuration);
        await using var app = builder.Build();
        if (await DatabaseGate.OpenAsync(app.Services, CancellationToken.None) is { } refusal)
        {
            return await Verb.RefuseAsync(refusal);
        }

        app.UsePortal();
        await app.StartAsync();
        await AnnounceAsync(app);
        await app.WaitForShutdownAsync();
        return ExitCode.Done;
    }

    private static async Task AnnounceAsync(WebApplication app)
    {
        foreach (var address in Addresses(app))
        {
            await Console.Out.WriteLineAsync($"Портал открыт: {address}");
        }

        if (app.Services.GetRequiredService<MasterKey>() is { IsNew: true } key)
        {
            await Console.Out.WriteLineAsync($"Сделан ключ {key.Path}. Храните его копию отдельно от копий базы: без него не прочесть зашифрованное.");
        }

        if (await app.Services.GetRequiredService<FirstSetup>().IsNeededAsync(CancellationToken.None))
        {
            await Console.Out.WriteLineAsync($"Портал пуст. Код первой настройки: {app.Services.GetRequiredService<SetupCode>().Printed}");
        }
    }

    internal static IEnumerable<string> Addresses(WebApplication app) =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
}
