using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Calendar;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Links.Marking;
using Sferum.Admin.Core.People;
using Sferum.Admin.Tests.Support;

namespace Sferum.Admin.Tests.Links.Marking;

public sealed class LinkMarksTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Databases]
    public async Task Invited_OfSeveralPeople_IsOneFactEachAndCanBeTakenBack(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);

        var marked = await scene.Get<MarkInvited>().MarkAsync(scene.Curator, People(scene.Student, scene.Mother), Ct);

        marked.Value.Should().HaveCount(2);
        (await scene.LinkAsync(scene.Mother)).Should().Be(LinkState.Invited);
        (await RetractAsync(scene, [.. marked.Value])).Value.Should().Be(2);
        (await RetractAsync(scene, [.. marked.Value])).Value.Should().Be(0, "they were taken back already");
        (await scene.LinkAsync(scene.Mother)).Should().Be(LinkState.NotInvited);
        await using var db = scene.Database.NewContext();
        (await db.LinkFacts.CountAsync(Ct)).Should().Be(4, "nothing is deleted");
        (await db.LinkFacts.ToListAsync(Ct)).Should().OnlyContain(fact => fact.ByUserId == scene.Curator.UserId && fact.RecordedAt == scene.Get<SchoolClock>().Now);
    }

    [Theory]
    [Databases("2026-11-27T04:00:00Z", "2026-11-30T09:00:00Z")] // Friday → Monday, 14:00 in Yekaterinburg
    [Databases("2026-12-30T04:00:00Z", "2027-01-11T09:00:00Z")] // before the holidays → the first working day after them
    public async Task Claimed_OnADay_WaitsForTheJournalsClock(DatabaseKind kind, string claimed, string recheck)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        foreach (var day in CalendarData.Days())
        {
            scene.Register.Add(day);
        }

        await scene.Register.SaveAsync(Ct);
        scene.Database.Time.SetUtcNow(DateTimeOffset.Parse(claimed));

        await scene.Get<MarkClaimed>().MarkAsync(scene.Curator, People(scene.Mother), Ct);

        await using var db = scene.Database.NewContext();
        (await db.LinkFacts.SingleAsync(Ct)).RecheckAt.Should().Be(DateTimeOffset.Parse(recheck).UtcDateTime);
        (await scene.LinkAsync(scene.Mother)).Should().Be(LinkState.SelfReported);
    }

    [Theory, Databases]
    public async Task NotApplicable_WithoutAReason_IsInvalid(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);

        (await MarkNotApplicableAsync(scene, "  ")).Error!.Field.Should().Be("Reason");
        (await MarkNotApplicableAsync(scene, new string('х', 301))).Error!.Code.Should().Be(Error.InvalidCode);
        (await MarkNotApplicableAsync(scene, " нет устройства ")).Error.Should().BeNull();

        (await scene.LinkAsync(scene.Mother)).Should().Be(LinkState.NotApplicable);
        await using var db = scene.Database.NewContext();
        (await db.LinkStatuses.SingleAsync(row => row.PersonId == scene.Mother.Id, Ct)).Reason.Should().Be("нет устройства");
    }

    [Theory, Databases]
    public async Task Retract_OfAnObservation_IsNotFound(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        var now = scene.Get<SchoolClock>().Now;
        var seen = scene.Register.Add(new LinkFact { PersonId = scene.Mother.Id, PlatformId = scene.Register.Messenger.Id, Kind = LinkFactKind.ObservedLinked, At = now, RecordedAt = now });
        await scene.Register.SaveAsync(Ct);

        (await RetractAsync(scene, seen.Id)).Error!.Code.Should().Be(Error.NotFoundCode);
    }

    [Theory, Databases]
    public async Task Marks_OfAPersonOfAnotherGroup_AreRefusedToACurator(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        var stranger = scene.Register.Student(scene.Register.Group("ИС-22"));
        await scene.Register.SaveAsync(Ct);
        var fact = await scene.Get<MarkInvited>().MarkAsync(TestActors.Administrator, People(stranger), Ct);

        (await scene.Get<MarkInvited>().MarkAsync(scene.Curator, People(scene.Student, stranger), Ct)).Error!.Code.Should().Be(Error.NotFoundCode, "one of them is not theirs");
        (await RetractAsync(scene, [.. fact.Value])).Error!.Code.Should().Be(Error.NotFoundCode);
        (await scene.Get<MarkInvited>().MarkAsync(scene.Curator, People(scene.CuratorPerson), Ct)).Error.Should().BeNull("one's own link is one's own");
    }

    [Theory, Databases]
    public async Task OptOut_WithoutAChannel_IsInvalid(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);

        (await OptOutAsync(scene, null)).Error!.Field.Should().Be("Channel");
    }

    [Theory, Databases]
    public async Task OptOut_OfARepresentative_TakesThemOutOfTheCountAndBackWhenWithdrawn(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        await OptOutAsync(scene, AlternativeChannel.Paper);

        (await scene.LinkAsync(scene.Mother)).Should().Be(LinkState.Refused);
        (await OptOutAsync(scene, AlternativeChannel.Phone)).Error!.Code.Should().Be(Error.ConflictCode, "it is recorded already");

        scene.Database.Time.Advance(TimeSpan.FromDays(2));
        var withdrawn = await scene.Get<WithdrawOptOut>().WithdrawAsync(scene.Curator, scene.Mother.Id, Ct);

        (await scene.LinkAsync(scene.Mother)).Should().Be(LinkState.NotInvited);
        (await scene.Get<WithdrawOptOut>().UndoAsync(scene.Curator, withdrawn.Value, Ct)).Error.Should().BeNull();
        (await scene.LinkAsync(scene.Mother)).Should().Be(LinkState.Refused);
        (await scene.Get<RecordOptOut>().UndoAsync(scene.Curator, [withdrawn.Value], Ct)).Error!.Code.Should().Be(Error.ConflictCode, "it held for two days");
    }

    [Theory, Databases]
    public async Task OptOut_RecordedByMistake_IsUndoneOnTheSameDay(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        var recorded = await OptOutAsync(scene, AlternativeChannel.Email);

        (await scene.Get<RecordOptOut>().UndoAsync(scene.Curator, recorded.Value, Ct)).Value.Should().Be(1);

        (await scene.LinkAsync(scene.Mother)).Should().Be(LinkState.NotInvited);
        await using var db = scene.Database.NewContext();
        (await db.AuditEntries.CountAsync(entry => entry.Entity == nameof(OptOut), Ct)).Should().Be(2, "the audit keeps what was removed");
    }

    [Theory, Databases]
    public async Task OptOut_RecordedByTwoPeopleAtOneMoment_IsRecordedOnce(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => OptOutAsync(scene, AlternativeChannel.Sms), Ct)));

        results.Count(result => result.IsOk).Should().Be(1);
        results.Should().OnlyContain(result => result.IsOk || result.Error!.Code == Error.ConflictCode);
    }

    [Theory, Databases]
    public async Task Invited_ByTwoPeopleAtOneMoment_KeepsBothMarksAndOneStatus(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => scene.Get<MarkInvited>().MarkAsync(scene.Curator, People(scene.Mother), Ct), Ct)));

        var written = results.Count(result => result.IsOk);
        written.Should().BeGreaterThan(0);
        results.Should().OnlyContain(result => result.IsOk || result.Error!.Code == Error.ConflictCode);
        await using var db = scene.Database.NewContext();
        (await db.LinkFacts.CountAsync(Ct)).Should().Be(written);
        (await db.LinkStatuses.CountAsync(status => status.PersonId == scene.Mother.Id, Ct)).Should().Be(1);
    }

    [Theory, Databases]
    public async Task OptOut_UndoneByTwoPeopleAtOneMoment_IsRemovedOnce(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        var recorded = await OptOutAsync(scene, AlternativeChannel.Email);

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => scene.Get<RecordOptOut>().UndoAsync(scene.Curator, recorded.Value, Ct), Ct)));

        results.Should().OnlyContain(result => result.IsOk || result.Error!.Code == Error.ConflictCode);
        results.Where(result => result.IsOk).Sum(result => result.Value).Should().Be(1);
    }

    private static MarkLinkRequest People(params Person[] people) => new([.. people.Select(person => person.Id)]);

    private static Task<Result<int>> RetractAsync(MarksScene scene, params Guid[] ids) =>
        scene.Get<RetractLinkMark>().RetractAsync(scene.Curator, new RetractLinkMarkRequest(ids), Ct);

    private static Task<Result<IReadOnlyList<Guid>>> MarkNotApplicableAsync(MarksScene scene, string reason) =>
        scene.Get<MarkNotApplicable>().MarkAsync(scene.Curator, new MarkNotApplicableRequest([scene.Mother.Id], reason), Ct);

    private static Task<Result<IReadOnlyList<Guid>>> OptOutAsync(MarksScene scene, AlternativeChannel? channel) =>
        scene.Get<RecordOptOut>().RecordAsync(scene.Curator, new RecordOptOutRequest([scene.Mother.Id], channel), Ct);
}
