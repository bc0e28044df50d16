using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Journal.Connection;
using Sferum.Admin.Core.Ports;

namespace Sferum.Admin.Tests.Journal.Connection;

/// <summary>From settings and session to an open session, or the reason why there is none.</summary>
public sealed class JournalAccessTests
{
    private static readonly JournalTrouble SessionEnded = new(JournalTroubleKind.SessionEnded, "Сеанс завершён.");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Databases]
    public async Task Portal_WithoutAConnector_ReadsAsOff(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);

        (await database.Get<JournalAccess>().OpenAsync(Ct)).Absence!.Kind.Should().Be(JournalAbsenceKind.Off);
    }

    [Theory, Databases]
    public async Task Reading_NotTurnedOn_IsOffAndSignsNobodyIn(DatabaseKind kind)
    {
        await using var scene = await ConnectionScene.CreateAsync(kind);
        await scene.PasteAsync();

        (await scene.OpenAsync()).Absence.Should().Be(new JournalAbsence(JournalAbsenceKind.Off, "Чтение ЭПОС выключено."));
        scene.Journal.SignedIn.Should().BeEmpty();
    }

    [Theory, Databases]
    public async Task Guard_ThatRefuses_IsAskedBeforeTheSession(DatabaseKind kind)
    {
        await using var scene = await ConnectionScene.CreateAsync(kind);
        await scene.ConnectAsync();
        await scene.PasteAsync();
        scene.Journal.RefusalAnswer = new Error("guard", "К этому адресу нельзя.");

        (await scene.OpenAsync()).Absence.Should().Be(new JournalAbsence(JournalAbsenceKind.Refused, "К этому адресу нельзя."));
        scene.Journal.SignedIn.Should().BeEmpty();
    }

    [Theory, Databases]
    public async Task PastedSession_Opens(DatabaseKind kind)
    {
        await using var scene = await ConnectionScene.CreateAsync(kind);
        await scene.ConnectAsync();
        await scene.PasteAsync();

        var opening = await scene.OpenAsync();

        opening.Absence.Should().BeNull();
        opening.Session.Should().NotBeNull();
        scene.Journal.SignedIn.Should().Equal(new JournalCredentials(ConnectionScene.Token, ConnectionScene.Profile));
    }

    [Theory, Databases]
    public async Task NoSession_IsNeutral(DatabaseKind kind)
    {
        await using var scene = await ConnectionScene.CreateAsync(kind);
        await scene.ConnectAsync();

        (await scene.OpenAsync()).Absence!.Kind.Should().Be(JournalAbsenceKind.NoSession);
    }

    [Theory, Databases]
    public async Task ExpiredSession_IsWipedBeforeItIsUsed(DatabaseKind kind)
    {
        await using var scene = await ConnectionScene.CreateAsync(kind);
        await scene.ConnectAsync();
        await scene.PasteAsync();
        scene.Database.Time.Advance(PasteJournalSession.AssumedLife);

        (await scene.OpenAsync()).Absence!.Kind.Should().Be(JournalAbsenceKind.NoSession);

        (await scene.StoredAsync()).Should().BeNull();
        scene.Journal.SignedIn.Should().BeEmpty();
        (await scene.ActionsAsync()).Should().EndWith("journal-session-expire");
    }

    [Theory, Databases]
    public async Task ExpiredSession_OfAReadingTurnedOff_IsWipedToo(DatabaseKind kind)
    {
        await using var scene = await ConnectionScene.CreateAsync(kind);
        await scene.PasteAsync();
        scene.Database.Time.Advance(PasteJournalSession.AssumedLife);

        await scene.OpenAsync();

        (await scene.StoredAsync()).Should().BeNull();
    }

    [Theory, Databases]
    public async Task SessionThatEndsAtTheSignIn_IsWiped(DatabaseKind kind)
    {
        await using var scene = await ConnectionScene.CreateAsync(kind);
        await scene.ConnectAsync();
        await scene.PasteAsync();
        scene.Journal.OpenTrouble = SessionEnded;

        (await scene.OpenAsync()).Absence!.Kind.Should().Be(JournalAbsenceKind.NoSession);

        (await scene.StoredAsync()).Should().BeNull();
        (await scene.ActionsAsync()).Should().EndWith("journal-session-end");
    }

    [Theory, Databases]
    public async Task SessionThatEnds_LeavesTheOnePastedMeanwhile(DatabaseKind kind)
    {
        await using var scene = await ConnectionScene.CreateAsync(kind);
        await scene.ConnectAsync();
        await scene.PasteAsync();
        var opening = await scene.OpenAsync();
        await scene.PasteAsync("newer-session-token");
        var newer = await scene.StoredAsync();

        await scene.Database.Get<JournalAccess>().NoteSessionEndedAsync(opening, Ct);

        (await scene.StoredAsync())!.Id.Should().Be(newer!.Id);
    }

    [Theory, Databases]
    public async Task SessionThatEndsInTheRun_IsWiped(DatabaseKind kind)
    {
        await using var scene = await ConnectionScene.CreateAsync(kind);
        await scene.ConnectAsync();
        await scene.PasteAsync();
        var opening = await scene.OpenAsync();

        await scene.Database.Get<JournalAccess>().NoteSessionEndedAsync(opening, Ct);

        (await scene.StoredAsync()).Should().BeNull();
    }

    [Theory, Databases]
    public async Task Trouble_KeepsTheSessionAndSaysWhy(DatabaseKind kind)
    {
        await using var scene = await ConnectionScene.CreateAsync(kind);
        await scene.ConnectAsync();
        await scene.PasteAsync();
        scene.Journal.OpenTrouble = new JournalTrouble(JournalTroubleKind.Unavailable, "ЭПОС не отвечает.");

        (await scene.OpenAsync()).Absence.Should().Be(new JournalAbsence(JournalAbsenceKind.Trouble, "ЭПОС не отвечает."));

        (await scene.StoredAsync()).Should().NotBeNull();
    }

    [Theory, Databases]
    public async Task Journal_ThatTellsTheEnd_IsBelieved(DatabaseKind kind)
    {
        await using var scene = await ConnectionScene.CreateAsync(kind);
        await scene.ConnectAsync();
        await scene.PasteAsync();
        scene.Journal.ExpiresAt = TestClock.Now.AddMinutes(17);

        await scene.OpenAsync();

        (await scene.StoredAsync())!.ExpiresAt.Should().Be(TestClock.Now.AddMinutes(17));
    }

    [Theory, Databases]
    public async Task SessionOfAnotherKeyRing_ReadsAsNone(DatabaseKind kind)
    {
        await using var scene = await ConnectionScene.CreateAsync(kind);
        await scene.ConnectAsync();
        await using (var db = scene.Database.NewContext())
        {
            db.JournalSessions.Add(new StoredJournalSession { System = scene.Journal.Code, Protected = "не то", PastedAt = TestClock.Now, ExpiresAt = TestClock.Now.AddHours(1) });
            await db.SaveChangesAsync(Ct);
        }

        var absence = (await scene.OpenAsync()).Absence!;

        absence.Kind.Should().Be(JournalAbsenceKind.NoSession);
        absence.Sentence.Should().Contain("не расшифровать");
        scene.Journal.SignedIn.Should().BeEmpty();
    }

    [Theory]
    [InlineData("file-token-0001\n5100002\n")]
    [InlineData("file-token-0001\r\n5100002")]
    [InlineData("""{ "token": "file-token-0001", "profileId": "5100002" }""")]
    [InlineData("""{"token":"file-token-0001","profileId":5100002,"more":true}""")]
    public async Task File_WinsOverThePastedSession(string content)
    {
        using var file = new SecretFile(content);
        await using var scene = await ConnectionScene.CreateAsync(DatabaseKind.Sqlite, file.Path);
        await scene.ConnectAsync();
        await scene.PasteAsync();

        (await scene.OpenAsync()).Session.Should().NotBeNull();

        scene.Journal.SignedIn.Should().Equal(new JournalCredentials("file-token-0001", "5100002"));
    }

    [Fact]
    public async Task File_IsReadAnewAtEachOpening()
    {
        using var file = new SecretFile("file-token-0001\n5100002");
        await using var scene = await ConnectionScene.CreateAsync(DatabaseKind.Sqlite, file.Path);
        await scene.ConnectAsync();
        await scene.OpenAsync();

        await File.WriteAllTextAsync(file.Path, "file-token-0002\n5100002", Ct);
        await scene.OpenAsync();

        scene.Journal.SignedIn.Select(c => c.Token).Should().Equal("file-token-0001", "file-token-0002");
    }

    [Theory]
    [InlineData("only-one-secret-line")]
    [InlineData("{ secret-that-is-no-json")]
    [InlineData("""["secret-of-an-array"]""")]
    [InlineData("""{"token":{"secret":1},"profileId":2}""")]
    [InlineData("secret with spaces\n5100002")]
    [InlineData("secret-token\nnot-a-number")]
    [InlineData("")]
    public async Task File_OfAnotherShape_IsATroubleThatQuotesNothing(string content)
    {
        using var file = new SecretFile(content);
        await using var scene = await ConnectionScene.CreateAsync(DatabaseKind.Sqlite, file.Path);
        await scene.ConnectAsync();

        var absence = (await scene.OpenAsync()).Absence!;

        absence.Kind.Should().Be(JournalAbsenceKind.Trouble);
        absence.Sentence.Should().Contain("две строки").And.NotContain("secret");
    }

    [Fact]
    public async Task File_ThatIsNotThere_IsATrouble()
    {
        await using var scene = await ConnectionScene.CreateAsync(DatabaseKind.Sqlite, Path.Combine(Path.GetTempPath(), $"{Guid.CreateVersion7():N}"));
        await scene.ConnectAsync();

        (await scene.OpenAsync()).Absence!.Should().Match<JournalAbsence>(a => a.Kind == JournalAbsenceKind.Trouble && a.Sentence.Contains("не читается"));
    }

    [Fact]
    public async Task File_WhoseSessionEnded_IsATroubleAndLeavesThePastedOne()
    {
        using var file = new SecretFile("file-token-0001\n5100002");
        await using var scene = await ConnectionScene.CreateAsync(DatabaseKind.Sqlite, file.Path);
        await scene.ConnectAsync();
        await scene.PasteAsync();
        scene.Journal.OpenTrouble = SessionEnded;

        (await scene.OpenAsync()).Absence!.Kind.Should().Be(JournalAbsenceKind.Trouble);

        (await scene.StoredAsync()).Should().NotBeNull();
    }

    private sealed class SecretFile : IDisposable
    {
        public SecretFile(string content) => File.WriteAllText(Path, content);

        public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"sferum-session-{Guid.CreateVersion7():N}");

        public void Dispose() => File.Delete(Path);
    }
}
