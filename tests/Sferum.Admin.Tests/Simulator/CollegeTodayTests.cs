using System.Globalization;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Today;
using Sferum.Admin.Simulator.College;

namespace Sferum.Admin.Tests.Simulator;

/// <summary>The demo shows every kind of task, whatever the day it is started on.</summary>
public sealed class CollegeTodayTests
{
    [Theory]
    [Databases("2026-11-20T07:00:00Z")]
    [Databases("2026-11-22T19:03:00Z")]
    [Databases("2027-01-10T12:00:00Z")]
    [Databases("2027-07-15T06:00:00Z")]
    public async Task Today_OfTheDemo_HasEveryKindOfTask(DatabaseKind kind, string moment)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync(kind, ct);
        database.Time.SetUtcNow(DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture));
        await database.Get<DatabaseStart>().MigrateAsync(ct);
        var college = CollegeGenerator.Generate(CollegeGenerator.DemoSeed, database.Clock, CollegeSize.Demo);
        var writer = new CollegeWriter(database.Contexts, database.Get<IBulkWriter>(), database.Get<LinkProjection>(), database.Time, snils => snils);
        await writer.FillAsync(Actor.System("demo"), college, ct);
        var administrator = college.Accounts[0];

        var page = await database.Get<TodayQueries>().ReadAsync(Actor.User(administrator.UserId, administrator.PersonId, administrator.Roles), ct);

        page.Value.Tasks.Should().Contain(t => t.Kind == TodayKind.Waiting);
        page.Value.Tasks.Where(t => t.IsWork).CountBy(t => t.Kind).Should().BeEquivalentTo(new Dictionary<TodayKind, int>
        {
            [TodayKind.RestrictedGuardian] = 1,
            [TodayKind.Extra] = 2,
            [TodayKind.GroupWithoutCurator] = 1,
            // Two chats of each group.
            [TodayKind.FewAdministrators] = 2 * college.Mess.GroupsShortOfAdministrators.Count,
            // The one nobody ever looked at has no age.
            [TodayKind.OldLook] = college.Mess.GroupsWithOldLook.Count - 1,
            // A group nobody looked at for long has one line, and that says more.
            [TodayKind.WeekUnconfirmed] = college.Mess.GroupsUnconfirmed.Count - (college.Mess.GroupsWithOldLook.Count - 1),
            [TodayKind.LinkBroken] = 1,
            [TodayKind.ClaimDue] = college.Mess.ClaimsPastRecheck.Count,
        });
    }
}
