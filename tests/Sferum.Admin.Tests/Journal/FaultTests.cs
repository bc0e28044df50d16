using Microsoft.Extensions.Time.Testing;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Journal.Checking;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.People;
using Sferum.Admin.Simulator.Control;
using Sferum.Admin.Simulator.World;
using Sferum.Admin.Tests.Journal.Support;

namespace Sferum.Admin.Tests.Journal;

/// <summary>
/// Every way in which a source goes wrong, through real HTTP and in one order: a good run; then the fault in one section together with
/// a true change in another one; then a good run. The change is taken, in the faulted section nobody's state gets worse and the run
/// says what it could not read, and the good run mends it.
/// </summary>
public sealed class FaultTests
{
    [Theory, Databases(PostgreSqlIsLong = true)]
    public async Task ServerError_InOneSection_TakesTheOthersAndHarmsNobody(DatabaseKind kind) =>
        await PlayAsync(kind, FaultKind.ServerError, "ЭПОС не ответил: ТМ-31.");

    [Theory, Databases(PostgreSqlIsLong = true)]
    public async Task BadGatewayWithHtml_InOneSection_TakesTheOthersAndHarmsNobody(DatabaseKind kind) =>
        await PlayAsync(kind, FaultKind.BadGateway, "ЭПОС не ответил: ТМ-31.");

    [Theory, Databases(PostgreSqlIsLong = true)]
    public async Task ResetConnection_InOneSection_TakesTheOthersAndHarmsNobody(DatabaseKind kind) =>
        await PlayAsync(kind, FaultKind.Reset, "ЭПОС не ответил: ТМ-31.");

    [Theory, Databases(PostgreSqlIsLong = true)]
    public async Task ObjectInsteadOfArray_InOneSection_TakesTheOthersAndHarmsNobody(DatabaseKind kind) =>
        await PlayAsync(kind, FaultKind.MessageObject, "Ответ не разобран: ТМ-31.");

    [Theory, Databases(PostgreSqlIsLong = true)]
    public async Task MalformedJson_InOneSection_TakesTheOthersAndHarmsNobody(DatabaseKind kind) =>
        await PlayAsync(kind, FaultKind.Malformed, "Ответ не разобран: ТМ-31.");

    [Theory, Databases(PostgreSqlIsLong = true)]
    public async Task Forbidden_InOneSection_TakesTheOthersAndHarmsNobody(DatabaseKind kind) =>
        await PlayAsync(kind, FaultKind.Forbidden, "Нет права читать: ТМ-31.");

    [Theory, Databases(PostgreSqlIsLong = true)]
    public async Task EmptyList_InOneSection_TakesTheOthersAndHarmsNobody(DatabaseKind kind) =>
        await PlayAsync(kind, FaultKind.Empty, "Ответ неполный: ТМ-31.");

    [Theory, Databases(PostgreSqlIsLong = true)]
    public async Task HalfAList_InOneSection_TakesTheOthersAndHarmsNobody(DatabaseKind kind) =>
        await PlayAsync(kind, FaultKind.Half, "Ответ неполный: ТМ-31.");

    [Theory, Databases(PostgreSqlIsLong = true)]
    public async Task ShiftingPages_InOneSection_TakeTheOthersAndHarmNobody(DatabaseKind kind) =>
        await PlayAsync(kind, FaultKind.Shift, "Ответ неполный: ТМ-31.", pageLimit: 5);

    /// <summary>Rows that stand twice are taken once: it is no fault of the reading.</summary>
    [Theory, Databases(PostgreSqlIsLong = true)]
    public async Task RepeatedRows_InOneSection_AreTakenOnce(DatabaseKind kind) =>
        await PlayAsync(kind, FaultKind.Duplicate, trouble: null, pageLimit: 5);

    /// <summary>Late is not never.</summary>
    [Theory, Databases(PostgreSqlIsLong = true)]
    public async Task SlowAnswer_InOneSection_IsWaitedFor(DatabaseKind kind) =>
        await PlayAsync(kind, FaultKind.Slow, trouble: null);

    [Theory, Databases(PostgreSqlIsLong = true)]
    public async Task TimeOut_InOneSection_TakesTheOthersAndHarmsNobody(DatabaseKind kind)
    {
        var clock = new FakeTimeProvider();
        await PlayAsync(kind, FaultKind.Timeout, "ЭПОС не ответил: ТМ-31.", wait: clock);
    }

    /// <summary>The session goes with everything that was not asked yet; what was under way is kept.</summary>
    [Theory, Databases(PostgreSqlIsLong = true)]
    public async Task ExpiredSession_InTheLastSection_KeepsWhatWasReadAndAsksForANewOne(DatabaseKind kind)
    {
        await using var scene = await CheckScene.CreateAsync(kind);
        await scene.CheckAsync();
        var before = await scene.StatusesAsync();
        var moved = Change(scene);
        scene.Spoil(scene.RouteOf(scene.Groups[2]), FaultKind.Expired);

        var faulted = await scene.CheckAsync();

        faulted.State.Should().Be(JobRunState.Partial);
        faulted.Note.Should().Be("Сеанс ЭПОС закончился: прочитано 5 из 7\u00A0разделов. Вставьте новый сеанс и запустите проверку ещё раз.");
        await ShouldHaveMovedOnlyAsync(scene, before, moved);
        // Wiped: without a new one the next run is skipped, and neutral.
        (await scene.RunAsync(TestActors.Administrator)).Value.State.Should().Be(JobRunState.Skipped);
        await ShouldMendAsync(scene, before, moved);
    }

