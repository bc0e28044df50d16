using System.Text.Json;

namespace Sferum.Admin.Web.Tests.Cli;

/// <summary>The <c>import</c> verb of the real program: one JSON document, exit codes, sentences for bad input.</summary>
public sealed class ImportCommandTests : IDisposable
{
    private const string Roster = "Фамилия;Имя;Отчество;Дата рождения;Группа;Телефон\nЛыков;Егор;Саввич;03.04.2009;св 12;89020041122\nЩукина;Аглая;Ефимовна;17.11.2008;СВ-12;5-00\n";

    private readonly ProgramProcess _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task DryRun_WithoutADatabase_PrintsTheDocumentAndLeavesNothing()
    {
        await WriteAsync("список.csv", Roster);

        var (code, output, _) = await _program.RunAsync("import", "список.csv", "--dry-run", "--json", "--people", "--data", "d");

        code.Should().Be(0);
        using var document = JsonDocument.Parse(output);
        var root = document.RootElement;
        root.GetProperty("files")[0].GetProperty("encoding").GetString().Should().Be("utf-8");
        root.GetProperty("changes").GetProperty("add").GetInt32().Should().Be(2);
        root.GetProperty("blocked").ValueKind.Should().Be(JsonValueKind.Null);
        var person = root.GetProperty("people")[0];
        (person.GetProperty("group").GetString(), person.GetProperty("birthDate").GetString(), person.GetProperty("phones")[0].GetString(), person.GetProperty("outcome").GetString())
            .Should().Be(("СВ-12", "2009-04-03", "+79020041122", "add"));
        Directory.EnumerateFileSystemEntries(_program.Directory).Should().ContainSingle("only the roster is there");
    }

    [Fact]
    public async Task Import_ThenTheSameFile_SaysThatNothingChanges()
    {
        Assert.SkipUnless(TestEnvironment.Full, "Долгая проверка: tests/run.sh --full.");
        await WriteAsync("список.csv", Roster);
        (await _program.RunAsync("import", "список.csv", "--data", "d")).Output.Should().Contain("Добавить 2").And.Contain("загрузка №\u00A01");

        var (code, output, _) = await _program.RunAsync("import", "список.csv", "--data", "d");

        code.Should().Be(0);
        output.Should().Contain("без изменений 2").And.Contain("Файл совпадает с базой");
    }

    [Theory]
    [InlineData("", "empty-source")]
    [InlineData("Артикул;Цена\n1;2\n", "no-header")]
    [InlineData("%PDF-1.7", "unreadable")]
    public async Task BadFile_IsBlockedWithItsCodeAndEndsWithOne(string content, string blocked)
    {
        Assert.SkipUnless(TestEnvironment.Full || content.Length == 0, "Долгая проверка: tests/run.sh --full.");
        await WriteAsync("файл.csv", content);
        var (code, output, _) = await _program.RunAsync("import", "файл.csv", "--json", "--data", "d");
        code.Should().Be(1);
        using var document = JsonDocument.Parse(output);
        document.RootElement.GetProperty("blocked").GetProperty("code").GetString().Should().Be(blocked);
        document.RootElement.GetProperty("blocked").GetProperty("message").GetString().Should().MatchRegex("^[А-Я].*\\.$");
    }

    [Fact]
    public async Task MissingFile_IsOneSentence()
    {
        var (code, output, error) = await _program.RunAsync("import", "нет.csv", "--json", "--data", "d");
        code.Should().Be(1);
        error.Trim().Should().Be("Файла нет: нет.csv");
        using var document = JsonDocument.Parse(output);
        document.RootElement.GetProperty("errors")[0].GetString().Should().Be("Файла нет: нет.csv");
    }

    [Theory]
    [InlineData("--kind", "teachers")]
    [InlineData("--cover", "everything")]
    [InlineData("--effective", "сегодня")]
    [InlineData("--dryrun", "--json")]
    public async Task WrongOption_EndsWithTwo(string option, string value)
    {
        await WriteAsync("список.csv", Roster);
        var (code, output, _) = await _program.RunAsync("import", "список.csv", option, value);
        code.Should().Be(2);
        output.Should().BeEmpty();
    }

    [Fact]
    public async Task DatabaseThatIsGone_IsOneSentenceAndTheFileStays()
    {
        await WriteAsync("список.csv", Roster);
        var (code, _, error) = await _program.RunAsync(
            "import", "список.csv", "--json", "--Database:Provider=postgresql", "--Database:ConnectionString=Host=127.0.0.1;Port=1;Database=d;Username=u;Timeout=2");
        code.Should().Be(1);
        error.Should().Contain("База данных недоступна").And.NotContain("   at Sferum");
        (await File.ReadAllTextAsync(Path.Combine(_program.Directory, "список.csv"), TestContext.Current.CancellationToken)).Should().Be(Roster);
    }

    private Task WriteAsync(string name, string content) => File.WriteAllTextAsync(Path.Combine(_program.Directory, name), content, TestContext.Current.CancellationToken);
}
