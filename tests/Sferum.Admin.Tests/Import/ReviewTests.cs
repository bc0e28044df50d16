using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Import;
using Sferum.Admin.Core.Import.Changes;

namespace Sferum.Admin.Tests.Import;

public sealed class ReviewTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Databases]
    public async Task People_OfADraft_AreAsManyAsItsNumbersSay(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        await database.ImportAsync(ImportTestData.Group("СВ-12", 60));
        string[] file = [.. ImportTestData.Group("СВ-12", 57), ImportTestData.Lykov];
        // A known student with one more phone.
        file[1] = file[1].Replace(";8902", ";8903", StringComparison.Ordinal);
        var draft = (await database.Get<PreviewRosterImport>().SaveAsync(
            TestActors.Administrator, ImportTestData.File(file), new ImportOptions(Cover: ImportCover.Groups), Ct)).Value;

        var counts = draft.Plan.Counts;
        counts.Should().Match<ImportCounts>(c => c.Add == 2 && c.Update == 1 && c.Leave == 3);
        foreach (var (outcome, count) in new[] { (ImportOutcome.Add, counts.Add), (ImportOutcome.Update, counts.Update), (ImportOutcome.Leave, counts.Leave) })
        {
            var page = await PeopleAsync(database, draft.ImportId, outcome, 1);
            page.Total.Should().Be(count, outcome.ToString());
            page.People.Should().HaveCount(count).And.OnlyContain(p => p.Outcome == outcome && p.Name != null && p.Changes.Count > 0);
            page.Counts.GetValueOrDefault(outcome).Should().Be(count);
        }

        (await PeopleAsync(database, draft.ImportId, ImportOutcome.Add, 1)).People.Select(p => (p.Name, p.IsInRegister)).Should().Contain(("Лыков Егор Саввич", false));
        (await PeopleAsync(database, draft.ImportId, ImportOutcome.Leave, 1)).People.Should().OnlyContain(p => p.IsInRegister);
    }

    [Theory, Databases]
    public async Task People_OfManyPages_AreAllThereOnceWithTheSameQueries(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var draft = (await database.Get<PreviewRosterImport>().SaveAsync(
            TestActors.Administrator, ImportTestData.File(ImportTestData.Group("СВ-12", 60)), new ImportOptions(), Ct)).Value;

        var names = new List<Guid?>();
        for (var page = 1; page <= 3; page++)
        {
            database.Queries.Reset();
            names.AddRange((await PeopleAsync(database, draft.ImportId, null, page)).People.Select(p => p.PersonId));
            database.Queries.Commands.Count(c => c.TrimStart().StartsWith("SELECT", StringComparison.Ordinal)).Should().Be(3);
        }

        // 60 students, 60 mothers, and the new group, which is nobody's.
        names.Should().HaveCount(121).And.OnlyHaveUniqueItems();
        names[0].Should().BeNull();
        await using var db = database.NewContext();
        (await db.AccessEntries.CountAsync(a => a.Kind == AccessKind.Viewed && a.SubjectId == draft.ImportId, Ct)).Should().Be(3);
    }

    [Theory, Databases]
    public async Task File_OfADraft_IsShownAsItWasUnderstood(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var draft = (await database.Get<PreviewRosterImport>().SaveAsync(
            TestActors.Administrator, ImportTestData.File(ImportTestData.Header, ImportTestData.Lykov), new ImportOptions(Cover: ImportCover.Groups), Ct)).Value;
        var review = database.Get<ImportReviewQueries>();

        var file = (await review.UnderstoodAsync(TestActors.Administrator, draft.ImportId, Ct)).Value;

        (file.Format, file.Delimiter, file.Cover).Should().Be(("csv", ';', ImportCover.Groups));
        var sheet = file.Sheets.Should().ContainSingle().Which;
        (sheet.HeaderRow, sheet.Rows).Should().Be((1, 1));
        sheet.Columns.Select(c => c.Field).Should().Equal("lastName", "firstName", "patronymic", "birthDate", "snils", "group", "phone", "representative1.fullName", "representative1.phone");

        await database.Get<ApplyRosterImport>().DiscardAsync(TestActors.Administrator, draft.ImportId, Ct);
        (await review.UnderstoodAsync(TestActors.Administrator, draft.ImportId, Ct)).Value.Sheets.Should().BeEmpty();
        (await review.UnderstoodAsync(TestActors.Administrator, Guid.CreateVersion7(), Ct)).Error!.Code.Should().Be(Error.NotFoundCode);
        (await review.UploadRulesAsync(TestActors.Administrator, Ct)).Value.LimitBytes.Should().Be(20 * 1024 * 1024);
    }

    private static async Task<PeopleChangesPage> PeopleAsync(TestDatabase database, Guid import, ImportOutcome? outcome, int page)
        => (await database.Get<ImportReviewQueries>().PeopleAsync(TestActors.Administrator, import, outcome, page, Ct)).Value;
}
