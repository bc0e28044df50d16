using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Access.Users;

namespace Sferum.Admin.Tests.Access.Users;

/// <summary>Accounts on both databases: opened, changed, closed; the portal never loses its last administrator.</summary>
public sealed class UserAccountTests
{
    private const string Password = "верная лошадь";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Databases]
    public async Task NewAccount_HasNoPasswordButALinkAndAnAuditEntryWithoutIt(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);

        var link = await AddAsync(database, "okulov@chit.example", PortalRole.Administrator, PortalRole.Director);

        var row = (await database.Get<UserQueries>().ListAsync(TestActors.Administrator, Ct)).Value.Should().ContainSingle().Subject;
        row.HasPassword.Should().BeFalse();
        row.Roles.Should().Equal(PortalRole.Administrator, PortalRole.Director);
        await using var db = database.NewContext();
        var entry = await db.AuditEntries.SingleAsync(e => e.Action == "user-add", Ct);
        entry.EntityId.Should().Be(link.UserId.ToString());
        (await db.AuditDetails.SingleAsync(d => d.EntryId == entry.Id, Ct)).After.Should().Contain("okulov@chit.example").And.NotContain(link.Code);
    }

    [Theory, Databases]
    public async Task SameEmail_InOtherLetterCase_IsRefusedByName(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        await AddAsync(database, "okulov@chit.example", PortalRole.Administrator);

        var again = await database.Get<AddUser>().RunAsync(TestActors.Administrator, new AddUserRequest("OKULOV@chit.example", "Другой", [PortalRole.Director], null), Ct);

        again.Error!.Message.Should().Be("Учётная запись с такой почтой уже есть.");
        again.Error.Field.Should().Be(nameof(AddUserRequest.Email));
    }

    [Theory]
    [InlineData("", "Окулов", PortalRole.Director, nameof(AddUserRequest.Email))]
    [InlineData("not an address", "Окулов", PortalRole.Director, nameof(AddUserRequest.Email))]
    [InlineData("Окулов <a@b.ru>", "Окулов", PortalRole.Director, nameof(AddUserRequest.Email))]
    [InlineData("a@b.ru", " ", PortalRole.Director, nameof(AddUserRequest.DisplayName))]
    [InlineData("a@b.ru", "Окулов", null, nameof(AddUserRequest.Roles))]
    [InlineData("a@b.ru", "Окулов", PortalRole.Curator, nameof(AddUserRequest.PersonId))]
    public async Task WrongRequest_NamesItsField(string email, string name, PortalRole? role, string field)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite, Ct);

        var result = await database.Get<AddUser>().RunAsync(TestActors.Administrator, new AddUserRequest(email, name, role is { } r ? [r] : [], null), Ct);

        result.Error!.Field.Should().Be(field);
    }

    [Theory, Databases]
    public async Task PersonOutsideTheRegister_IsRefused(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);

        var result = await database.Get<AddUser>().RunAsync(TestActors.Administrator, new AddUserRequest("a@b.ru", "Окулов", [PortalRole.Curator], Guid.CreateVersion7()), Ct);

        result.Error!.Field.Should().Be(nameof(AddUserRequest.PersonId));
    }

    [Theory, Databases]
    public async Task Roles_AreExactlyThoseGivenAndActAtOnce(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        await AddAsync(database, "first@chit.example", PortalRole.Administrator);
        var link = await AddAsync(database, "okulov@chit.example", PortalRole.Administrator);
        (await ActorOf(database, link)).Is(PortalRole.Administrator).Should().BeTrue();

        (await database.Get<ChangeUser>().SetRolesAsync(TestActors.Administrator, new SetRolesRequest(link.UserId, [PortalRole.Director], null), Ct)).IsOk.Should().BeTrue();

        (await ActorOf(database, link)).Roles.Should().Equal(PortalRole.Director);
    }

    [Theory, Databases]
    public async Task LastAdministrator_KeepsRoleAndSignIn(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var only = await AddAsync(database, "only@chit.example", PortalRole.Administrator);
        var closed = await AddAsync(database, "closed@chit.example", PortalRole.Administrator);
        var change = database.Get<ChangeUser>();
        (await change.SetLockedAsync(TestActors.Administrator, new LockUserRequest(closed.UserId, true), Ct)).IsOk.Should().BeTrue();

        var demoted = await change.SetRolesAsync(TestActors.Administrator, new SetRolesRequest(only.UserId, [PortalRole.Director], null), Ct);
        var locked = await change.SetLockedAsync(TestActors.Administrator, new LockUserRequest(only.UserId, true), Ct);

        demoted.Error!.Message.Should().StartWith("Это последний администратор");
        locked.Error!.Message.Should().StartWith("Это последний администратор");
        (await ActorOf(database, only)).Is(PortalRole.Administrator).Should().BeTrue();
    }

    [Theory, Databases]
    public async Task ClosedAccount_HasNoRightsUntilOpened(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        await AddAsync(database, "first@chit.example", PortalRole.Administrator);
        var link = await AddAsync(database, "okulov@chit.example", PortalRole.Director);
        var change = database.Get<ChangeUser>();

        await change.SetLockedAsync(TestActors.Administrator, new LockUserRequest(link.UserId, true), Ct);
        var closed = await ActorOf(database, link);
        var password = await database.Get<Passwords>().SetByLinkAsync(link.UserId, link.Code, Password, Ct);
        await change.SetLockedAsync(TestActors.Administrator, new LockUserRequest(link.UserId, false), Ct);

        closed.Roles.Should().BeEmpty();
        password.IsOk.Should().BeFalse("a link does not open a closed account");
        (await ActorOf(database, link)).Roles.Should().Equal(PortalRole.Director);
    }

    [Theory, Databases]
    public async Task OwnAccount_IsNotClosed(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        await AddAsync(database, "first@chit.example", PortalRole.Administrator);
        var link = await AddAsync(database, "okulov@chit.example", PortalRole.Administrator);

        var result = await database.Get<ChangeUser>().SetLockedAsync(await ActorOf(database, link), new LockUserRequest(link.UserId, true), Ct);

        result.Error!.Message.Should().Be("Свой вход закрыть нельзя.");
    }

    [Theory, Databases]
    public async Task OwnRoleOfAdministrator_IsNotTaken_AndOthersAreNotOverwritten(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var other = await AddAsync(database, "first@chit.example", PortalRole.Administrator);
        var link = await AddAsync(database, "okulov@chit.example", PortalRole.Administrator);
        var (change, me) = (database.Get<ChangeUser>(), await ActorOf(database, link));

        (await change.SetRolesAsync(me, new SetRolesRequest(link.UserId, [PortalRole.Director], null), Ct)).Error!.Field.Should().Be(nameof(SetRolesRequest.Roles));
        (await change.SetRolesAsync(me, new SetRolesRequest(link.UserId, [PortalRole.Administrator, PortalRole.Director], null), Ct)).IsOk.Should().BeTrue();
        var late = await change.SetRolesAsync(me, new SetRolesRequest(other.UserId, [PortalRole.Director], null, Shown: [PortalRole.Curator]), Ct);

        late.Error!.Code.Should().Be(Core.Common.Error.ConflictCode);
        (await ActorOf(database, other)).Roles.Should().Equal(PortalRole.Administrator);
    }

    [Theory, Databases]
    public async Task SignOutEverywhere_GivesANewStampAndKeepsThePassword(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var link = await AddAsync(database, "okulov@chit.example", PortalRole.Administrator);
        await database.Get<Passwords>().SetByLinkAsync(link.UserId, link.Code, Password, Ct);
        await database.Get<Passwords>().RecordSignInAsync(link.UserId, Ct);
        var before = await RowAsync();

        (await database.Get<ChangeUser>().SignOutEverywhereAsync(TestActors.Administrator, link.UserId, Ct)).IsOk.Should().BeTrue();

        var after = await RowAsync();
        after.SecurityStamp.Should().NotBe(before.SecurityStamp);
        (after.PasswordHash, after.LastSignInAt).Should().Be((before.PasswordHash, TestClock.Now));
        (await database.Get<UserQueries>().ListAsync(TestActors.Administrator, Ct)).Value.Single().LastSignInAt.Should().Be(TestClock.Now);

        async Task<AppUser> RowAsync()
        {
            await using var db = database.NewContext();
            return await db.Users.AsNoTracking().SingleAsync(Ct);
        }
    }

    [Fact]
    public async Task WrongPasswords_DoNotThrowOutWhoeverIsInside()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite, Ct);
        var link = await AddAsync(database, "okulov@chit.example", PortalRole.Administrator);
        await using (var db = database.NewContext())
        {
            await db.Users.ExecuteUpdateAsync(s => s.SetProperty(u => u.LockoutEnd, database.Time.GetUtcNow().AddMinutes(15)), Ct);
        }

        (await ActorOf(database, link)).Is(PortalRole.Administrator).Should().BeTrue();
    }

    [Fact]
    public async Task UnknownAccount_HasNoRights()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite, Ct);

        (await database.Get<ActorReader>().ReadAsync(Guid.CreateVersion7(), Ct)).Actor.Roles.Should().BeEmpty();
    }

    [Theory, Databases]
    public async Task FirstSetup_RunTwiceAtOnce_MakesOneAdministrator(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var setup = database.Get<FirstSetup>();
        var requests = Enumerable.Range(1, 2).Select(i => new FirstSetupRequest("ГБПОУ «ЧИТ»", $"a{i}@chit.example", "Бурдина Анна Сергеевна", Password));

        var results = await Task.WhenAll(requests.Select(r => setup.RunAsync(Actor.Console(), r, Ct)));

        results.Count(r => r.IsOk).Should().Be(1);
        results.Single(r => !r.IsOk).Error!.Code.Should().Be(Core.Common.Error.ConflictCode);
        await using var db = database.NewContext();
        (await db.Users.CountAsync(Ct)).Should().Be(1);
        (await database.Get<Core.Settings.SchoolName>().ReadAsync(Ct)).Should().Be("ГБПОУ «ЧИТ»");
    }

    [Theory, Databases]
    public async Task EmployeesToChoose_AreThoseOfTodayByTheBeginningOfTheName(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var register = new Register(database);
        register.Employee("Ёлкин");
        register.Employee("Елисеев");
        register.Employee("Елохов", to: TestClock.Today);
        register.Person("Ельцов");
        await register.SaveAsync(Ct);

        var found = await database.Get<UserQueries>().FindEmployeesAsync(TestActors.Administrator, "ёл", Ct);

        found.Value.Select(p => p.Name.Split(' ')[0]).Should().Equal("Елисеев", "Ёлкин");
    }

    private static async Task<PasswordLink> AddAsync(TestDatabase database, string email, params PortalRole[] roles) =>
        (await database.Get<AddUser>().RunAsync(TestActors.Administrator, new AddUserRequest(email, "Окулов Денис Игоревич", roles, null), Ct)).Value;

    private static async Task<Actor> ActorOf(TestDatabase database, PasswordLink link) =>
        (await database.Get<ActorReader>().ReadAsync(link.UserId, Ct)).Actor;
}
