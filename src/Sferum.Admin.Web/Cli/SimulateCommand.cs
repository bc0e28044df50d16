using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text.Json;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Simulator.College;
using Sferum.Admin.Simulator.Hosting;
using Sferum.Admin.Simulator.World;

namespace Sferum.Admin.Web.Cli;

/// <summary><c>simulate</c>: the practice ground alone, on this machine only, until SIGINT or SIGTERM. It touches no database.</summary>
internal static class SimulateCommand
{
    private static readonly Option<string?> Urls = new("--urls") { Description = "Адрес этого компьютера, например http://127.0.0.1:5081; иначе свободный порт", HelpName = "URL" };
    private static readonly Option<FileInfo?> College = new("--college") { Description = "Файл JSON со своим техникумом (docs/simulator.md); иначе вымышленный", HelpName = "FILE" };
    private static readonly Option<string> Profile = new("--profile") { Description = "demo — отвечает сразу, real — с задержками, ограничениями и сбоями, test — без задержек", DefaultValueFactory = _ => SimulatorProfile.Demo.Name, HelpName = "NAME" };
    private static readonly Option<bool> Json = new("--json") { Description = "Напечатать одну строку JSON" };

    public static Command Create()
    {
        Urls.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && LoopbackAddress.Parse(text) is null)
            {
                result.AddError($"--urls: «{text}» не подходит. Симулятор открывается только на этом компьютере, например http://127.0.0.1:5081.");
            }
        });
        College.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<FileInfo?>() is { Exists: false } file)
            {
                result.AddError($"--college: файла {file.FullName} нет.");
            }
        });
        Profile.Validators.Add(result =>
        {
            if (SimulatorProfile.Parse(result.GetValueOrDefault<string>() ?? "") is null)
            {
                result.AddError("--profile: бывает demo, real и test.");
            }
        });
        var command = new Command("simulate", "Открыть симулятор ЭПОС: вымышленный техникум для проверки подключения") { Urls, College, Profile, Json };
        command.SetAction((parse, ct) => Verb.GuardAsync(parse, () => RunAsync(parse, ct)));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken ct)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        var options = new SimulatorOptions
        {
            College = await CollegeAsync(parse.GetValue(College), ct),
            Profile = SimulatorProfile.Parse(parse.GetRequiredValue(Profile))!,
            Url = parse.GetValue(Urls) is { } urls ? new Uri(urls.Trim()) : null,
        };
        SimulatorHost host;
        try
        {
            host = await SimulatorHost.StartAsync(options, ct);
        }
        catch (IOException) when (options.Url is { } url)
        {
            return await Verb.RefuseAsync($"Адрес {url.GetLeftPart(UriPartial.Authority)} занят другой программой. Укажите другой порт в --urls.");
        }

        await using (host)
        {
            await Console.Out.WriteLineAsync(parse.GetValue(Json) ? ForMachines(host) : ForPeople(host));
            await stopped.Task.WaitAsync(ct);
        }

        return ExitCode.Done;

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stopped.TrySetResult();
        }
    }

    private static async Task<SimulatedCollege> CollegeAsync(FileInfo? file, CancellationToken ct)
    {
        if (file is null)
        {
            return SimulatedCollege.Of(CollegeGenerator.Generate(CollegeGenerator.DemoSeed, new SchoolClock(TimeProvider.System), CollegeSize.Demo));
        }

        await using var json = file.OpenRead();
        return SimulatedCollege.Of(await CollegeFile.ReadAsync(json, ct));
    }

    private static string ForMachines(SimulatorHost host) => JsonSerializer.Serialize(
        new { url = Root(host.Address), journal = host.JournalAddress, profile = host.Profile.Name, people = host.College.People.Count, groups = host.College.ClassUnits.Count, ready = true }, Verb.JsonOptions);

    private static string ForPeople(SimulatorHost host) => $"""
        Симулятор открыт: {Root(host.Address)}
        Журнал: {host.JournalAddress}
        Вымышленный техникум: {RussianText.Count(host.College.People.Count, "человек", "человека", "человек")}, {RussianText.Count(host.College.ClassUnits.Count, "группа", "группы", "групп")}.
        Сеанс: токен {SimulatorHost.Token}, профиль {SimulatorHost.ProfileId}
        Остановить: Ctrl+C
        """;

    private static string Root(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
