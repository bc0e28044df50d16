using Microsoft.Extensions.DependencyInjection;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Journal.Checking;
using Sferum.Admin.Core.Ports;
using Sferum.Admin.Tests.Journal.Support;

namespace Sferum.Admin.Tests.Journal.Checking;

/// <summary>«Проверить сейчас»: who may ask for what, and in which words it is handed over.</summary>
public sealed class StartCheckTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StartCheck_HandsTheScopeAndTheUserOver()
    {
        var scheduler = new FakeScheduler();
        await using var scene = await CheckScene.CreateAsync(DatabaseKind.Sqlite, configure: services => services.AddSingleton<IJobScheduler>(scheduler));
        var start = scene.Database.Get<StartCheck>();
        var student = scene.Students[scene.Groups[0]][0];

        (await start.StartAsync(TestActors.Administrator, CheckTarget.Everyone, null, Ct)).IsOk.Should().BeTrue();
        (await start.StartAsync(TestActors.Curator(scene.Staff[0]), CheckTarget.Person, student.Id, Ct)).IsOk.Should().BeTrue();
        (await start.StartAsync(TestActors.Curator(scene.Staff[1]), CheckTarget.Person, student.Id, Ct)).Error!.Code.Should().Be(Error.NotFoundCode);

        await using ((await scene.Database.Get<JobRuns>().BeginAsync(new JobStart(JobNames.JournalCheck, "everyone", JobTrigger.Console, null, null), Ct)).Lease)
        {
            (await start.StartAsync(TestActors.Administrator, CheckTarget.Due, null, Ct)).Error!.Message.Should().StartWith("Проверка уже идёт");
        }

        scheduler.Triggered.Should().Equal(
            (JobNames.JournalCheck, "everyone", TestActors.Administrator.UserId),
            (JobNames.JournalCheck, $"person/{student.Id}", TestActors.Curator(scene.Staff[0]).UserId));
    }

    [Theory]
    [InlineData(null, CheckTarget.Everyone, false)]
    [InlineData("everyone", CheckTarget.Everyone, false)]
    [InlineData("due", CheckTarget.Due, false)]
    [InlineData("group/0197a000-0000-7000-8000-000000000001", CheckTarget.Group, true)]
    [InlineData("person/0197a000-0000-7000-8000-000000000001", CheckTarget.Person, true)]
    public void CheckScope_OfItsStoredForm_IsTheSame(string? text, CheckTarget target, bool hasSubject)
    {
        var parsed = CheckScope.Parse(text)!.Value;

        (parsed.Target, parsed.SubjectId.HasValue).Should().Be((target, hasSubject));
        CheckScope.Of(parsed.Target, parsed.SubjectId).Should().Be(text ?? "everyone");
    }

    [Theory]
    [InlineData("group")]
    [InlineData("everyone/0197a000-0000-7000-8000-000000000001")]
    [InlineData("person/nobody")]
    [InlineData("else")]
    public void CheckScope_OfAnotherText_IsNone(string text) => CheckScope.Parse(text).Should().BeNull();
}
