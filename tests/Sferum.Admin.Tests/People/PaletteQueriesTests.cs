using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.People;
using Sferum.Admin.Tests.Support;

namespace Sferum.Admin.Tests.People;

/// <summary>What <c>Ctrl K</c> finds, for whom, and what of it is on record.</summary>
public sealed class PaletteQueriesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [Databases("агее", "Агеев Иван Петрович", "")]
    [Databases("23-45-67", "Агеев Иван Петрович", "")]
    [Databases("Балу ис-21", "Балуев Иван Петрович", "ИС-21")]
    [Databases("йцукен", "", "")]
    [Databases("а", "", "")]
    public async Task Find_ByNamePhoneOrGroup_FindsPeopleAndTheirGroup(DatabaseKind kind, string text, string person, string group)
    {
        await using var scene = await SceneAsync(kind);

        var found = await FindAsync(scene, TestActors.Administrator, text);

        found.People.Select(row => row.FullName).Should().Equal(person.Length == 0 ? [] : [person]);
        found.Groups.Select(row => row.Name).Should().Equal(group.Length == 0 ? [] : [group]);
    }

    [Theory, Databases]
    public async Task Find_ByAGroupInEitherLayout_FindsItsPeopleAndChats(DatabaseKind kind)
    {
        await using var scene = await SceneAsync(kind);

        // Latin look-alike of «С».
        var found = await FindAsync(scene, TestActors.Administrator, "иC-21");

        found.Groups.Should().ContainSingle(row => row.Id == scene.Group.Id);
        found.People.Select(row => row.Id).Should().Contain([scene.Student.Id, scene.Other.Id, scene.Mother.Id]);
        found.Chats.Select(chat => chat.Id).Should().BeEquivalentTo([scene.GroupChat.Id, scene.ParentsChat.Id]);
        (await FindAsync(scene, TestActors.Administrator, "препод")).Chats.Should().ContainSingle(chat => chat.Id == scene.StaffChat.Id);
    }

    [Theory, Databases]
    public async Task Find_ByACurator_StaysInOwnGroups(DatabaseKind kind)
    {
        await using var scene = await SceneAsync(kind);
        var other = scene.Register.Group("ИС-22");
        scene.Register.Student(other, "Агеенко");
        await scene.Register.SaveAsync(Ct);

        (await FindAsync(scene, scene.Curator, "агее")).People.Should().ContainSingle(row => row.Id == scene.Student.Id);
        (await FindAsync(scene, scene.Curator, "ис-2")).Groups.Should().ContainSingle(row => row.Id == scene.Group.Id);
        (await FindAsync(scene, scene.Curator, "препод")).Chats.Should().BeEmpty();
        (await FindAsync(scene, TestActors.Administrator, "ис-2")).Groups.Should().HaveCount(2);
    }

    [Theory, Databases]
    public async Task Find_OfPeople_LeavesOneEntryAnOpeningWithoutTheText(DatabaseKind kind)
    {
        await using var scene = await SceneAsync(kind);
        (await FindAsync(scene, TestActors.Administrator, "аг")).IsRecorded.Should().BeTrue();
        (await FindAsync(scene, TestActors.Administrator, "агеев", isContinued: true)).IsRecorded.Should().BeFalse();

        await using var db = scene.Database.NewContext();
        (await db.AccessEntries.Where(entry => entry.Kind == AccessKind.Searched).ToListAsync(Ct))
            .Should().ContainSingle().Which.Should().BeEquivalentTo(new { Subject = PeopleQueries.Subject, SubjectId = (Guid?)null });
    }

    [Theory, Databases]
    public async Task Find_WithMorePeople_AsksAsManyQuestions(DatabaseKind kind)
    {
        await using var scene = await SceneAsync(kind);
        var few = await CountAsync(scene);
        for (var i = 0; i < PaletteQueries.MaxPeople * 2; i++)
        {
            scene.Register.Student(scene.Group, "Агеев");
        }

        await scene.Register.SaveAsync(Ct);

        (await CountAsync(scene)).Should().Be(few).And.BeLessThanOrEqualTo(6);
        var found = await FindAsync(scene, TestActors.Administrator, "агеев");
        found.People.Should().HaveCount(PaletteQueries.MaxPeople);
        found.HasMorePeople.Should().BeTrue();
    }

    private static async Task<int> CountAsync(MarksScene scene)
    {
        scene.Database.Queries.Reset();
        await FindAsync(scene, TestActors.Administrator, "агеев ис-21");
        return scene.Database.Queries.Count;
    }

    private static async Task<MarksScene> SceneAsync(DatabaseKind kind)
    {
        var scene = await MarksScene.CreateAsync(kind);
        scene.Register.Phone(scene.Student, "+79021234567");
        await scene.Register.SaveAsync(Ct);
        return scene;
    }

    private static async Task<PaletteFound> FindAsync(MarksScene scene, Actor actor, string text, bool isContinued = false) =>
        (await scene.Get<PaletteQueries>().FindAsync(actor, new PaletteRequest(text, isContinued), Ct)).Value;
}
