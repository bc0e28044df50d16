using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Ports;

namespace Sferum.Admin.Tests.Connectors.Epos;

/// <summary>A whole college read over real HTTP: with all its dirty rows.</summary>
public sealed class EposSimulatorTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task College_WithDirtyRows_IsReadWholeAndItsIdsMeetTheSightings()
    {
        await using var scene = await EposScene.StartAsync(pageLimit: 50);
        await using var session = await scene.OpenAsync();

        var groups = await session.GroupsAsync(Ct);
        groups.Value!.Select(g => g.Id).Should().Equal(scene.Units);
        var unstable = 0;
        foreach (var group in groups.Value!)
        {
            var students = await session.StudentsAsync(group.Id, Ct);
            var sightings = await session.SightingsAsync(group.Id, Ct);
            (students.Verdict, sightings.Verdict).Should().Be((ReadingVerdict.Complete, ReadingVerdict.Complete), $"{students.Trouble} {sightings.Trouble}");
            Ids(students.Value!.Select(s => s.PersonId)).Should().Equal(Ids(sightings.Value!.Where(s => s.Role == JournalRole.Student).Select(s => s.PersonId)));
            Ids(students.Value!.SelectMany(s => s.Representatives).Select(r => r.PersonId)).Should().Equal(Ids(sightings.Value!.Where(s => s.Role == JournalRole.Representative).Select(s => s.PersonId)));
            unstable += students.Value!.Count(s => !s.HasStableId);
            sightings.Value!.Should().OnlyContain(s => s.Chats.Count == 0 || s.Links.Any(l => l.State == JournalLinkState.Linked));
        }

        unstable.Should().BePositive();
        var employees = await session.EmployeesAsync(Ct);
        var staff = await session.SightingsAsync(null, Ct);
        (employees.Verdict, staff.Verdict).Should().Be((ReadingVerdict.Complete, ReadingVerdict.Complete));
        Ids(employees.Value!.Select(e => e.PersonId)).Should().Equal(Ids(staff.Value!.Select(s => s.PersonId)));
        session.Calls.Refused.Should().Be(0);
        scene.Host.Log.Counts.Should().OnlyContain(c => c.Status == 200);
    }

    [Fact]
    public async Task Person_BothWays_IsSeenTheSame()
    {
        await using var scene = await EposScene.StartAsync();
        await using var session = await scene.OpenAsync();
        var everybody = (await session.SightingsAsync(scene.Unit, Ct)).Value!;

        foreach (var one in everybody.Take(40))
        {
            var alone = await session.SightingAsync(one.PersonId, Ct);
            alone.Verdict.Should().Be(ReadingVerdict.Complete);
            alone.Value!.Links.Should().Equal(one.Links);
            alone.Value.Chats.Should().Equal(one.Chats);
            alone.AsOf.Should().Be(one.AsOf);
        }

        (await session.SightingAsync("6f1e7a52-0000-4000-8000-0000000000ff", Ct)).Trouble!.Kind.Should().Be(JournalTroubleKind.Forbidden);
        (await session.SightingAsync(Guid.CreateVersion7().ToString(), Ct)).Trouble!.Kind.Should().Be(JournalTroubleKind.Unknown);
    }

    [Fact]
    public async Task Session_AnHourOld_IsEnded()
    {
        await using var scene = await EposScene.StartAsync();
        await using var session = await scene.OpenAsync();
        scene.Host.Clock.Advance(TimeSpan.FromMinutes(61));

        (await session.GroupsAsync(Ct)).Trouble!.Kind.Should().Be(JournalTroubleKind.SessionEnded);
    }

    private static IEnumerable<string> Ids(IEnumerable<string> ids) => ids.Distinct().Order(StringComparer.Ordinal);
}
