using System.Text;
using Microsoft.EntityFrameworkCore;
using MiniExcelLibs;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Export;

namespace Sferum.Admin.Tests.Export;

public sealed class TableExportTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0")]
    [InlineData("-2+3", "'-2+3")]
    [InlineData("@SUM(1)", "'@SUM(1)")]
    [InlineData("\tтаб", "'\tтаб")]
    [InlineData("＝1", "'＝1")]
    [InlineData("+7 902 123-45-67", "+7 902 123-45-67")]
    [InlineData("Иванова-Петрова", "Иванова-Петрова")]
    [InlineData("", "")]
    public void Text_ThatASpreadsheetWouldRun_IsMadeInert(string text, string expected) => ExportText.Inert(text).Should().Be(expected);

    [Fact]
    public void Csv_Cells_AreQuotedAndWrittenAsInRussia()
    {
        ExportText.Csv("а;б\"в").Should().Be("\"а;б\"\"в\"");
        ExportText.Csv("две\r\nстроки").Should().Be("\"две\r\nстроки\"");
        ExportText.Csv(12.5m).Should().Be("12,5");
        ExportText.Csv(1204).Should().Be("1204");
        ExportText.Csv(new DateOnly(2024, 3, 4)).Should().Be("04.03.2024");
        ExportText.Csv(null).Should().BeEmpty();
    }

    [Theory, Databases]
    public async Task Export_AsCsv_IsWhatExcelOpensAndStandsInTheRecord(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        using var file = new MemoryStream();

        var rows = (await database.Get<TableExport>().WriteAsync(TestActors.Administrator, Table(), ExportFormat.Csv, file, Ct)).Value;

        rows.Should().Be(2);
        file.ToArray().Should().StartWith(Encoding.UTF8.GetPreamble());
        Encoding.UTF8.GetString(file.ToArray()[3..]).Should().Be("ФИО;Студентов;Дата рождения\r\nДеменева Юлия;26;12.05.1984\r\n'=1+1;;\r\n");
        await using var db = database.NewContext();
        (await db.AccessEntries.SingleAsync(Ct)).Should().BeEquivalentTo(new { Kind = AccessKind.Exported, Subject = "People", Count = (int?)2, UserId = TestActors.Administrator.UserId });
    }

    [Fact]
    public async Task Export_AsXlsx_KeepsTypesAndMakesFormulasInert()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite, Ct);
        using var file = new MemoryStream();

        await database.Get<TableExport>().WriteAsync(TestActors.Administrator, Table(), ExportFormat.Xlsx, file, Ct);

        file.Position = 0;
        var rows = (await MiniExcel.QueryAsync(file, useHeaderRow: true, cancellationToken: Ct)).Cast<IDictionary<string, object?>>().ToList();
        rows.Should().HaveCount(2);
        rows[0].Should().BeEquivalentTo(new Dictionary<string, object?> { ["ФИО"] = "Деменева Юлия", ["Студентов"] = 26d, ["Дата рождения"] = new DateTime(1984, 5, 12) });
        rows[1]["ФИО"].Should().Be("'=1+1");
    }

    [Fact]
    public async Task Export_ByWhoMayNotReadTheList_WritesNothing()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite, Ct);
        using var file = new MemoryStream();
        var curator = Actor.User(Guid.CreateVersion7(), Guid.CreateVersion7(), [PortalRole.Curator]);

        (await database.Get<TableExport>().WriteAsync(curator, Table() with { Permission = Permission.ReadStatistics }, ExportFormat.Csv, file, Ct)).IsOk.Should().BeFalse();

        file.Length.Should().Be(0);
    }

    [Fact]
    public void File_IsNamedInRussianWithTheDay() =>
        ExportText.FileName("Люди", new DateOnly(2026, 11, 20), ExportFormat.Xlsx).Should().Be("Люди 2026-11-20.xlsx");

    private static ExportTable Table() => new(
        "People",
        "Люди",
        Permission.ReadRegister,
        [new("ФИО", 40), new("Студентов"), new("Дата рождения")],
        ExportTable.Of([["Деменева Юлия", 26, new DateOnly(1984, 5, 12)], ["=1+1", null, null]]));
}
