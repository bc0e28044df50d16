using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Web.Hosting;

namespace Sferum.Admin.Web.Cli;

/// <summary>The frame around every verb: configuration is read and checked, what goes wrong becomes one sentence and an exit code.</summary>
internal static class Verb
{
    /// <summary>Of every machine-readable document: camel case, Cyrillic as it is.</summary>
    public static readonly JsonSerializerOptions JsonOptions = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Reads the configuration and runs the body with it.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="body">Does the work; its value is the exit code.</param>
    /// <param name="arguments">More configuration, in the form <c>--key=value</c>.</param>
    /// <param name="serves">The configured addresses will be listened on, so they are checked too.</param>
    /// <param name="defaultDirectory">Data directory when neither the option nor the variable names one.</param>
    public static Task<int> RunAsync(ParseResult parse, Func<WebApplicationBuilder, PortalConfiguration, Task<int>> body, string[]? arguments = null, bool serves = false, string defaultDirectory = "data") =>
        GuardAsync(parse, async () =>
        {
            var builder = PortalHost.CreateBuilder([.. PortalCommand.Configuration(parse), .. arguments ?? []]);
            var data = DataDirectory.Resolve(parse.GetValue(PortalCommand.Data), defaultDirectory);
            var (configuration, errors) = PortalConfiguration.Read(builder.Configuration, data, serves);
            if (configuration is null)
            {
                await Console.Error.WriteLineAsync("Ошибки в настройках:");
                foreach (var error in errors)
                {
                    await Console.Error.WriteLineAsync($"  {error}");
                }

                await PrintErrorsAsync(parse, errors);
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
    /// <param name="code">One of <see cref="ExitCode"/>.</param>
    public static async Task<int> RefuseAsync(string sentence, int code = ExitCode.Refused)
    {
        await Console.Error.WriteLineAsync(sentence);
        return code;
    }

    /// <summary>Runs a body that needs no configuration of the portal.</summary>
    public static async Task<int> GuardAsync(ParseResult parse, Func<Task<int>> body)
    {
        string sentence;
        var detail = "";
        try
        {
            return await body();
        }
        catch (Exception e) when (e.IsUnavailable())
        {
            sentence = DatabaseGate.Unavailable;
        }
        catch (InvalidDataException e)
        {
            sentence = e.Message;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            // The message names the path, which the person at the console has chosen.
            sentence = $"Нет доступа к файлам портала. {e.Message}";
        }
        catch (Exception e) when (e is not HostAbortedException)
        {
            // A bug: types and stack for whoever mends it, without the exception's own words, which may quote a person's data.
            sentence = "Не получилось, это ошибка программы. Записанное сохранено.";
            detail = Environment.NewLine + PrivateJsonFormatter.Describe(e);
        }

        await PrintErrorsAsync(parse, [sentence]);
        return await RefuseAsync(sentence + detail);
    }

    /// <summary>With <c>--json</c> a failure is a document on standard output as well.</summary>
    private static async Task PrintErrorsAsync(ParseResult parse, IReadOnlyList<string> errors)
    {
        var json = parse.CommandResult.Command.Options.OfType<Option<bool>>().FirstOrDefault(o => o.Name == "--json");
        if (json is not null && parse.GetValue(json))
        {
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(new { blocked = (object?)null, errors }, JsonOptions));
        }
    }
}
