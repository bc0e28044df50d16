using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.StudyGroups;
using Sferum.Admin.Data.PostgreSql;

namespace Sferum.Admin.Tests.Data;

public sealed class DbErrorsTests
{
    [Theory, Databases]
    public async Task UniqueIndex_ViolatedBySave_IsRecognised(DatabaseKind kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync(kind, ct);
        var register = new Register(database);
        register.Chat(ChatKind.Staff);
        await register.SaveAsync(ct);
        register.Chat(ChatKind.Staff);

        var error = await Record.ExceptionAsync(() => register.SaveAsync(ct));

        error.Should().BeOfType<DbUpdateException>();
        error!.IsUniqueViolation().Should().BeTrue();
        error!.IsUnavailable().Should().BeFalse();
    }

    [Theory, Databases]
    public async Task MandatoryChat_OfTwoGroupsOrKinds_IsNoViolation(DatabaseKind kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync(kind, ct);
        var register = new Register(database);
        foreach (var name in (string[])["ИС-21", "ТО-22"])
        {
            var group = register.Group(name);
            register.Chat(ChatKind.Group, group);
            register.Chat(ChatKind.Parents, group);
        }

        register.Chat(ChatKind.Staff);

        await register.SaveAsync(ct);

        await using var db = database.NewContext();
        (await db.Chats.CountAsync(ct)).Should().Be(5);
    }

    [Theory, Databases]
    public async Task ForeignKey_ViolatedBySave_IsNeitherUniqueNorUnavailable(DatabaseKind kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync(kind, ct);
        await using var db = database.NewContext();
        db.Act(Actor.System("tests"), "arrange");
        db.Add(new StudyGroupName { StudyGroupId = Guid.CreateVersion7(), Name = "ИС-21", ValidFrom = TestClock.Today, RecordedAt = TestClock.Now });

        var error = await Record.ExceptionAsync(() => db.SaveChangesAsync(ct));

        error.Should().BeOfType<DbUpdateException>();
        error!.IsUniqueViolation().Should().BeFalse();
        error!.IsUnavailable().Should().BeFalse();
    }

    [Fact]
    public async Task Sqlite_LockedByAnotherWriter_IsUnavailable()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite, ct);
        await using var writer = database.NewContext();
        await writer.Database.OpenConnectionAsync(ct);
        await writer.Database.ExecuteSqlAsync($"BEGIN IMMEDIATE", ct);
        await using var db = database.NewContext();
        await db.Database.OpenConnectionAsync(ct);
        // No patience: the other writer will not end while we wait.
        await db.Database.ExecuteSqlAsync($"PRAGMA busy_timeout = 0", ct);
        db.Database.SetCommandTimeout(1);

        var error = await Record.ExceptionAsync(() => db.Database.ExecuteSqlAsync($"BEGIN IMMEDIATE", ct));

        error.Should().NotBeNull();
        error!.IsUnavailable().Should().BeTrue();
        error!.IsUniqueViolation().Should().BeFalse();
    }

    [Fact]
    public async Task PostgreSql_ThatIsGone_IsUnavailable()
    {
        await using var db = new PostgreSqlDesignTimeFactory().CreateDbContext([]);

        var error = await Record.ExceptionAsync(() => db.People.CountAsync(TestContext.Current.CancellationToken));

        error.Should().NotBeNull();
        error!.IsUnavailable().Should().BeTrue();
    }
}
