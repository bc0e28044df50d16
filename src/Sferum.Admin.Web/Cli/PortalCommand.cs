using System.CommandLine;
using System.CommandLine.Help;
using System.Text.RegularExpressions;

namespace Sferum.Admin.Web.Cli;

/// <summary>The command line: one program, verbs after its name; without a verb it serves the portal.</summary>
/// <remarks>Anything of the form <c>--Key:Sub=value</c> is configuration, as in every ASP.NET Core program.</remarks>
internal static partial class PortalCommand
{
    public static readonly Option<string?> Data = new("--data")
    {
        Description = "Каталог данных; иначе SFERUM_DATA, иначе ./data",
        HelpName = "DIR",
        Recursive = true,
    };

    /// <summary>Parses and runs; the value is the exit code.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var parse = Create().Parse(arguments);
        var mistakes = parse.Errors.Select(e => e.Message)
            .Concat(parse.UnmatchedTokens.Where(t => !IsConfiguration(t)).Select(t => $"Неизвестный параметр: {t}"))
            .ToList();
        if (mistakes.Count > 0)
        {
            mistakes.ForEach(Console.Error.WriteLine);
            await Console.Error.WriteLineAsync("Справка: --help");
            return ExitCode.Usage;
        }

        // Every verb ends by itself; the host of the portal listens to SIGINT and SIGTERM on its own.
        return await parse.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }

    /// <summary>The part of the command line that is configuration.</summary>
    public static string[] Configuration(ParseResult parse) => [.. parse.UnmatchedTokens];

    /// <summary>Whether a token is configuration: a verb that takes any number of names finds such tokens among them.</summary>
    public static bool IsConfiguration(string token) => ConfigurationToken().IsMatch(token);

    private static RootCommand Create()
    {
        var root = new RootCommand("Sferum.Admin: кто должен быть в чатах техникума, кто в них есть и что сделать сегодня. Без глагола — открыть портал.");
        root.Options.Add(Data);
        ServeCommand.Describe(root);
        root.Subcommands.Add(DemoCommand.Create());
        root.Subcommands.Add(SimulateCommand.Create());
        root.Subcommands.Add(MigrateCommand.Create());
        root.Subcommands.Add(UserCommand.Create());
        root.Subcommands.Add(ImportCommand.Create());
        root.Subcommands.Add(CheckCommand.Create());
        Loosen(root);
        foreach (var help in root.Options.OfType<HelpOption>())
        {
            help.Description = "Показать справку";
        }

        foreach (var version in root.Options.OfType<VersionOption>())
        {
            version.Description = "Показать версию";
        }

        return root;
    }

    private static void Loosen(Command command)
    {
        // Unknown tokens are judged above, because some of them are configuration.
        command.TreatUnmatchedTokensAsErrors = false;
        foreach (var sub in command.Subcommands)
        {
            Loosen(sub);
        }
    }

    [GeneratedRegex(@"^--[A-Za-z][\w.]*(:[\w.]+)*=", RegexOptions.CultureInvariant)]
    private static partial Regex ConfigurationToken();
}
