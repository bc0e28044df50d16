using System.CommandLine;
using System.Globalization;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Import;
using Sferum.Admin.Core.Import.Applying;
using Sferum.Admin.Core.Import.Changes;
using Sferum.Admin.Core.Import.Parsing;
using Sferum.Admin.Core.Settings;
using Sferum.Admin.Web.Hosting;

namespace Sferum.Admin.Web.Cli;

/// <summary><c>import FILE…</c>: a roster through the same use cases as the screen; <c>--dry-run</c> writes nothing.</summary>
internal static class ImportCommand
{
    private static readonly Argument<string[]> Files = FileArgument();
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Прочитать и показать, ничего не записывать" };
    private static readonly Option<string> Kind = Choice("--kind", "Кто в списке", "auto", "students", "representatives", "employees");
    private static readonly Option<string> Cover = Choice("--cover", "Что значит отсутствие в файле: organization — выбыл, groups — выбыл из групп файла, none — ничего", "auto", "organization", "groups", "none");
    private static readonly Option<string?> Group = new("--group") { Description = "Группа строк, в которых её нет", HelpName = "NAME" };
    private static readonly Option<DateOnly?> Effective = Date("--effective", "С какого дня действуют изменения");
    private static readonly Option<DateOnly?> AsOf = Date("--as-of", "От какого дня считать возраст и будущее");
    private static readonly Option<string?> Reason = new("--reason") { Description = "Причина, по которой можно превысить бюджет выбытия", HelpName = "TEXT" };
    private static readonly Option<bool> Json = new("--json") { Description = "Один документ JSON на стандартный вывод" };
    private static readonly Option<bool> People = new("--people") { Description = "С --json: и все люди файла" };

    public static Command Create()
    {
        var command = new Command("import", "Загрузить списки") { Files, DryRun, Kind, Cover, Group, Effective, AsOf, Reason, Json, People };
        command.SetAction((parse, ct) => Verb.RunAsync(parse, async (builder, configuration) =>
        {
            var (files, missing) = await ReadFilesAsync(Named(parse, configuration: false), ct);
            if (missing is not null)
            {
                return await RefuseAsync(parse, missing);
            }

            if (parse.GetValue(DryRun) && IsMissing(configuration))
            {
                var zone = new SchoolClock(TimeProvider.System);
                return await PrintAsync(parse, files, ImportReading.PlanOnEmptyRegister(files, OptionsOf(parse), Limit(new SchoolSettings()), zone.Today, zone.Now, ct), null);
            }

            configuration.Data.Ensure();
            builder.Services.AddPortalCore(configuration, builder.Configuration);
            await using var app = builder.Build();
            return await RunAsync(parse, app.Services, files, ct);
        }, Named(parse, configuration: true)));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, IServiceProvider services, List<ImportFile> files, CancellationToken ct)
    {
        var options = OptionsOf(parse);
        if (parse.GetValue(DryRun))
        {
            if (await services.GetRequiredService<DatabaseStart>().NeedsMigrationAsync(ct))
            {
                return await RefuseAsync(parse, DatabaseGate.Older);
            }

            var plan = await services.GetRequiredService<PreviewRosterImport>().RunAsync(Actor.Console(), files, options, ct);
            return plan.IsOk ? await PrintAsync(parse, files, plan.Value, null) : await RefuseAsync(parse, plan.Error!.Message);
        }

        if (await DatabaseGate.OpenAsync(services, ct) is { } refusal)
        {
            return await RefuseAsync(parse, refusal);
        }

        var applied = await services.GetRequiredService<ApplyRosterImport>().RunAsync(Actor.Console(), files, options, new ProgressLines(), ct);
        return applied.IsOk ? await PrintAsync(parse, files, applied.Value.Plan, applied.Value.Number) : await RefuseAsync(parse, applied.Error!.Message);
    }

