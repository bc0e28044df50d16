using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Journal.Binding;
using Sferum.Admin.Core.Ports;
using Sferum.Admin.Tests.Journal.Connection;

namespace Sferum.Admin.Tests.Journal.Binding;

/// <summary>The reading of the lists over the connection.</summary>
public sealed class RefreshJournalRecordsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Databases]
    public async Task Lists_Read_AreCountedAndKeptWithoutWhatSightingsSayOfPeople(DatabaseKind kind)
    {
        await using var scene = await SceneAsync(kind);
        List<JournalListsProgress> steps = [];

        var summary = (await RunAsync(scene, new Steps(steps.Add))).Value;

        summary.IsComplete.Should().BeTrue();
        summary.Records.Should().BeEquivalentTo(new Dictionary<JournalRecordKind, int>
        {
            [JournalRecordKind.Group] = 1, [JournalRecordKind.Student] = 1, [JournalRecordKind.Representative] = 1, [JournalRecordKind.Employee] = 1, [JournalRecordKind.Chat] = 2,
        });
        (summary.Added, summary.Removed).Should().Be((6, 0));
        steps[^1].Should().Be(new JournalListsProgress(5, 5));
        (await RecordsAsync(scene)).Should().NotContain(r => r.Name == "Студсовет", "only mandatory chats are bound");
        (await RunAsync(scene)).Value.Added.Should().Be(0);
    }

    [Theory, Databases]
    public async Task List_ThatFails_RemovesNobodyAndIsNamed(DatabaseKind kind)
    {
        await using var scene = await SceneAsync(kind);
        await RunAsync(scene);
        var before = await RecordsAsync(scene);
        scene.Journal.Students.Clear();
        scene.Journal.GroupsTrouble = new JournalTrouble(JournalTroubleKind.Unavailable, "ЭПОС не ответил.");

        var summary = (await RunAsync(scene)).Value;

        summary.NotRead.Should().ContainSingle().Which.List.Should().Be(JournalListKind.Groups);
        (await RecordsAsync(scene)).Select(r => r.Value).Should().BeEquivalentTo(before.Select(r => r.Value));
    }

    [Theory, Databases]
    public async Task Session_ThatEnds_IsWipedAndTheRestIsNotAsked(DatabaseKind kind)
    {
        await using var scene = await SceneAsync(kind);
        scene.Journal.GroupsTrouble = new JournalTrouble(JournalTroubleKind.SessionEnded, "Сеанс ЭПОС завершён.");

        var summary = (await RunAsync(scene)).Value;

        summary.NotRead.Select(n => n.List).Should().BeEquivalentTo([JournalListKind.Groups, JournalListKind.Employees, JournalListKind.Chats]);
        (await scene.StoredAsync()).Should().BeNull();
        (await RecordsAsync(scene)).Should().BeEmpty();
    }

    [Theory, Databases]
    public async Task Lists_WithoutASession_AreRefusedWithTheReason(DatabaseKind kind)
    {
        await using var scene = await ConnectionScene.CreateAsync(kind);

        var refused = await RunAsync(scene);

        (refused.Error!.Code, refused.Error.Message).Should().Be((Error.ConflictCode, "Чтение ЭПОС выключено."));
    }

    /// <summary>A connected journal with one group, one student, his mother, one employee; the student sees three chats.</summary>
    private static async Task<ConnectionScene> SceneAsync(DatabaseKind kind)
    {
        var scene = await ConnectionScene.CreateAsync(kind);
        var register = new Register(scene.Database);
        _ = (register.Journal, register.Messenger);
        // Its chat is not bound, so the chats are asked for.
        register.Chat();
        await register.SaveAsync(Ct);
        await scene.ConnectAsync();
        await scene.PasteAsync();
        scene.Journal.Groups.Add(new JournalGroup("2101", "ИС-21"));
        scene.Journal.Students["2101"] = [new JournalStudent("p1", true, "Волков Олег", MatcherScene.Born, "2101", null, [new JournalRepresentative("r1", true, "Волкова Анна")])];
        scene.Journal.Employees.Add(new JournalEmployee("e1", true, "Куратова Вера", ["2101"]));
        JournalChat[] chats = [new("9021", ChatKind.Group, "Группа", "2101"), new("9001", ChatKind.Staff, "Преподаватели", null), new("9002", ChatKind.Custom, "Студсовет", null)];
        scene.Journal.Sightings["2101"] = FakeJournal.Complete<IReadOnlyList<JournalSighting>>([new JournalSighting("p1", JournalRole.Student, TestClock.Now, [], chats)]);
        return scene;
    }

    private static Task<Result<JournalListsSummary>> RunAsync(ConnectionScene scene, IProgress<JournalListsProgress>? progress = null) =>
        scene.Database.Get<RefreshJournalRecords>().RunAsync(TestActors.Administrator, progress, Ct);

    private static async Task<List<JournalRecord>> RecordsAsync(ConnectionScene scene)
    {
        await using var db = scene.Database.NewContext();
        return await db.JournalRecords.AsNoTracking().ToListAsync(Ct);
    }

    /// <summary>Reports at once, in the order of the reading.</summary>
    private sealed class Steps(Action<JournalListsProgress> note) : IProgress<JournalListsProgress>
    {
        public void Report(JournalListsProgress value) => note(value);
    }
}
