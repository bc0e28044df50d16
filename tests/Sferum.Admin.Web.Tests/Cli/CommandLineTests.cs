using System.Diagnostics;

namespace Sferum.Admin.Web.Tests.Cli;

public sealed class CommandLineTests : IDisposable
{
    private readonly ProgramProcess _program = new();

    public void Dispose() => _program.Dispose();

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("--no-such-option")]
    [InlineData("user", "add", "--email", "a@b.ru")]
    [InlineData("user", "add", "--email", "a@b.ru", "--name", "А", "--role", "king")]
    public async Task WrongUsage_EndsWithTwo(params string[] arguments)
    {
        var (code, output, error) = await _program.RunAsync(arguments);

        code.Should().Be(2);
        output.Should().BeEmpty();
        error.Should().Contain("--help");
    }

    [Fact]
    public async Task WrongConfiguration_EndsWithThreeAndNamesEveryKey()
    {
        var (code, output, error) = await _program.RunAsync("--Database:Provider=oracle", "--urls", "http://*:80");

        code.Should().Be(3);
        output.Should().BeEmpty();
        error.Should().Contain("Database:Provider:").And.Contain("urls:");
        Directory.EnumerateFileSystemEntries(_program.Directory).Should().BeEmpty("nothing is made before the configuration is right");
    }

    [Fact]
    public async Task UserAdd_PrintsOneAddressAndTheVerbsKeepToTheShellsDirectory()
    {
        var (code, output, _) = await _program.RunAsync(
            "user", "add", "--email", "okulov@chit.example", "--name", "Окулов Денис Игоревич", "--role", "administrator", "--data", "d", "--PublicUrl=https://sferum.chit.example");

        code.Should().Be(0);
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().ContainSingle().Which.Should().StartWith("https://sferum.chit.example/account/set-password?user=");
        File.Exists(Path.Combine(_program.Directory, "d", "sferum.db")).Should().BeTrue();
        File.Exists(Path.Combine(_program.Directory, "keys", "d.key")).Should().BeTrue();
    }

    [Fact]
    public async Task UserAdd_OfACuratorWithoutAPerson_IsRefused()
    {
        Assert.SkipUnless(TestEnvironment.Full, "Долгая проверка: tests/run.sh --full.");
        var (code, output, error) = await _program.RunAsync("user", "add", "--email", "a@chit.example", "--name", "Окулов Денис Игоревич", "--role", "curator", "--data", "d");

        code.Should().Be(1);
        output.Should().BeEmpty();
        error.Should().Contain("Куратору нужен человек из списков");
    }

    [Fact]
    public async Task Migrate_DropIsRefusedInProductionAndWithoutYes()
    {
        Assert.SkipUnless(TestEnvironment.Full, "Долгая проверка: tests/run.sh --full.");
        (await _program.RunAsync("migrate", "--data", "d")).Code.Should().Be(0);
        var before = new FileInfo(Path.Combine(_program.Directory, "d", "sferum.db")).CreationTimeUtc;

        var production = await _program.RunAsync("migrate", "--drop", "--yes", "--data", "d");
        _program.Environment["ASPNETCORE_ENVIRONMENT"] = "Staging";
        var unconfirmed = await _program.RunAsync("migrate", "--drop", "--data", "d");

        production.Code.Should().Be(1);
        production.Error.Should().Contain("Production");
        unconfirmed.Code.Should().Be(1);
        unconfirmed.Error.Should().Contain("--yes");
        new FileInfo(Path.Combine(_program.Directory, "d", "sferum.db")).CreationTimeUtc.Should().Be(before);
    }

    [Fact]
    public async Task Migrate_DropWithYes_EmptiesTheDatabase()
    {
        Assert.SkipUnless(TestEnvironment.Full, "Долгая проверка: tests/run.sh --full.");
        _program.Environment["ASPNETCORE_ENVIRONMENT"] = "Staging";
        await _program.RunAsync("user", "add", "--email", "a@chit.example", "--name", "Окулов Денис Игоревич", "--role", "director", "--data", "d");

        (await _program.RunAsync("migrate", "--drop", "--yes", "--data", "d")).Code.Should().Be(0);

        (await _program.RunAsync("user", "add", "--email", "a@chit.example", "--name", "Окулов Денис Игоревич", "--role", "director", "--data", "d")).Code.Should().Be(0, "the e-mail is free again");
    }

    [Fact]
    public async Task DamagedDatabase_IsOneSentence()
    {
        Directory.CreateDirectory(Path.Combine(_program.Directory, "d"));
        await File.WriteAllTextAsync(Path.Combine(_program.Directory, "d", "sferum.db"), new string('x', 5000), TestContext.Current.CancellationToken);

        var (code, _, error) = await _program.RunAsync("--data", "d", "--urls", "http://127.0.0.1:0");

        code.Should().Be(1);
        error.Should().Contain("База данных недоступна").And.NotContain("   at ");
    }

    [Theory]
    [InlineData(1, "demo", "--json", "--data", "d")]
    [InlineData(3, "demo", "--json", "--PublicUrl=nonsense")]
    public async Task Failure_WithJson_IsADocumentToo(int expected, params string[] arguments)
    {
        Assert.SkipUnless(TestEnvironment.Full, "Долгая проверка: tests/run.sh --full.");
        Directory.CreateDirectory(Path.Combine(_program.Directory, "d"));
        await File.WriteAllTextAsync(Path.Combine(_program.Directory, "d", "demo.txt"), "", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(_program.Directory, "d", "sferum.db"), new string('x', 5000), TestContext.Current.CancellationToken);

        var (code, output, _) = await _program.RunAsync(arguments);

        code.Should().Be(expected);
        System.Text.Json.JsonDocument.Parse(output).RootElement.GetProperty("errors").GetArrayLength().Should().Be(1);
    }

    [Fact]
    public async Task Portal_PrintsItsCodeAndStopsWhenAsked()
    {
        using var process = _program.Start("--data", "d", "--urls", "http://127.0.0.1:0");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(120));
        // Nobody reads the log: without this it fills its pipe and the program waits for ever.
        process.BeginErrorReadLine();
        try
        {
            var lines = new List<string>();
            while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            {
                lines.Add(line);
                if (line.Contains("Код первой настройки", StringComparison.Ordinal))
                {
                    break;
                }
            }

            lines[^1].Should().MatchRegex("Код первой настройки: [A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$");
            using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
            await process.WaitForExitAsync(limit.Token);
            process.ExitCode.Should().Be(0);
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