    private static async Task<int> PrintAsync(ParseResult parse, IReadOnlyList<ImportFile> files, ImportPlan plan, int? number)
    {
        if (parse.GetValue(Json))
        {
            await Console.Out.WriteLineAsync(ImportJson.Of(files, plan, number, parse.GetValue(People)));
        }
        else
        {
            await ImportText.WriteAsync(plan, number);
        }

        return plan.Blocked is null ? ExitCode.Done : ExitCode.Refused;
    }

    private static async Task<int> RefuseAsync(ParseResult parse, string sentence)
    {
        if (parse.GetValue(Json))
        {
            await Console.Out.WriteLineAsync(ImportJson.OfError(sentence));
        }

        return await Verb.RefuseAsync(sentence);
    }

    /// <summary>Whether there is no database yet: then a dry run needs none and makes none.</summary>
    private static bool IsMissing(PortalConfiguration configuration) =>
        configuration.Provider == DatabaseProvider.Sqlite && !File.Exists(configuration.Data.DatabaseFile);

    private static async Task<(List<ImportFile> Files, string? Missing)> ReadFilesAsync(string[] paths, CancellationToken ct)
    {
        var files = new List<ImportFile>();
        foreach (var path in paths)
        {
            if (!File.Exists(path))
            {
                return (files, $"Файла нет: {path}");
            }

            files.Add(new(Path.GetFileName(path), await File.ReadAllBytesAsync(path, ct)));
        }

        return (files, null);
    }

    /// <summary>The names given, those that are configuration or the others.</summary>
    private static string[] Named(ParseResult parse, bool configuration) => [.. parse.GetValue(Files)!.Where(f => PortalCommand.IsConfiguration(f) == configuration)];

    /// <summary>An option with a slip in it must not pass for a file.</summary>
    private static Argument<string[]> FileArgument()
    {
        var files = new Argument<string[]>("FILE") { Description = "Списки: CSV или XLSX", Arity = ArgumentArity.OneOrMore };
        files.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(t => t.Value.StartsWith("--", StringComparison.Ordinal) && !PortalCommand.IsConfiguration(t.Value)))
            {
                result.AddError($"Неизвестный параметр: {token.Value}");
            }
        });
        return files;
    }

    private static long Limit(SchoolSettings settings) => settings.UploadLimitMb * 1024L * 1024L;

    private static ImportOptions OptionsOf(ParseResult parse) => new(
        parse.GetValue(Kind) switch { "students" => RosterKind.Students, "representatives" => RosterKind.Representatives, "employees" => RosterKind.Employees, _ => null },
        parse.GetValue(Cover) switch { "organization" => ImportCover.Organization, "groups" => ImportCover.Groups, _ => ImportCover.None },
        parse.GetValue(Group),
        parse.GetValue(Effective),
        parse.GetValue(AsOf),
        string.IsNullOrWhiteSpace(parse.GetValue(Reason)) ? null : parse.GetValue(Reason)!.Trim());

    private static Option<string> Choice(string name, string description, params string[] values)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => values[0] };
        option.AcceptOnlyFromAmong(values);
        return option;
    }

    private static Option<DateOnly?> Date(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "yyyy-MM-dd",
        CustomParser = result =>
        {
            if (DateOnly.TryParseExact(result.Tokens[0].Value, ["yyyy-MM-dd", "dd.MM.yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return day;
            }

            result.AddError($"{name}: нужна дата, например 2026-09-01.");
            return null;
        },
    };

    /// <summary>A line for every tenth of the rows, on standard error: standard output is for the answer.</summary>
    private sealed class ProgressLines : IProgress<ImportProgress>
    {
        private int _tenth = -1;

        public void Report(ImportProgress value)
        {
            var tenth = value.Total == 0 ? 10 : (int)(value.Done * 10L / value.Total);
            if (tenth != _tenth)
            {
                _tenth = tenth;
                Console.Error.WriteLine($"Запись: {RussianText.Number(value.Done)} из {RussianText.Number(value.Total)} строк");
            }
        }
    }
}
