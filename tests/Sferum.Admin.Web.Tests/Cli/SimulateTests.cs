using System.Diagnostics;
using System.Text.Json;

namespace Sferum.Admin.Web.Tests.Cli;

/// <summary>The practice ground as a process of its own.</summary>
public sealed class SimulateTests : IDisposable
{
    private readonly ProgramProcess _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task Simulate_WithACollegeFile_PlaysItOnThisMachineUntilItIsStopped()
    {
        _program.Environment["ASPNETCORE_URLS"] = "http://*:0";
        await File.WriteAllTextAsync(Path.Combine(_program.Directory, "college.json"), """{ "groups": [ { "id": 2101, "name": "ИС-21" } ] }""", TestContext.Current.CancellationToken);
        using var process = _program.Start("simulate", "--json", "--college", "college.json", "--profile", "test");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        try
        {
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            var line = JsonDocument.Parse(await process.StandardOutput.ReadLineAsync(limit.Token) ?? await errors).RootElement;
            line.GetProperty("url").GetString().Should().StartWith("http://127.0.0.1:");
            using var client = new HttpClient { BaseAddress = new Uri(line.GetProperty("journal").GetString()!) };
            client.DefaultRequestHeaders.Add("Auth-Token", "sim-epos-token");
            client.DefaultRequestHeaders.Add("Profile-Id", "5100001");
            (await client.GetStringAsync("core/api/class_units", limit.Token)).Should().Contain("ИС-21");

            using var stop = Process.Start("kill", ["-TERM", $"{process.Id}"]);
            (await process.StandardOutput.ReadToEndAsync(limit.Token)).Should().BeEmpty("one line and nothing else");
            await process.WaitForExitAsync(limit.Token);

            process.ExitCode.Should().Be(0);
            (await errors).Should().BeEmpty();
            Directory.EnumerateFileSystemEntries(_program.Directory).Should().ContainSingle("no database is made");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    [Theory]
    [InlineData("только на этом компьютере", "--urls", "http://10.0.0.5:5081")]
    [InlineData("бывает demo, real и test", "--profile", "fast")]
    [InlineData("нет", "--college", "missing.json")]
    public async Task Simulate_WithAWrongOption_IsWrongUsage(string sentence, params string[] options)
    {
        var (code, output, error) = await _program.RunAsync(["simulate", .. options]);

        code.Should().Be(2);
        output.Should().BeEmpty();
        error.Should().Contain(sentence);
    }
}
