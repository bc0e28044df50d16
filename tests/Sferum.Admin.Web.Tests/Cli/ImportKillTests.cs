using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Import;
using Sferum.Admin.Data.PostgreSql;
using Sferum.Admin.Data.Sqlite;

namespace Sferum.Admin.Web.Tests.Cli;

/// <summary>
/// The real program is killed (SIGKILL) while it applies an import: everything of the import is there or nothing, and its own state says
/// which. A progress line is printed between two writes of the open transaction, so a kill at that line is inside it.
/// </summary>
public sealed class ImportKillTests : IDisposable
{
    private const int Students = 600;
    private const int People = Students * 2;

    private readonly ProgramProcess _program = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>One kill in every run, at a place of its own; ten with the full set.</summary>
    private static int Kills => TestEnvironment.Full ? 10 : 1;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _program.Dispose();
    }

    [Theory, Databases]
    public async Task Import_KilledAtAnyPoint_LosesNothingAndRepeatsNothing(DatabaseKind kind)
    {
        Assert.SkipUnless(kind == DatabaseKind.Sqlite || TestEnvironment.Full, "Долгая проверка: tests/run.sh --full.");
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        string[] where = kind == DatabaseKind.PostgreSql ? ["--Database:Provider=postgresql", $"--Database:ConnectionString={database.Connection}"] : [];
        await WriteAsync("первая.csv", "СВ-12", 0, 20);
        await WriteAsync("большая.csv", "СВ-13", 100, Students);
        await ImportAsync("первая.csv", where);
        var before = await CountsAsync(database);
        before.Imports.Should().Be(1);

        for (var kill = 0; kill < Kills; kill++)
        {
            var lines = await KillAsync(["import", "большая.csv", "--data", "d", .. where], afterLines: 1 + kill * 2 % 7);

            lines.Should().NotBeEmpty("the kill was inside the transaction");
            var after = await CountsAsync(database);
            after.Should().Be(before, $"kill {kill + 1} after «{lines[^1]}» leaves all as it was");
        }

        await ImportAsync("большая.csv", where);
        var done = await CountsAsync(database);
        (done.People, done.Enrollments, done.Imports, done.Applied).Should().Be((before.People + People, before.Enrollments + Students, 2, 2));
        (await ImportAsync("большая.csv", where)).Should().Contain("Файл совпадает с базой");
        (await CountsAsync(database)).People.Should().Be(done.People);
    }

    private async Task<string> ImportAsync(string file, string[] where)
    {
        var (code, output, error) = await _program.RunAsync(["import", file, "--data", "d", .. where]);
        code.Should().Be(0, error);
        return output;
    }

    /// <summary>Starts the program and kills it as soon as so many progress lines were read.</summary>
    private async Task<List<string>> KillAsync(string[] arguments, int afterLines)
    {
        using var process = _program.Start(arguments);
        var lines = new List<string>();
        try
        {
            while (lines.Count < afterLines && await process.StandardError.ReadLineAsync(Ct) is { } line)
            {
                if (line.StartsWith("Запись:", StringComparison.Ordinal))
                {
                    lines.Add(line);
                }
            }
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(Ct);
        }

        return lines;
    }

    private async Task<Counts> CountsAsync(TestDatabase database)
    {
        SqliteConnection.ClearAllPools();
        var options = new DbContextOptionsBuilder<AppDbContext>().UseIdentityModel();
        await using var db = new AppDbContext((database.Kind == DatabaseKind.PostgreSql
            ? options.UseSferumPostgreSql(database.Connection)
            : options.UseSferumSqlite(Path.Combine(_program.Directory, "d", "sferum.db"))).Options);
        return new(
            await db.People.CountAsync(Ct), await db.PersonNames.CountAsync(Ct), await db.PersonContacts.CountAsync(Ct), await db.Enrollments.CountAsync(Ct), await db.GroupMemberships.CountAsync(Ct),
            await db.Guardianships.CountAsync(Ct), await db.StudyGroups.CountAsync(Ct), await db.Chats.CountAsync(Ct), await db.AuditEntries.CountAsync(Ct), await db.ImportChanges.CountAsync(Ct),
            await db.ImportRows.CountAsync(Ct), await db.RosterImports.CountAsync(Ct), await db.RosterImports.CountAsync(i => i.State == RosterImportState.Applied, Ct));
    }

    private async Task WriteAsync(string name, string group, int from, int count)
    {
        var rows = Enumerable.Range(from, count).Select(i =>
        {
            var letters = string.Concat(i.ToString("0000", CultureInfo.InvariantCulture).Select(d => (char)('а' + (d - '0'))));
            return $"Лыков{letters};Егор;Саввич;03.04.2009;{group};8902{i + 1000000:0000000};Лыкова{letters} Анна Ильинична;8912{i + 1000000:0000000}";
        });
        await File.WriteAllLinesAsync(Path.Combine(_program.Directory, name), ["Фамилия;Имя;Отчество;Дата рождения;Группа;Телефон;ФИО матери;Телефон матери", .. rows], Ct);
    }

    private sealed record Counts(
        int People, int Names, int Contacts, int Enrollments, int Memberships, int Guardianships, int Groups, int Chats, int AuditEntries, int Changes, int Rows, int Imports, int Applied);
}
