using Microsoft.EntityFrameworkCore;

namespace Sferum.Admin.Tests.Support;

public sealed class TestDatabaseTests
{
    [Theory, Databases]
    public async Task Database_OfATest_IsMigratedAndItsOwn(DatabaseKind kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var one = await TestDatabase.CreateAsync(kind, ct);
        await using var two = await TestDatabase.CreateAsync(kind, ct);
        var register = new Register(one);
        var group = register.Group("ИС-21");
        register.Representative(register.Student(group));
        register.Curator(group);
        register.PlatformAdministrator();
        register.Chat();
        await register.SaveAsync(ct);

        await using var first = one.NewContext();
        await using var second = two.NewContext();
        (await first.People.CountAsync(ct)).Should().Be(4);
        (await second.People.CountAsync(ct)).Should().Be(0);
        (await first.Database.GetPendingMigrationsAsync(ct)).Should().BeEmpty();
        first.Database.ProviderName.Should().EndWith(kind == DatabaseKind.Sqlite ? "Sqlite" : "PostgreSQL");
    }

    [Theory, Databases]
    public async Task QueryCounter_OfQueries_CountsEach(DatabaseKind kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync(kind, ct);
        await using var db = database.NewContext();

        await db.People.CountAsync(ct);
        await db.People.ToListAsync(ct);

        database.Queries.Count.Should().Be(2);
    }
}