    /// <summary>Within twenty minutes after 14:00 the pages of a section show different days.</summary>
    [Theory, Databases(PostgreSqlIsLong = true)]
    public async Task MixedSnapshots_AfterTheSwitch_TakeTheOthersAndHarmNobody(DatabaseKind kind)
    {
        await using var scene = await CheckScene.CreateAsync(kind, pageLimit: 5);
        await scene.CheckAsync();
        var before = await scene.StatusesAsync();
        var moved = Change(scene, now: false);
        // Tomorrow the journal shows it, and its pages switch one by one: somewhere in the first minutes they differ.
        scene.Database.Time.Advance(scene.Database.Clock.ToUtc(scene.Database.Clock.Today.AddDays(1), new TimeOnly(14, 0)) - scene.Database.Clock.Now);
        scene.Spoil(scene.RouteOf(scene.Groups[2]), FaultKind.Lag);
        var mixed = await scene.CheckAsync();
        for (var minute = 1; minute <= 20 && mixed.State == JobRunState.Succeeded; minute++)
        {
            scene.Database.Time.Advance(TimeSpan.FromMinutes(1));
            mixed = await scene.CheckAsync();
        }

        mixed.Note.Should().Contain("Ответ неполный: ТМ-31.");
        await ShouldHaveMovedOnlyAsync(scene, before, moved);
        scene.Database.Time.Advance(TimeSpan.FromMinutes(21));
        await ShouldMendAsync(scene, before, moved);
    }

    /// <param name="trouble">What the run's note must say; <see langword="null"/> when it reads the section all the same.</param>
    /// <param name="wait">The connector's clock of waits, to be moved while the journal holds its answer.</param>
    private static async Task PlayAsync(DatabaseKind kind, FaultKind fault, string? trouble, int pageLimit = 300, FakeTimeProvider? wait = null)
    {
        await using var scene = await CheckScene.CreateAsync(kind, o => o.WaitClock = wait ?? o.WaitClock, pageLimit);
        (await scene.CheckAsync()).State.Should().Be(JobRunState.Succeeded);
        var before = await scene.StatusesAsync();
        var moved = Change(scene);
        // A true change in the faulted section too: the good run finds it.
        var later = scene.Students[scene.Groups[2]][6];
        scene.Journal.Change(scene.IdOf(later.Id), new PersonChange { Chats = [], Now = true });
        scene.Spoil(scene.RouteOf(scene.Groups[2]), fault);

        var faulted = await RunAsync(scene, wait);

        scene.Journal.Faults.Current.Single().Used.Should().BePositive();
        if (trouble is null)
        {
            (faulted.State, faulted.Note).Should().Be((JobRunState.Succeeded, null));
            await ShouldHaveMovedOnlyAsync(scene, before, moved, later);
        }
        else
        {
            faulted.State.Should().Be(JobRunState.Partial);
            faulted.Note.Should().Be($"Полностью прочитано 5 из 7\u00A0разделов. {trouble}");
            faulted.Scopes.Where(s => s.Verdict != ReadingVerdict.Complete).Select(s => s.Scope.SubjectId).Should().Equal(scene.Groups[2].Id, scene.Groups[2].Id);
            await ShouldHaveMovedOnlyAsync(scene, before, moved);
        }

        await ShouldMendAsync(scene, before, moved, later);
    }

    /// <summary>Time passes for the connector only while the journal holds its call and everything else is read.</summary>
    private static async Task<JournalCheckSummary> RunAsync(CheckScene scene, FakeTimeProvider? wait)
    {
        if (wait is null)
        {
            return await scene.CheckAsync();
        }

        await scene.PasteSessionAsync();
        var done = 0;
        var run = scene.RunAsync(progress => Volatile.Write(ref done, progress.Done), TestContext.Current.CancellationToken);
        for (var held = 0; !run.IsCompleted; await Task.Delay(5, TestContext.Current.CancellationToken))
        {
            if (Volatile.Read(ref done) == 5 && scene.Journal.Faults.Current.Single().Used is var used && used > held)
            {
                held = used;
                wait.Advance(TimeSpan.FromSeconds(31));
            }
        }

        return (await run).Value;
    }

    /// <summary>Somebody of the first group loses the chat.</summary>
    /// <param name="now">At once instead of by the journal's clock.</param>
    private static Person Change(CheckScene scene, bool now = true)
    {
        var person = scene.Students[scene.Groups[0]][2];
        scene.Journal.Change(scene.IdOf(person.Id), new PersonChange { Chats = [], Now = now });
        return person;
    }

    private static async Task ShouldHaveMovedOnlyAsync(CheckScene scene, IReadOnlyDictionary<Guid, string> before, params Person[] moved)
    {
        foreach (var person in moved)
        {
            var group = scene.Groups.Single(g => scene.Students[g].Contains(person));
            (await scene.CellAsync(scene.GroupChats[group], person)).Should().Be(VisibilityState.Missing);
            (await scene.LinkAsync(person)).Should().Be(LinkState.Linked);
        }

        var now = await scene.StatusesAsync();
        now.Where(s => s.Value != before[s.Key]).Select(s => s.Key).Should().BeEquivalentTo(moved.Select(p => p.Id));
    }

    private static async Task ShouldMendAsync(CheckScene scene, IReadOnlyDictionary<Guid, string> before, params Person[] moved)
    {
        scene.Heal();
        (await scene.CheckAsync()).Should().BeEquivalentTo(new { State = JobRunState.Succeeded, Note = (string?)null });
        await ShouldHaveMovedOnlyAsync(scene, before, moved);
    }
}
