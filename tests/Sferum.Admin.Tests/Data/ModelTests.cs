using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.People;
using Sferum.Admin.Data.PostgreSql;
using Sferum.Admin.Data.Sqlite;

namespace Sferum.Admin.Tests.Data;

public sealed class ModelTests
{
    public static TheoryData<IDesignTimeDbContextFactory<AppDbContext>> Factories => [new SqliteDesignTimeFactory(), new PostgreSqlDesignTimeFactory()];

    /// <summary>Needs no server: run <c>tools/regenerate-migrations.sh</c> (or add a migration) when it fails.</summary>
    [Theory, MemberData(nameof(Factories), DisableDiscoveryEnumeration = true)]
    public void Model_AgainstItsMigrations_HasNoPendingChange(IDesignTimeDbContextFactory<AppDbContext> factory)
    {
        using var db = factory.CreateDbContext([]);

        db.Database.HasPendingModelChanges().Should().BeFalse();
    }

    [Fact]
    public void Model_OnBothDatabases_HasTheSameTablesAndColumns()
    {
        using var sqlite = new SqliteDesignTimeFactory().CreateDbContext([]);
        using var postgreSql = new PostgreSqlDesignTimeFactory().CreateDbContext([]);

        Columns(sqlite).Should().Equal(Columns(postgreSql)).And.HaveCountGreaterThan(200);
    }

    [Theory, Databases]
    public async Task DateTime_OfAnotherKindThanUtc_IsRefused(DatabaseKind kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync(kind, ct);
        await using var db = database.NewContext();
        db.Act(Actor.System("tests"), "arrange");
        db.Add(new Person { LastName = "Абрамов", FirstName = "Иван", CreatedAt = DateTime.SpecifyKind(TestClock.Now, DateTimeKind.Local) });

        var save = () => db.SaveChangesAsync(ct);

        (await save.Should().ThrowAsync<DbUpdateException>()).WithInnerException<InvalidOperationException>().WithMessage("*UTC*");
    }

    [Theory, Databases]
    public async Task DateTime_ReadBack_IsUtcAndTheSameMoment(DatabaseKind kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync(kind, ct);
        var register = new Register(database);
        register.Person();
        await register.SaveAsync(ct);

        await using var db = database.NewContext();
        var at = await db.People.Select(p => p.CreatedAt).SingleAsync(ct);

        at.Kind.Should().Be(DateTimeKind.Utc);
        at.Should().Be(TestClock.Now);
    }

    [Theory, Databases]
    public async Task SearchKey_OfSavedNames_FindsAndSortsAlikeOnBothDatabases(DatabaseKind kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync(kind, ct);
        var register = new Register(database);
        foreach (var name in (string[])["Яковлев", "Ёлкин", "абрамов", "Ежов", "Абрамов-Ёж", "Жуков"])
        {
            register.Person(name, "Иван", null);
        }

        await register.SaveAsync(ct);

        await using var db = database.NewContext();
        var key = RussianText.SearchKey("елкин");
        (await db.People.Where(p => p.SearchKey.Contains(key)).Select(p => p.LastName).ToListAsync(ct)).Should().Equal("Ёлкин");
        (await db.People.OrderBy(p => p.SearchKey).ThenBy(p => p.Id).Select(p => p.LastName).ToListAsync(ct))
            .Should().Equal("абрамов", "Абрамов-Ёж", "Ежов", "Ёлкин", "Жуков", "Яковлев");
    }

    [Theory, Databases]
    public async Task SearchKey_OfAChangedName_IsRenewed(DatabaseKind kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync(kind, ct);
        var register = new Register(database);
        register.Person("Абрамова", "Анна", null);
        await register.SaveAsync(ct);

        await using (var db = database.NewContext())
        {
            db.Act(TestActors.Administrator, "rename");
            (await db.People.SingleAsync(ct)).LastName = "Ёлкина";
            await db.SaveChangesAsync(ct);
        }

        await using var after = database.NewContext();
        (await after.People.SingleAsync(ct)).SearchKey.Should().Be("ЕЛКИНА АННА");
    }

    [Theory, Databases]
    public async Task Version_OfTwoEditors_RefusesTheSecond(DatabaseKind kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync(kind, ct);
        var register = new Register(database);
        register.Person("Абрамов");
        await register.SaveAsync(ct);
        await using var first = database.NewContext();
        await using var second = database.NewContext();
        first.Act(TestActors.Administrator, "edit");
        second.Act(TestActors.Administrator, "edit");
        var mine = await first.People.SingleAsync(ct);
        var theirs = await second.People.SingleAsync(ct);
        var before = mine.Version;

        mine.FirstName = "Пётр";
        theirs.FirstName = "Павел";
        await first.SaveChangesAsync(ct);
        var save = () => second.SaveChangesAsync(ct);

        await save.Should().ThrowAsync<DbUpdateConcurrencyException>();
        mine.Version.Should().NotBe(before);
        await using var after = database.NewContext();
        (await after.People.SingleAsync(ct)).FirstName.Should().Be("Пётр");
        // The entry of the refused save went with it.
        (await after.AuditEntries.CountAsync(e => e.Action == "edit", ct)).Should().Be(1);
    }

    /// <summary>A form opened earlier: the use case loads a fresh row, and only the form's version tells of the conflict.</summary>
    [Theory, Databases]
    public async Task Version_OfAnOldForm_RefusesTheSave(DatabaseKind kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync(kind, ct);
        var register = new Register(database);
        var person = register.Person("Абрамов");
        await register.SaveAsync(ct);
        await using var db = database.NewContext();
        db.Act(TestActors.Administrator, "edit");
        var row = await db.People.SingleAsync(p => p.Id == person.Id, ct);

        db.Entry(row).Property(p => p.Version).OriginalValue = Guid.CreateVersion7();
        row.FirstName = "Пётр";
        var save = () => db.SaveChangesAsync(ct);

        await save.Should().ThrowAsync<DbUpdateConcurrencyException>();
    }

    private static List<string> Columns(AppDbContext db) =>
        [.. db.Model.GetEntityTypes().SelectMany(t => t.GetProperties().Select(p => $"{t.GetTableName()}.{p.GetColumnName()}:{p.IsNullable}")).Order()];
}
