using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Reconciliation.Explaining;

namespace Sferum.Admin.Tests.Reconciliation;

public sealed class ExplainQueriesTests
{
    /// <summary>For one person and one chat, whatever the college.</summary>
    private const int MostQueries = 40;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Databases]
    public async Task Explanation_OfAStudentRepresentativeAndStranger_RestsOnTheRegister(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var register = new Register(database);
        var (group, other) = (register.Group("ИС-21"), register.Group("МТ-11"));
        var (chat, parents) = (register.Chat(ChatKind.Group, group), register.Chat(ChatKind.Parents, group));
        var curator = register.Curator(group);
        var student = register.Student(group, "Абрамов");
        var mother = register.Representative(student);
        var gone = register.Student(group, "Власов", to: TestClock.Today.AddDays(-10));
        register.Student(other, "Гусев");
        await register.SaveAsync(Ct);
        var queries = database.Get<ExplainQueries>();

        database.Queries.Reset();
        var own = (await queries.OfAsync(TestActors.Administrator, student.Id, chat.Id, Ct)).Value;
        database.Queries.Count.Should().BeLessThanOrEqualTo(MostQueries);
        own.Steps[0].Text.Should().Be("Учится в\u00A0ИС-21 с\u00A001.09.2026");
        own.StudyGroupId.Should().Be(group.Id);

        var family = (await queries.OfAsync(TestActors.Curator(curator), mother.Id, parents.Id, Ct)).Value;
        family.Steps[0].Text.Should().Contain("Абрамов").And.EndWith("связь — мать");
        family.Steps[1].Source.Should().Contain("18-летия");

        var former = (await queries.OfAsync(TestActors.Administrator, gone.Id, chat.Id, Ct)).Value;
        former.Steps[1].Text.Should().Be($"Не положен с {RussianText.Date(TestClock.Today.AddDays(-10))}");
        (await queries.OfAsync(TestActors.Administrator, student.Id, parents.Id, Ct)).Value.Steps[1].Text.Should().Be("Не положен: нет основания");
    }

    [Theory, Databases]
    public async Task Explanation_OutsideTheScope_IsNotFound(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var register = new Register(database);
        var (group, other) = (register.Group("ИС-21"), register.Group("МТ-11"));
        var foreign = register.Chat(ChatKind.Group, other);
        var curator = register.Curator(group);
        var (student, stranger) = (register.Student(group, "Абрамов"), register.Student(other, "Гусев"));
        await register.SaveAsync(Ct);
        var (queries, actor) = (database.Get<ExplainQueries>(), TestActors.Curator(curator));

        (await queries.OfAsync(actor, stranger.Id, foreign.Id, Ct)).Error!.Code.Should().Be(Error.NotFoundCode);
        (await queries.OfAsync(actor, student.Id, foreign.Id, Ct)).Error!.Code.Should().Be(Error.NotFoundCode);
    }
}
