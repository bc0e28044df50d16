using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Import;
using Sferum.Admin.Core.Import.Applying;
using Sferum.Admin.Core.Settings;

namespace Sferum.Admin.Tests.Import;

public sealed class DraftTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Databases]
    public async Task Preview_WithoutSaving_WritesNothing(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var plan = await database.Get<PreviewRosterImport>().RunAsync(TestActors.Administrator, [ImportTestData.File(ImportTestData.Header, ImportTestData.Lykov)], new ImportOptions(), Ct);
        plan.Value.Counts.Add.Should().Be(2);
        await using var db = database.NewContext();
        (await db.RosterImports.CountAsync(Ct) + await db.People.CountAsync(Ct) + await db.AuditEntries.CountAsync(Ct)).Should().Be(0);
    }

    [Theory, Databases]
    public async Task Draft_IsShown_ThenAppliedAsItWasShown(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var draft = (await database.Get<PreviewRosterImport>().SaveAsync(TestActors.Administrator, ImportTestData.File(ImportTestData.Header, ImportTestData.Lykov, "Сомов;Пётр;;неизвестно;;св 12;;;"), new ImportOptions(), Ct)).Value;
        var queries = database.Get<ImportQueries>();
        var shown = (await queries.GetAsync(TestActors.Administrator, draft.ImportId, Ct)).Value;
        (shown.Import.State, shown.Import.Added, shown.Import.Rows).Should().Be((RosterImportState.Previewed, 3, 2));
        shown.Issues.Select(i => i.Code).Should().Contain("group-name-normalised");
        var planned = (await database.Get<ImportReviewQueries>().PeopleAsync(TestActors.Administrator, draft.ImportId, null, 1, Ct)).Value;
        planned.People.Should().Contain(p => p.Name == "Лыков Егор Саввич" && !p.IsInRegister);

        var applied = await database.Get<ApplyRosterImport>().RunDraftAsync(TestActors.Administrator, draft.ImportId, null, null, Ct);

        applied.Value.Plan.Counts.Should().Be(draft.Plan.Counts);
        (await queries.GetAsync(TestActors.Administrator, draft.ImportId, Ct)).Value.Import.State.Should().Be(RosterImportState.Applied);
        var done = (await database.Get<ImportReviewQueries>().PeopleAsync(TestActors.Administrator, draft.ImportId, null, 1, Ct)).Value;
        done.Total.Should().Be(planned.Total);
        done.People.Should().Contain(p => p.Name == "Лыков Егор Саввич" && p.IsInRegister);
        (await queries.IssuesAsync(TestActors.Administrator, draft.ImportId, "group-name-normalised", 1, Ct)).Value.Lines.Should().ContainSingle().Which.RowNumber.Should().Be(3);
        (await queries.ListAsync(TestActors.Administrator, new ImportFilter(), 1, Ct)).Value.Lines.Should().ContainSingle().Which.Number.Should().Be(1);
        (await database.Get<ApplyRosterImport>().RunDraftAsync(TestActors.Administrator, draft.ImportId, null, null, Ct)).Error!.Code.Should().Be(Error.ConflictCode);
        await using var db = database.NewContext();
        (await db.AccessEntries.CountAsync(a => a.Kind == AccessKind.Viewed && a.SubjectId == draft.ImportId, Ct)).Should().Be(2);
    }

    [Theory, Databases]
    public async Task Draft_StoppedByTheGuard_IsAppliedWithAReason(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        await database.ImportAsync(ImportTestData.Group("СВ-12", 20));
        var draft = (await database.Get<PreviewRosterImport>().SaveAsync(TestActors.Administrator, ImportTestData.File(ImportTestData.Group("СВ-12", 8)), new ImportOptions(Cover: ImportCover.Groups), Ct)).Value;
        var apply = database.Get<ApplyRosterImport>();

        (await apply.RunDraftAsync(TestActors.Administrator, draft.ImportId, null, null, Ct)).Error!.Code.Should().Be(BlockCodes.RemovalBudget);
        (await database.Get<ImportQueries>().GetAsync(TestActors.Administrator, draft.ImportId, Ct)).Value.Import.State.Should().Be(RosterImportState.Blocked);
        (await apply.RunDraftAsync(TestActors.Administrator, draft.ImportId, "Приказ 14-к", null, Ct)).Value.Plan.Counts.Leave.Should().Be(12);
    }

    [Theory, Databases]
    public async Task Draft_PutAway_LosesItsRowsAndCannotBeApplied(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var draft = (await database.Get<PreviewRosterImport>().SaveAsync(TestActors.Administrator, ImportTestData.File(ImportTestData.Header, ImportTestData.Lykov), new ImportOptions(), Ct)).Value;
        (await database.Get<ApplyRosterImport>().DiscardAsync(TestActors.Administrator, draft.ImportId, Ct)).Value.Should().Be(2);
        (await database.Get<ApplyRosterImport>().RunDraftAsync(TestActors.Administrator, draft.ImportId, null, null, Ct)).Error!.Code.Should().Be(Error.ConflictCode);
        await using var db = database.NewContext();
        (await db.ImportRows.CountAsync(Ct) + await db.ImportChanges.CountAsync(Ct) + await db.People.CountAsync(Ct)).Should().Be(0);
    }

    [Theory]
    [InlineData("", BlockCodes.EmptySource, "ни одной строки")]
    [InlineData("ФИО;Группа", BlockCodes.EmptySource, "никого не исключает")]
    [InlineData("Артикул;Цена\n1;2", BlockCodes.NoHeader, "Нужна колонка «ФИО»")]
    [InlineData("%PDF-1.7", BlockCodes.Unreadable, "Это не таблица")]
    [InlineData("PK\u0003\u0004оборвано", BlockCodes.Unreadable, "Файл повреждён")]
    [InlineData("\uFFFD\uFFFD\uFFFD\uFFFD;\uFFFD\uFFFD\uFFFD", BlockCodes.Mojibake, "Выгрузите список из программы заново")]
    public async Task BadFile_IsRefusedWithASentenceAndLeavesNothing(string content, string code, string sentence)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite, Ct);
        var refused = await database.Get<PreviewRosterImport>().SaveAsync(TestActors.Administrator, new ImportFile("файл.csv", System.Text.Encoding.UTF8.GetBytes(content)), new ImportOptions(), Ct);
        refused.Error!.Code.Should().Be(code);
        refused.Error.Message.Should().Contain(sentence);
        await using var db = database.NewContext();
        (await db.RosterImports.CountAsync(Ct)).Should().Be(0);
    }

    [Fact]
    public async Task File_OverTheLimitOfTheSettings_IsTooLarge()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite, Ct);
        await using (var db = database.NewContext())
        {
            db.Act(Core.Access.Actor.System("tests"), "arrange");
            db.Settings.Add(new Setting { Key = nameof(SchoolSettings.UploadLimitMb), Value = "1" });
            await db.SaveChangesAsync(Ct);
        }

        var refused = await database.Get<PreviewRosterImport>().SaveAsync(TestActors.Administrator, new ImportFile("файл.csv", new byte[1024 * 1024 + 1]), new ImportOptions(), Ct);
        refused.Error!.Code.Should().Be(BlockCodes.TooLarge);
        refused.Error.Message.Should().Be("Файл больше 1 МБ. Разделите список на несколько файлов.");
    }
}
