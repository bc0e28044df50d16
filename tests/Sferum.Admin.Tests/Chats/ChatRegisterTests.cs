using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Chats;

namespace Sferum.Admin.Tests.Chats;

public sealed class ChatRegisterTests
{
    [Theory, Databases]
    public async Task Ensure_OfAYear_AddsEachMandatoryChatOnce(DatabaseKind kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync(kind, ct);
        var register = new Register(database);
        register.Student(register.Group("ИС-21"));
        register.Student(register.Group("СВ-41"), birth: TestClock.Today.AddYears(-19));
        _ = register.Messenger;
        await register.SaveAsync(ct);
        var chats = database.Get<ChatRegister>();

        (await chats.EnsureAsync(TestActors.Administrator, ct)).Value.Should().Be(4);
        (await chats.EnsureAsync(TestActors.Administrator, ct)).Value.Should().Be(0);

        await using var db = database.NewContext();
        (await db.Chats.Select(c => c.Title).ToListAsync(ct)).Should().BeEquivalentTo("Преподаватели", "ИС-21 · Группа", "ИС-21 · Родители", "СВ-41 · Группа");
        (await db.AuditEntries.CountAsync(e => e.Action == "chat-register", ct)).Should().Be(1);
    }

    [Theory, Databases]
    public async Task Ensure_AskedTwiceAtOnce_AddsEachChatOnce(DatabaseKind kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync(kind, ct);
        var register = new Register(database);
        register.Student(register.Group("ИС-21"));
        _ = register.Messenger;
        await register.SaveAsync(ct);
        var chats = database.Get<ChatRegister>();

        var added = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => chats.EnsureAsync(TestActors.Administrator, ct)));

        added.Sum(result => result.Value).Should().Be(3);
        await using var db = database.NewContext();
        (await db.Chats.CountAsync(ct)).Should().Be(3);
    }

    [Theory, Databases]
    public async Task Ensure_ByADirector_IsRefused(DatabaseKind kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync(kind, ct);

        var result = await database.Get<ChatRegister>().EnsureAsync(TestActors.Director, ct);

        result.IsOk.Should().BeFalse();
        await using var db = database.NewContext();
        (await db.AccessEntries.CountAsync(e => e.Kind == Core.Audit.AccessKind.Refused, ct)).Should().Be(1);
    }
}
