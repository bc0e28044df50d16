using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json;
using Sferum.Admin.Core.Access.Users;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Simulator.College;
using Sferum.Admin.Simulator.Hosting;
using Sferum.Admin.Web.Hosting;

namespace Sferum.Admin.Web.Cli;

/// <summary><c>demo</c>: the portal over an invented college, on this machine only, on an SQLite file of its own. The three accounts
/// get new passwords at each start; a second start goes on with the same file.</summary>
internal static class DemoCommand
{
    /// <summary>Beside <c>./data</c>, so that playing never touches the real register.</summary>
    private const string DefaultDirectory = "data-demo";

    // No i, l, o, 0, 1: the password is read off a console.
    private const string PasswordLetters = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int PasswordLength = 14;

    private static readonly Option<bool> Fresh = new("--fresh") { Description = "Сделать техникум заново" };
    private static readonly Option<bool> Json = new("--json") { Description = "Напечатать одну строку JSON" };
    private static readonly Option<string?> Urls = new("--urls") { Description = "Адрес этого компьютера, например http://127.0.0.1:5080; иначе свободный порт", HelpName = "URL" };

    public static Command Create()
    {
        Urls.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && LoopbackAddress.Parse(text) is null)
            {
                result.AddError($"--urls: «{text}» не подходит. Демо открывается только на этом компьютере, например http://127.0.0.1:5080.");
            }
        });
        var command = new Command("demo", "Открыть портал с вымышленным техникумом") { Fresh, Urls, Json };
        // An own SQLite file, whatever database the environment names.
        string[] own = ["--Database:Provider=sqlite", "--Database:ConnectionString=", "--Database:MigrateOnStart=true", "--Epos:SessionFile=", $"--{DemoJournal.Allowance}=true"];
        command.SetAction((parse, ct) => Verb.RunAsync(parse, (builder, configuration) => RunAsync(builder, configuration, parse, ct), own, defaultDirectory: DefaultDirectory));
        return command;
    }

    private static async Task<int> RunAsync(WebApplicationBuilder builder, PortalConfiguration configuration, ParseResult parse, CancellationToken ct)
    {
        using var alone = PortalLock.TryTake(configuration);
        if (alone is null)
        {
            return await Verb.RefuseAsync(PortalLock.Refusal, ExitCode.Busy);
        }

        var directory = new DemoDirectory(configuration.Data);
        if (!directory.TryTake(parse.GetValue(Fresh)))
        {
            return await Verb.RefuseAsync($"В каталоге {configuration.Data.Path} лежит другая база, демо её не тронет. Укажите другой каталог: --data DIR.");
        }

        var address = parse.GetValue(Urls) is { } urls ? LoopbackAddress.Parse(urls)! : LoopbackAddress.Free;
        builder.WebHost.ConfigureKestrel(address.Apply);
        builder.AddPortal(configuration);
        DemoJournal.AddServices(builder.Services);
        await using var app = builder.Build();
        await app.Services.GetRequiredService<DatabaseStart>().MigrateAsync(ct);
        await Console.Error.WriteLineAsync("Готовим вымышленный техникум…");
        var college = await app.Services.GetRequiredService<DemoCollege>().EnsureAsync(ct);
        var accounts = new List<ShownAccount>();
        foreach (var account in college.Accounts)
        {
            accounts.Add(new ShownAccount(PortalIdentity.NameOf(account.Role).ToLowerInvariant(), account.Login, await NewPasswordAsync(app.Services, account, ct), account.Group));
        }

        await using var journal = await OpenJournalAsync(app.Services, ct);
        app.UsePortal();
        await app.StartAsync(ct);
        var url = ServeCommand.Addresses(app).First();
        await Console.Out.WriteLineAsync(parse.GetValue(Json)
            ? JsonSerializer.Serialize(new { url, simulator = journal?.Url, database = "sqlite", accounts, people = college.People, groups = college.Groups, ready = true }, Verb.JsonOptions)
            : ForPeople(url, journal?.Url, configuration, college, accounts));
        await app.WaitForShutdownAsync(ct);
        return ExitCode.Done;
    }

    /// <summary>The practice ground with the first check behind it. Without one the portal opens all the same.</summary>
    private static async Task<DemoJournal?> OpenJournalAsync(IServiceProvider services, CancellationToken ct)
    {
        var journal = await DemoJournal.StartAsync(services, ct);
        if (!journal.IsOk)
        {
            await Console.Error.WriteLineAsync(journal.Error!.Message);
            return null;
        }

        await Console.Error.WriteLineAsync("Проверяем всех по симулятору ЭПОС…");
        if (await DemoChecks.EnsureAsync(services, ct) is { } check)
        {
            await Console.Error.WriteLineAsync(CheckText.Summary(check));
        }

        return journal.Value;
    }

    /// <summary>Through the same use cases as everybody's, so that the audit shows it.</summary>
    private static async Task<string> NewPasswordAsync(IServiceProvider services, DemoAccount account, CancellationToken ct)
    {
        var actor = DemoJournal.Demo;
        var password = RandomNumberGenerator.GetString(PasswordLetters, PasswordLength);
        var users = services.GetRequiredService<ChangeUser>();
        await users.SetLockedAsync(actor, new LockUserRequest(account.UserId, false), ct);
        var link = (await users.IssueLinkAsync(actor, account.UserId, ct)).Value;
        var set = await services.GetRequiredService<Passwords>().SetByLinkAsync(link.UserId, link.Code, password, ct);
        return set.IsOk ? password : throw new InvalidOperationException($"The demo password was refused: {set.Error!.Code}.");
    }

    private static string ForPeople(string url, string? simulator, PortalConfiguration configuration, DemoState college, List<ShownAccount> accounts)
    {
        var rows = accounts.Select(a => $"  {Title(a),-22}{a.Login,-24}{a.Password}");
        return $"""
            Портал открыт: {url}
            Вымышленный техникум: {RussianText.Count(college.People, "человек", "человека", "человек")}, {RussianText.Count(college.Groups, "группа", "группы", "групп")}. База: {configuration.Data.DatabaseFile}
            {(simulator is null ? "ЭПОС не читается." : $"ЭПОС играет симулятор: {simulator} (управление — {simulator}/sim/state, docs/simulator.md). Сеанс: токен {SimulatorHost.Token}, профиль {SimulatorHost.ProfileId}")}
            Войти можно так (пароли новые при каждом запуске):
            {string.Join(Environment.NewLine, rows)}
            Остановить: Ctrl+C
            """;
    }

    private static string Title(ShownAccount account) => account.Role switch
    {
        "administrator" => "Администратор",
        "curator" => $"Куратор {account.Group}",
        _ => "Директор",
    };

    /// <summary>As in the machine-readable line; <c>group</c> only where there is one.</summary>
    private sealed record ShownAccount(
        string Role,
        string Login,
        string Password,
        [property: System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)] string? Group);
}
