using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Access.Users;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Views;

namespace Sferum.Admin.Tests.Views;

public sealed class SavedViewsTests
{
    private const string Page = "/people";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Databases]
    public async Task View_SavedRenamedStarredMovedAndDeleted_IsTheUsersOwn(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var (views, actor, other) = (database.Get<SavedViews>(), await UserAsync(database), await UserAsync(database));
        var first = (await views.SaveAsync(actor, new SaveViewRequest(Page, " 1 курс ", "course=1"), Ct)).Value;
        var second = (await views.SaveAsync(actor, new SaveViewRequest(Page, "Без телефона", "nophone=1", IsStarred: false), Ct)).Value;
        await views.SaveAsync(actor, new SaveViewRequest("/groups", "1 курс", ""), Ct);

        await views.MoveAsync(actor, second, up: true, Ct);
        await views.StarAsync(actor, second, true, Ct);
        await views.RenameAsync(actor, first, "Первый курс", Ct);
        await views.UpdateAsync(actor, first, "course=1&tab=students", Ct);

        (await views.ListAsync(actor, Page, Ct)).Value.Should().Equal(
            new SavedViewRow(second, "Без телефона", "nophone=1", true), new SavedViewRow(first, "Первый курс", "course=1&tab=students", true));
        (await views.ListAsync(other, Page, Ct)).Value.Should().BeEmpty();
        (await views.DeleteAsync(other, first, Ct)).Error!.Code.Should().Be(Error.NotFoundCode);
        (await views.RenameAsync(other, first, "Чужой", Ct)).Error!.Code.Should().Be(Error.NotFoundCode);
        (await views.DeleteAsync(actor, second, Ct)).IsOk.Should().BeTrue();
        (await views.ListAsync(actor, Page, Ct)).Value.Should().ContainSingle().Which.Id.Should().Be(first);
    }

    [Theory, Databases]
    public async Task View_WithANameInUse_IsRefusedInWords(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var (views, actor) = (database.Get<SavedViews>(), await UserAsync(database));
        await views.SaveAsync(actor, new SaveViewRequest(Page, "1 курс", "course=1"), Ct);
        var other = (await views.SaveAsync(actor, new SaveViewRequest(Page, "2 курс", "course=2"), Ct)).Value;

        (await views.SaveAsync(actor, new SaveViewRequest(Page, "1 курс", "course=3"), Ct)).Error!.Code.Should().Be(Error.ConflictCode);
        (await views.RenameAsync(actor, other, "1 курс", Ct)).Error!.Code.Should().Be(Error.ConflictCode);
    }

    [Fact]
    public async Task View_ThatWouldKeepAName_IsRefused()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite, Ct);
        var (views, actor) = (database.Get<SavedViews>(), await UserAsync(database));

        foreach (var query in new[] { "text=Деменева", "text=%D0%94", "a b", new string('a', ListAddress.LongestQuery + 1) })
        {
            (await views.SaveAsync(actor, new SaveViewRequest(Page, "Вид", query), Ct)).Error!.Code.Should().Be(Error.InvalidCode, query);
        }

        (await views.SaveAsync(actor, new SaveViewRequest("people?x", "Вид", ""), Ct)).Error!.Code.Should().Be(Error.InvalidCode);
        (await views.SaveAsync(actor, new SaveViewRequest(Page, "  ", ""), Ct)).Error!.Field.Should().Be(nameof(SaveViewRequest.Name));
    }

    [Theory, Databases]
    public async Task Columns_ChosenAndReset_AreThoseOfTheUserAndThePage(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var (choices, actor, other) = (database.Get<ColumnChoices>(), await UserAsync(database), await UserAsync(database));

        await choices.SaveAsync(actor, Page, ["phone", "group"], Ct);
        await choices.SaveAsync(actor, Page, ["group", "phone", "link"], Ct);

        (await choices.ReadAsync(actor, Page, Ct)).Value.Should().Equal("group", "phone", "link");
        (await choices.ReadAsync(actor, "/groups", Ct)).Value.Should().BeEmpty();
        (await choices.ReadAsync(other, Page, Ct)).Value.Should().BeEmpty();
        await choices.SaveAsync(actor, Page, [], Ct);
        (await choices.ReadAsync(actor, Page, Ct)).Value.Should().BeEmpty();
    }

    [Fact]
    public void Columns_OfAnOldChoice_LeaveOutWhatIsGoneAndKeepTheFixedFirst()
    {
        ListColumn[] all = [new("name", "ФИО", IsFixed: true), new("group", "Группа"), new("phone", "Телефон"), new("email", "Почта", IsShown: false)];

        ListColumns.Chosen(all, ["email", "gone", "name", "group"]).Select(column => column.Key).Should().Equal("name", "email", "group");
        ListColumns.Chosen(all, ["gone"]).Select(column => column.Key).Should().Equal("name", "group", "phone");
        ListColumns.Keys(all).Should().Equal("group", "phone", "email");
    }

    private static async Task<Actor> UserAsync(TestDatabase database)
    {
        var request = new AddUserRequest($"{Guid.CreateVersion7():N}@chit.example", "Окулов Денис Игоревич", [PortalRole.Director], null);
        return Actor.User((await database.Get<AddUser>().RunAsync(Actor.Console(), request, Ct)).Value.UserId, null, [PortalRole.Director]);
    }
}
