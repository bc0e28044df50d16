using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Chats.Marking;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Tests.Support;

/// <summary>
/// A group «ИС-21» of two minors, the first with a mother; a curator, two platform administrators, and the three mandatory chats.
/// </summary>
public sealed class MarksScene : IAsyncDisposable
{
    private MarksScene(TestDatabase database) => (Database, Register) = (database, new Register(database));

    public TestDatabase Database { get; }

    public Register Register { get; }

    public StudyGroup Group { get; private set; } = null!;

    public Person Student { get; private set; } = null!;

    public Person Other { get; private set; } = null!;

    public Person Mother { get; private set; } = null!;

    public Person CuratorPerson { get; private set; } = null!;

    public Chat GroupChat { get; private set; } = null!;

    public Chat ParentsChat { get; private set; } = null!;

    public Chat StaffChat { get; private set; } = null!;

    public Actor Curator => TestActors.Curator(CuratorPerson);

    public static async Task<MarksScene> CreateAsync(DatabaseKind kind)
    {
        var ct = TestContext.Current.CancellationToken;
        var scene = new MarksScene(await TestDatabase.CreateAsync(kind, ct));
        var register = scene.Register;
        _ = register.Journal;
        scene.Group = register.Group("ИС-21");
        scene.Student = register.Student(scene.Group, "Агеев");
        scene.Other = register.Student(scene.Group, "Балуев");
        scene.Mother = register.Representative(scene.Student);
        scene.CuratorPerson = register.Curator(scene.Group);
        register.PlatformAdministrator();
        register.PlatformAdministrator();
        scene.GroupChat = register.Chat(ChatKind.Group, scene.Group);
        scene.ParentsChat = register.Chat(ChatKind.Parents, scene.Group);
        scene.StaffChat = register.Chat();
        await register.SaveAsync(ct);
        // What the portal learned today ЭПОС cannot show yet; the scene is about later days.
        scene.Database.Time.Advance(TimeSpan.FromDays(5));
        return scene;
    }

    public T Get<T>()
        where T : notnull => Database.Get<T>();

    /// <summary>A look at one cell of the group's page, by the curator unless another is named.</summary>
    public async Task<Guid> LookAsync(Chat chat, Person person, VisibilityState state = VisibilityState.Visible, Actor? by = null)
    {
        var request = new MarkVisibilityRequest(chat.StudyGroupId, state, [new MarkCell(chat.Id, person.Id, null)]);
        var result = await Get<MarkVisibility>().MarkAsync(by ?? Curator, request, TestContext.Current.CancellationToken);
        result.Error.Should().BeNull();
        return result.Value.ObservationIds.Single();
    }

    /// <summary>Everybody who must be in the group's chats, seen.</summary>
    public async Task SeeAllAsync()
    {
        var ct = TestContext.Current.CancellationToken;
        var page = (await Get<MarksQueries>().GroupAsync(TestActors.Administrator, Group.Id, ct)).Value;
        var cells = page.Rows.SelectMany(row => row.Cells.Where(cell => cell.Demand == Demand.Must).Select(cell => new MarkCell(cell.ChatId, row.PersonId, null)));
        (await Get<MarkVisibility>().MarkAsync(Curator, new MarkVisibilityRequest(Group.Id, VisibilityState.Visible, [.. cells]), ct)).Error.Should().BeNull();
    }

    /// <summary>A reading of the journal taken now, half an hour behind; of both sections of the group and of the staff unless one is named.</summary>
    public async Task<Reading> ReadAsync(ReadingVerdict verdict, params ReadingScope[] scopes)
    {
        var now = Database.Clock.Now;
        var readings = (scopes is [] ? [.. SectionReadings.ScopesOf(Group.Id), ReadingScope.Staff] : scopes).Select(scope => Register.Add(new Reading
        {
            SourceId = Register.Journal.Id,
            Method = ObservationMethod.Reading,
            Scope = scope.ToString(),
            TakenAt = now,
            AsOf = now.AddMinutes(-30),
            Verdict = verdict,
            Trouble = verdict == ReadingVerdict.Complete ? null : "ЭПОС ответил не полностью",
        })).ToList();
        await Register.SaveAsync(TestContext.Current.CancellationToken);
        return readings[0];
    }

    /// <summary>What a reading showed of one person: a chat, and what it says of the link.</summary>
    public async Task ShowAsync(Reading reading, Chat chat, Person person, VisibilityState state = VisibilityState.Visible, LinkFactKind link = LinkFactKind.ObservedLinked)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var db = Database.NewContext();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        db.Act(Actor.System("journal-check"), "check");
        var row = new ChatObservation
        {
            ChatId = chat.Id,
            PersonId = person.Id,
            SourceId = reading.SourceId,
            Method = ObservationMethod.Reading,
            State = state,
            FirstAsOf = reading.AsOf,
            LastAsOf = reading.AsOf,
            FirstReadingId = reading.Id,
            LastReadingId = reading.Id,
            RecordedAt = reading.TakenAt,
        };
        db.ChatObservations.Add(row);
        db.LinkFacts.Add(new LinkFact { PersonId = person.Id, PlatformId = Register.Messenger.Id, Kind = link, At = reading.AsOf, ReadingId = reading.Id, RecordedAt = reading.TakenAt });
        await VisibilityProjection.ApplyAsync(db, [row], ct);
        await db.SaveChangesAsync(ct);
        await Get<LinkProjection>().RefreshAsync(db, [person.Id], ct);
        await transaction.CommitAsync(ct);
    }

    public async Task<ChatVisibility?> CellAsync(Chat chat, Person person)
    {
        await using var db = Database.NewContext();
        return await db.ChatVisibilities.AsNoTracking()
            .FirstOrDefaultAsync(cell => cell.ChatId == chat.Id && cell.PersonId == person.Id, TestContext.Current.CancellationToken);
    }

    public async Task<LinkState> LinkAsync(Person person)
    {
        await using var db = Database.NewContext();
        var links = await CurrentLinks.LoadAsync(db, Get<SchoolClock>(), TestContext.Current.CancellationToken);
        return (await links.OfAsync([person.Id], TestContext.Current.CancellationToken))[person.Id].State;
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
