using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Journal.Connection;
using Sferum.Admin.Core.Ports;
using Sferum.Admin.Core.Settings;

namespace Sferum.Admin.Tests.Journal.Connection;

/// <summary>What an administrator sets and sees of the connection.</summary>
public sealed class ConnectionSettingsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Databases]
    public async Task Connection_Saved_IsAuditedBySettingAndShown(DatabaseKind kind)
    {
        await using var scene = await ConnectionScene.CreateAsync(kind);

        var saved = await SaveAsync(scene, JournalReaderMode.Assumed, $"  {ConnectionScene.Address} ");

        saved.Error.Should().BeNull();
        var view = await ReadAsync(scene);
        (view.HasConnector, view.Mode, view.Address, view.Refusal).Should().Be((true, JournalReaderMode.Assumed, ConnectionScene.Address, null));
        await using var db = scene.Database.NewContext();
        (await db.AuditEntries.Where(e => e.Action == "journal-connection").Select(e => e.EntityId).ToListAsync(Ct))
            .Should().BeEquivalentTo(nameof(SchoolSettings.JournalMode), nameof(SchoolSettings.JournalAddress));
    }

    [Theory, Databases]
    public async Task Connection_SavedAsItStands_ChangesNothing(DatabaseKind kind)
    {
        await using var scene = await ConnectionScene.CreateAsync(kind);
        await scene.ConnectAsync();
        var actions = await scene.ActionsAsync();

        (await SaveAsync(scene, JournalReaderMode.Assumed, ConnectionScene.Address, JournalReaderMode.Assumed, ConnectionScene.Address)).IsOk.Should().BeTrue();

        (await scene.ActionsAsync()).Should().Equal(actions);
    }

    [Theory, Databases]
    public async Task Connection_ChangedBySomebodyElse_IsAConflict(DatabaseKind kind)
    {
        await using var scene = await ConnectionScene.CreateAsync(kind);
        await scene.ConnectAsync();

        (await SaveAsync(scene, JournalReaderMode.Off, "https://epos.example.ru")).Error!.Code.Should().Be(Error.ConflictCode);

        (await ReadAsync(scene)).Address.Should().Be(ConnectionScene.Address);
    }

    [Theory]
    [InlineData("")]
    [InlineData("epos.example.ru")]
    [InlineData("/epos")]
    [InlineData("ftp://epos.example.ru")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://user:pass@epos.example.ru")]
    [InlineData("https://epos.example.ru/?auth=1")]
    [InlineData("https://epos.example.ru/#a")]
    public async Task Address_ThatCannotBeUsed_IsRefusedAtItsField(string address)
    {
        await using var scene = await ConnectionScene.CreateAsync(DatabaseKind.Sqlite);

        var error = (await SaveAsync(scene, JournalReaderMode.Assumed, address)).Error!;

        (error.Code, error.Field).Should().Be((Error.InvalidCode, nameof(SaveConnectionRequest.Address)));
        (await ReadAsync(scene)).Mode.Should().Be(JournalReaderMode.Off);
    }

    [Fact]
    public async Task Address_MayBeEmptyWhileTheReadingIsOff()
    {
        await using var scene = await ConnectionScene.CreateAsync(DatabaseKind.Sqlite);
        await scene.ConnectAsync();

        (await SaveAsync(scene, JournalReaderMode.Off, "", JournalReaderMode.Assumed, ConnectionScene.Address)).IsOk.Should().BeTrue();
    }

    [Fact]
    public async Task Guard_ThatRefuses_StandsAtTheFieldAndOnThePage()
    {
        await using var scene = await ConnectionScene.CreateAsync(DatabaseKind.Sqlite);
        await scene.ConnectAsync();
        scene.Journal.RefusalAnswer = new Error("guard", "К этому адресу нельзя.");

        var error = (await SaveAsync(scene, JournalReaderMode.Assumed, "https://epos.example.ru", JournalReaderMode.Assumed, ConnectionScene.Address)).Error!;

        (error.Message, error.Field).Should().Be(("К этому адресу нельзя.", nameof(SaveConnectionRequest.Address)));
        (await ReadAsync(scene)).Refusal.Should().Be("К этому адресу нельзя.");
        (await SaveAsync(scene, JournalReaderMode.Off, "https://epos.example.ru", JournalReaderMode.Assumed, ConnectionScene.Address)).IsOk.Should().BeTrue("off asks nobody");
    }

    [Theory, Databases]
    public async Task Session_Pasted_IsShownWithoutItsSecret(DatabaseKind kind)
    {
        await using var scene = await ConnectionScene.CreateAsync(kind);

        await scene.PasteAsync();

        (await ReadAsync(scene)).Session.Should().Be(
            new JournalSessionView(JournalSessionSource.Pasted, null, TestClock.Now, TestClock.Now + PasteJournalSession.AssumedLife, null));
        scene.Database.Time.Advance(PasteJournalSession.AssumedLife);
        (await ReadAsync(scene)).Session.Source.Should().Be(JournalSessionSource.None);
    }

    [Theory, Databases]
    public async Task Session_PastedAgain_TakesThePlaceOfTheFirst(DatabaseKind kind)
    {
        await using var scene = await ConnectionScene.CreateAsync(kind);
        await scene.PasteAsync();
        var first = await scene.StoredAsync();

        await scene.PasteAsync("another-session-token");

        (await scene.StoredAsync())!.Id.Should().NotBe(first!.Id);
    }

    [Theory, Databases]
    public async Task Session_Wiped_IsGoneWithATrace(DatabaseKind kind)
    {
        await using var scene = await ConnectionScene.CreateAsync(kind);
        await scene.PasteAsync();

        (await scene.Database.Get<WipeJournalSession>().WipeAsync(TestActors.Administrator, Ct)).Value.Should().BeTrue();
        (await scene.Database.Get<WipeJournalSession>().WipeAsync(TestActors.Administrator, Ct)).Value.Should().BeFalse();

        (await scene.StoredAsync()).Should().BeNull();
        (await scene.ActionsAsync()).Should().Equal("journal-session-paste", "journal-session-wipe");
    }

    [Theory]
    [InlineData("", "5100001", nameof(PasteSessionRequest.Token))]
    [InlineData("short", "5100001", nameof(PasteSessionRequest.Token))]
    [InlineData("0b9c1f7e 5c57", "5100001", nameof(PasteSessionRequest.Token))]
    [InlineData("0b9c1f7e;profile_id=1", "5100001", nameof(PasteSessionRequest.Token))]
    [InlineData("0b9c1f7e\r\nX-Header: 1", "5100001", nameof(PasteSessionRequest.Token))]
    [InlineData("ключ-русскими-буквами", "5100001", nameof(PasteSessionRequest.Token))]
    [InlineData("0b9c1f7e-5c57", "", nameof(PasteSessionRequest.ProfileId))]
    [InlineData("0b9c1f7e-5c57", "51o0001", nameof(PasteSessionRequest.ProfileId))]
    [InlineData("0b9c1f7e-5c57", "٥١٠٠", nameof(PasteSessionRequest.ProfileId))]
    [InlineData("0b9c1f7e-5c57", "123456789012345678901", nameof(PasteSessionRequest.ProfileId))]
    public async Task Session_OfAnotherShape_IsRefusedAtItsFieldAndNotRepeated(string token, string profile, string field)
    {
        await using var scene = await ConnectionScene.CreateAsync(DatabaseKind.Sqlite);

        var error = (await scene.Database.Get<PasteJournalSession>().PasteAsync(TestActors.Administrator, new PasteSessionRequest(token, profile), Ct)).Error!;

        error.Field.Should().Be(field);
        error.Message.Should().NotContainAny(new[] { token, profile }.Where(v => v.Length > 0));
        (await scene.StoredAsync()).Should().BeNull();
    }

    [Theory, Databases]
    public async Task Secret_IsNowhereInTheAuditTheTableAndTheLog(DatabaseKind kind)
    {
        await using var scene = await ConnectionScene.CreateAsync(kind);
        scene.Journal.Groups.Add(new JournalGroup("2101", "ИС-21"));
        await scene.ConnectAsync();
        await scene.PasteAsync();
        await ProbeAsync(scene);
        scene.Journal.OpenTrouble = new JournalTrouble(JournalTroubleKind.SessionEnded, "Сеанс завершён.");
        var stored = await scene.StoredAsync();
        await ProbeAsync(scene);

        await using var db = scene.Database.NewContext();
        var written = (await db.AuditDetails.ToListAsync(Ct)).Select(d => $"{d.Before}{d.After}")
            .Concat((await db.AuditEntries.ToListAsync(Ct)).Select(e => $"{e.EntityId}{e.Reason}"))
            .Concat((await db.AccessEntries.ToListAsync(Ct)).Select(e => e.Subject))
            .Append(stored!.Protected)
            .ToList();
        written.Should().HaveCountGreaterThan(6).And.NotContain(w => w.Contains(ConnectionScene.Token) || w.Contains(ConnectionScene.Profile));
        scene.Log.Lines.Should().Contain(l => l.Contains("JournalSessions"), "the log holds the commands")
            .And.NotContain(l => l.Contains(ConnectionScene.Token) || l.Contains(ConnectionScene.Profile) || l.Contains(stored.Protected));
        new PasteSessionRequest(ConnectionScene.Token, ConnectionScene.Profile).ToString().Should().NotContain(ConnectionScene.Token);
    }

    [Theory]
    [InlineData(1, "1 группа.")]
    [InlineData(60, "60 групп.")]
    public async Task Probe_OfAWorkingSession_CountsTheGroups(int groups, string words)
    {
        await using var scene = await ConnectionScene.CreateAsync(DatabaseKind.Sqlite);
        scene.Journal.Groups.AddRange(Enumerable.Range(1, groups).Select(i => new JournalGroup($"{i}", $"ИС-{i}")));
        scene.Journal.Notice = "В субботу ЭПОС не работает.";
        await scene.ConnectAsync();
        await scene.PasteAsync();

        var probe = await ProbeAsync(scene);

        probe.Should().Match<JournalProbe>(p => p.Absence == null && p.Notice == "В субботу ЭПОС не работает.");
        probe.Sentence.Replace(RussianText.NoBreakSpace, ' ').Should().Be($"Сеанс действует, техникум читается: {words} ЭПОС отвечает за 0 мс.");
    }

    [Fact]
    public async Task Probe_OfASessionThatEndsInTheLists_WipesIt()
    {
        await using var scene = await ConnectionScene.CreateAsync(DatabaseKind.Sqlite);
        await scene.ConnectAsync();
        await scene.PasteAsync();
        scene.Journal.GroupsTrouble = new JournalTrouble(JournalTroubleKind.SessionEnded, "Сеанс завершён.");

        (await ProbeAsync(scene)).Should().Be(new JournalProbe(JournalAbsenceKind.NoSession, "Сеанс завершён.", null));

        (await scene.StoredAsync()).Should().BeNull();
    }

    [Fact]
    public async Task Probe_OfATrouble_SaysIt()
    {
        await using var scene = await ConnectionScene.CreateAsync(DatabaseKind.Sqlite);
        await scene.ConnectAsync();
        await scene.PasteAsync();
        scene.Journal.GroupsTrouble = new JournalTrouble(JournalTroubleKind.Unavailable, "ЭПОС ответил страницей обслуживания.");

        (await ProbeAsync(scene)).Should().Be(new JournalProbe(JournalAbsenceKind.Trouble, "ЭПОС ответил страницей обслуживания.", null));
    }

    [Fact]
    public async Task Probe_OfAReadingTurnedOff_IsNeutral()
    {
        await using var scene = await ConnectionScene.CreateAsync(DatabaseKind.Sqlite);

        (await ProbeAsync(scene)).Absence.Should().Be(JournalAbsenceKind.Off);
    }

    /// <summary>A mistyped host must not be handed the key that was given for the right one.</summary>
    [Theory, Databases]
    public async Task Save_OfAnotherServer_WipesThePastedSession(DatabaseKind kind)
    {
        await using var scene = await ConnectionScene.CreateAsync(kind);
        await scene.ConnectAsync();
        await scene.PasteAsync();
        var path = $"{ConnectionScene.Address}other/";
        (await SaveAsync(scene, JournalReaderMode.Assumed, path, JournalReaderMode.Assumed, ConnectionScene.Address)).Error.Should().BeNull();
        (await scene.StoredAsync()).Should().NotBeNull("another path of the same server is the same journal");

        (await SaveAsync(scene, JournalReaderMode.Assumed, "http://127.0.0.1:5999/", JournalReaderMode.Assumed, path)).Error.Should().BeNull();

        (await scene.StoredAsync()).Should().BeNull();
        (await scene.ActionsAsync()).Should().Contain("journal-session-wipe");
    }

    private static Task<Result> SaveAsync(ConnectionScene scene, JournalReaderMode mode, string address, JournalReaderMode shownMode = JournalReaderMode.Off, string shownAddress = "") =>
        scene.Database.Get<SaveJournalConnection>().SaveAsync(TestActors.Administrator, new SaveConnectionRequest(mode, address, shownMode, shownAddress), Ct);

    private static async Task<JournalConnectionView> ReadAsync(ConnectionScene scene) =>
        (await scene.Database.Get<JournalConnectionQueries>().ReadAsync(TestActors.Administrator, Ct)).Value;

    private static async Task<JournalProbe> ProbeAsync(ConnectionScene scene) =>
        (await scene.Database.Get<ProbeJournal>().ProbeAsync(TestActors.Administrator, Ct)).Value;
}
