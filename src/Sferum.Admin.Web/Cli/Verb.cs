using System.CommandLine;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Web.Hosting;

namespace Sferum.Admin.Web.Cli;

/// <summary>The frame around every verb: configuration is read and checked, what goes wrong becomes one sentence and an exit code.</summary>
internal static class Verb
{
    /// <summary>Reads the configuration and runs the body with it.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="body">Does the work; its value is the exit code.</param>
    /// <param name="arguments">More configuration, in the form <c>--key=value</c>.</param>
    /// <param name="serves">The configured addresses will be listened on, so they are checked too.</param>
    /// <param name="defaultDirectory">Data directory when neither the option nor the variable names one.</param>
    public static Task<int> RunAsync(ParseResult parse, Func<WebApplicationBuilder, PortalConfiguration, Task<int>> body, string[]? arguments = null, bool serves = false, string defaultDirectory = "data") =>
        GuardAsync(async () =>
        {
            var builder = PortalHost.CreateBuilder([.. PortalCommand.Configuration(parse), .. arguments ?? []]);
            var data = DataDirectory.Resolve(parse.GetValue(PortalCommand.Data), defaultDirectory);
            var (configuration, errors) = PortalConfiguration.Read(builder.Configuration, data, serves);
            if (configuration is null)
            {
                await Console.Error.WriteLineAsync("Портал не запущен, ошибки в настройках:");
                foreach (var error in errors)
                {
                    await Console.Error.WriteLineAsync($"  {error}");
                }

                return ExitCode.Configuration;
            }

            return await body(builder, configuration);
        });

    /// <summary>The same with the portal's services, without a web server.</summary>
    /// <param name="migrate">Bring the database to this build's schema first (SQLite makes the file); on PostgreSQL an older schema is refused.</param>
    public static Task<int> RunWithServicesAsync(ParseResult parse, bool migrate, Func<IServiceProvider, Task<int>> body) =>
        RunAsync(parse, async (builder, configuration) =>
        {
            configuration.Data.Ensure();
            builder.Services.AddPortalCore(configuration, builder.Configuration);
            await using var app = builder.Build();
            if (migrate && await DatabaseGate.OpenAsync(app.Services, CancellationToken.None) is { } refusal)
            {
                return await RefuseAsync(refusal);
            }

            return await body(app.Services);
        });

    /// <summary>Prints the reason on standard error.</summary>
    public static async Task<int> RefuseAsync(string sentence)
    {
        await Console.Error.WriteLineAsync(sentence);
        return ExitCode.Refused;
    }

    private static async Task<int> GuardAsync(Func<Task<int>> body)
    {
        try
        {
            return await body();
        }
        catch (Exception e) when (e.IsUnavailable())
        {
            return await RefuseAsync(DatabaseGate.Unavailable);
        }
        catch (InvalidDataException e)
        {
            return await RefuseAsync(e.Message);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            // The message names the path, which the person at the console has chosen.
            return await RefuseAsync($"Нет доступа к файлам портала. {e.Message}");
        }
        catch (Exception e) when (e is not HostAbortedException)
        {
            // A bug: types and stack for whoever mends it, without the exception's own words, which may quote a person's data.
            return await RefuseAsync($"Не получилось, это ошибка программы. Записанное сохранено.{Environment.NewLine}{PrivateJsonFormatter.Describe(e)}");
        }
    }
}
