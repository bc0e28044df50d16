using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Access.Users;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Drafts;
using Sferum.Admin.Core.Jobs;

namespace Sferum.Admin.Tests.Drafts;

public sealed class FormDraftsTests
{
    private const string Form = "person-edit";
    private static readonly Guid Subject = Guid.Parse("0197a000-0000-7000-8000-0000000000aa");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Databases]
    public async Task Draft_KeptTwice_IsTheLaterOneOfItsAuthorOnly(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var (author, other) = (await UserAsync(database), await UserAsync(database));
        var drafts = database.Get<FormDrafts>();

        (await drafts.SaveAsync(author, Form, Subject, "первый", Ct)).Error.Should().BeNull();
        database.Time.Advance(TimeSpan.FromMinutes(5));
        (await drafts.SaveAsync(author, Form, Subject, "Климова Анна", Ct)).Value.Should().Be(database.Clock.Now);

        (await drafts.ReadAsync(author, Form, Subject, Ct)).Value.Should().Be(new DraftContent("Климова Анна", database.Clock.Now));
        (await drafts.ReadAsync(other, Form, Subject, Ct)).Value.Should().BeNull();
        (await drafts.ReadAsync(author, "contacts", Subject, Ct)).Value.Should().BeNull();
        (await drafts.DropAsync(other, Form, Subject, Ct)).IsOk.Should().BeTrue();
        await using var db = database.NewContext();
        (await db.FormDrafts.SingleAsync(Ct)).Protected.Should().NotContain("Климова", "the draft is encrypted");
        (await drafts.DropAsync(author, Form, Subject, Ct)).IsOk.Should().BeTrue();
        (await db.FormDrafts.CountAsync(Ct)).Should().Be(0);
    }

    [Theory, Databases]
    public async Task Draft_OfAStoppedServer_IsReadByTheNextOne(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var author = await UserAsync(database);
        await using (var first = Keys(database))
        {
            (await Node(database, first).SaveAsync(author, Form, Subject, "8 902 123-41-07", Ct)).Error.Should().BeNull();
        }

        await using var second = Keys(database);
        (await Node(database, second).ReadAsync(author, Form, Subject, Ct)).Value!.Content.Should().Be("8 902 123-41-07");
        (await database.Get<FormDrafts>().ReadAsync(author, Form, Subject, Ct)).Value.Should().BeNull("keys of another ring read nothing, and break nothing");
    }

    [Theory, Databases]
    public async Task Draft_ThatNobodyCameBackTo_IsDroppedAfterThirtyDays(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var author = await UserAsync(database);
        var drafts = database.Get<FormDrafts>();
        await drafts.SaveAsync(author, "old", Subject, "х", Ct);
        database.Time.Advance(TimeSpan.FromDays(1));
        await drafts.SaveAsync(author, "new", Subject, "х", Ct);
        database.Time.Advance(TimeSpan.FromDays(DropOldDrafts.KeptDays - 1) + TimeSpan.FromMinutes(1));

        (await database.Get<DropOldDrafts>().RunAsync(Actor.System(JobNames.DropDrafts), Ct)).Value.Should().Be(1);

        await using var db = database.NewContext();
        (await db.FormDrafts.SingleAsync(Ct)).Form.Should().Be("new");
        (await db.JobRuns.SingleAsync(Ct)).Counts.Should().Be("""{"dropped":1}""");
    }

    [Theory, Databases]
    public async Task Draft_LongerThanAForm_IsRefused(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);

        var result = await database.Get<FormDrafts>().SaveAsync(await UserAsync(database), Form, Subject, new string('х', FormDrafts.LongestContent + 1), Ct);

        result.Error!.Code.Should().Be("invalid");
    }

    private static async Task<Actor> UserAsync(TestDatabase database)
    {
        var request = new AddUserRequest($"{Guid.CreateVersion7():N}@chit.example", "Окулов Денис Игоревич", [PortalRole.Administrator], null);
        var id = (await database.Get<AddUser>().RunAsync(Actor.Console(), request, Ct)).Value.UserId;
        return Actor.User(id, null, [PortalRole.Administrator]);
    }

    /// <summary>A server's keys as the portal keeps them: in the database.</summary>
    private static ServiceProvider Keys(TestDatabase database)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddScoped(_ => database.NewContext());
        services.AddDataProtection().SetApplicationName("Sferum.Admin").PersistKeysToDbContext<AppDbContext>();
        return services.BuildServiceProvider();
    }

    private static FormDrafts Node(TestDatabase database, ServiceProvider keys) =>
        new(database.Contexts, database.Get<AccessPolicy>(), database.Time, keys.GetRequiredService<IDataProtectionProvider>());
}
