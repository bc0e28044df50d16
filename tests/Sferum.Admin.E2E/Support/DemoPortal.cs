using System.Diagnostics;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Sferum.Admin.E2E.Support.DemoPortal))]

namespace Sferum.Admin.E2E.Support;

/// <summary>
/// The real program in a process of its own, as a user starts it: <c>demo --json</c> on a directory that is removed at the end,
/// and one browser for all journeys.
/// </summary>
public sealed class DemoPortal : IAsyncLifetime
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(180);

    private readonly string _data = Directory.CreateTempSubdirectory("sferum-e2e-").FullName;
    private Process? _process;
    private IPlaywright? _playwright;

    public IBrowser? Browser { get; private set; }

    public string Url { get; private set; } = "";

    /// <summary>Address of the simulator that plays the journal.</summary>
    public string Simulator { get; private set; } = "";

    private Dictionary<string, Account> Accounts { get; } = [];

    private Dictionary<string, string> Cookies { get; } = [];

    public async ValueTask InitializeAsync()
    {
        if (TestEnvironment.Chromium is not { } chromium)
        {
            return;
        }

        var ready = await StartDemoAsync();
        Url = ready.GetProperty("url").GetString()!;
        Simulator = ready.GetProperty("simulator").GetString()!;
        foreach (var account in ready.GetProperty("accounts").EnumerateArray())
        {
            Accounts[account.GetProperty("role").GetString()!] = new Account(
                account.GetProperty("login").GetString()!,
                account.GetProperty("password").GetString()!,
                account.TryGetProperty("group", out var group) ? group.GetString() : null);
        }

        // A machine that also runs the other tests is slow at times; an expectation that holds does not wait.
        Assertions.SetDefaultExpectTimeout(20_000);
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.CloseAsync();
        }

        _playwright?.Dispose();
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    /// <summary>The account of a role: <c>administrator</c>, <c>curator</c>, <c>director</c>.</summary>
    public Account Of(string role) => Accounts[role];

    /// <summary>A group of which nothing is known yet, as in a college without a connection to the journal: nobody has looked, and its week is open.</summary>
    public async Task ForgetLooksAsync(string group)
    {
        await ReopenWeekAsync(group);
        await ExecuteAsync("""DELETE FROM "ChatVisibilities" WHERE "ChatId" IN (SELECT c."Id" FROM "Chats" c WHERE c."StudyGroupId" IN""", group);
    }

    /// <summary>A group whose week is not confirmed yet, whatever another journey did.</summary>
    public Task ReopenWeekAsync(string group) => ExecuteAsync("""DELETE FROM "WeeklyConfirmations" WHERE ("StudyGroupId" IN""", group);

    private async Task ExecuteAsync(string sql, string group)
    {
        await using var db = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(_data, "sferum.db"), DefaultTimeout = 30 }.ToString());
        await db.OpenAsync();
        var command = db.CreateCommand();
        command.CommandText = $"""{sql} (SELECT n."StudyGroupId" FROM "StudyGroupNames" n WHERE n."Name" = $group AND n."ValidTo" IS NULL))""";
        command.Parameters.AddWithValue("$group", group);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The cookies of a role that has signed in already; the journeys run one after another.</summary>
    public string? SignedIn(string role) => Cookies.GetValueOrDefault(role);

    public void Remember(string role, string cookies) => Cookies[role] = cookies;

    private async Task<JsonElement> StartDemoAsync()
    {
        var program = Path.Combine(TestEnvironment.Root, "src", "Sferum.Admin.Web", "bin", Configuration, "net10.0", "Sferum.Admin.Web.dll");
        var start = new ProcessStartInfo("dotnet", [program, "demo", "--json", "--data", _data])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _data,
        };
        _process = Process.Start(start)!;
        // Somebody must read it, or the program waits when the pipe is full; its log file is the business of the test command.
        _process.BeginErrorReadLine();
        var line = await _process.StandardOutput.ReadLineAsync().WaitAsync(StartTime)
            ?? throw new InvalidOperationException($"demo ended with {_process.ExitCode} before it was ready.");
        return JsonDocument.Parse(line).RootElement;
    }

    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
}

/// <summary>An account that the demo printed.</summary>
public sealed record Account(string Login, string Password, string? Group);
