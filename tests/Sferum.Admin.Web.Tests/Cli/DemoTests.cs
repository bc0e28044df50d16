using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Journal.Binding;
using Sferum.Admin.Data.Sqlite;
using Sferum.Admin.Web.Tests.Support;

namespace Sferum.Admin.Web.Tests.Cli;

/// <summary>The demo as a process: on this machine only, one line for machines, the same college at the second start.</summary>
public sealed class DemoTests : IDisposable
{
    private readonly ProgramProcess _program = new();

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _program.Dispose();
    }

    [Fact]
    public async Task Demo_StartedTwice_KeepsTheCollegeAndChangesThePasswords()
    {
        // Two whole colleges: the second start of the writer itself is tested in every run (CollegeWriterTests).
        Assert.SkipUnless(TestEnvironment.Full, "Долгая проверка: tests/run.sh --full.");
        // What a container or a launch profile would say must not open the demo to others.
        _program.Environment["ASPNETCORE_URLS"] = "http://*:0";
        _program.Environment["Kestrel__Endpoints__Web__Url"] = "http://*:0";
        _program.Environment["Database__Provider"] = "postgresql";

        var first = await RunAsync();
        var second = await RunAsync();

        first.GetProperty("url").GetString().Should().StartWith("http://127.0.0.1:");
        first.GetProperty("ready").GetBoolean().Should().BeTrue();
        first.GetProperty("accounts").EnumerateArray().Select(a => a.GetProperty("role").GetString()).Should().Equal("administrator", "curator", "director");
        first.GetProperty("accounts")[1].GetProperty("group").GetString().Should().NotBeNullOrEmpty();
        first.GetProperty("groups").GetInt32().Should().Be(60);
        first.GetProperty("simulator").GetString().Should().StartWith("http://127.0.0.1:").And.NotBe(first.GetProperty("url").GetString());
        second.GetProperty("people").GetInt32().Should().Be(first.GetProperty("people").GetInt32());
        Passwords(second).Should().NotIntersectWith(Passwords(first));
    }

    [Fact]
    public async Task Demo_BesideARealDatabase_RefusesToTouchIt()
    {
        Assert.SkipUnless(TestEnvironment.Full, "Долгая проверка: tests/run.sh --full.");
        await _program.RunAsync("migrate", "--data", "d");
        var size = new FileInfo(Path.Combine(_program.Directory, "d", "sferum.db")).Length;

        var (code, output, error) = await _program.RunAsync("demo", "--fresh", "--data", "d");

        code.Should().Be(1);
        output.Should().BeEmpty();
        error.Should().Contain("лежит другая база");
        new FileInfo(Path.Combine(_program.Directory, "d", "sferum.db")).Length.Should().Be(size);
    }

    [Theory]
    [InlineData("http://*:5080")]
    [InlineData("http://10.0.0.5:5080")]
    [InlineData("https://127.0.0.1:5080")]
    [InlineData("nonsense")]
    public async Task Demo_OnAnotherAddress_IsWrongUsage(string urls)
    {
        var (code, _, error) = await _program.RunAsync("demo", "--urls", urls);

        code.Should().Be(2);
        error.Should().Contain("только на этом компьютере");
    }

    /// <summary>The first check of everyone is behind the portal, one group waits for the administrator, and the practice ground answers.</summary>
    private async Task CheckJournalAsync(JsonElement line, CancellationToken ct)
    {
        using var client = new HttpClient();
        (await client.GetAsync(new Uri(new Uri(line.GetProperty("simulator").GetString()!), "/sim/state"), ct)).StatusCode.Should().Be(HttpStatusCode.OK);
        await using var db = new AppDbContext(new DbContextOptionsBuilder<AppDbContext>().UseIdentityModel().UseSferumSqlite(Path.Combine(_program.Directory, "d", "sferum.db")).Options);
        var run = await db.JobRuns.SingleAsync(r => r.Job == JobNames.JournalCheck, ct);
        (run.State, run.Note).Should().Be((JobRunState.Succeeded, null));
        run.Done.Should().Be(run.Total).And.BeGreaterThan(100);
        (await db.ExternalIdentities.CountAsync(i => i.IdKind == IdKinds.Group, ct)).Should().Be(59);
        (await db.Readings.CountAsync(r => r.RunId == run.Id && r.Verdict == ReadingVerdict.Complete, ct)).Should().Be(run.Total);
    }

    private static IEnumerable<string> Passwords(JsonElement line) => line.GetProperty("accounts").EnumerateArray().Select(a => a.GetProperty("password").GetString()!);

    /// <summary>Starts the demo, signs every account in, stops it and gives the line.</summary>
    private async Task<JsonElement> RunAsync()
    {
        using var process = _program.Start("demo", "--json", "--data", "d");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(120));
        try
        {
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            var line = JsonDocument.Parse(await process.StandardOutput.ReadLineAsync(limit.Token) ?? await errors).RootElement;
            foreach (var account in line.GetProperty("accounts").EnumerateArray())
            {
                using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(line.GetProperty("url").GetString()!) };
                var response = await new Browser(client).SignInAsync(account.GetProperty("login").GetString()!, account.GetProperty("password").GetString()!);
                response.StatusCode.Should().Be(HttpStatusCode.Redirect);
            }

            await CheckJournalAsync(line, limit.Token);
            using var stop = Process.Start("kill", ["-TERM", $"{process.Id}"]);
            (await process.StandardOutput.ReadToEndAsync(limit.Token)).Should().BeEmpty("one line and nothing else");
            await process.WaitForExitAsync(limit.Token);
            process.ExitCode.Should().Be(0);
            return line;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }
}
