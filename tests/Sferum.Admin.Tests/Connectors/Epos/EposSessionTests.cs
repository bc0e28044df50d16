using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Ports;

namespace Sferum.Admin.Tests.Connectors.Epos;

/// <summary>Opening a session and reading by the samples.</summary>
public sealed class EposSessionTests : IDisposable
{
    private readonly StubEpos _epos = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _epos.Dispose();

    [Fact]
    public async Task Open_SeveralProfiles_AsksOnAsTheAdministrator()
    {
        await using var session = await _epos.OpenAsync(Ct);
        await session.GroupsAsync(Ct);

        _epos.Requests[0].Should().Be("POST /epos/lms/api/sessions?pid=5100002");
        _epos.Requests[^1].Should().Be("GET /epos/core/api/class_units?academic_year_id=14&with_home_based=true&pid=5100001");
        _epos.LastHeaders["Auth-Token"].Should().Be(StubEpos.Token);
        _epos.LastHeaders["Profile-Id"].Should().Be("5100001");
        _epos.LastHeaders["Cookie"].Should().Be("auth_token=sim-epos-token; profile_id=5100001; user_id=4100001");
        session.Calls.Should().Be(new JournalCalls(3, 0, 0));
        session.ExpiresAt.Should().Be(StubEpos.Now.AddHours(1));
    }

    [Fact]
    public async Task Lists_Samples_AreReadWhole()
    {
        await using var session = await _epos.OpenAsync(Ct);

        (await session.NoticeAsync(Ct)).Value.Should().StartWith("24.11.2026 с 22:00");
        (await session.GroupsAsync(Ct)).Value.Should().Equal(new JournalGroup("2101", "ИС-21"), new JournalGroup("2102", "Сл-11"));
        var students = await session.StudentsAsync("2101", Ct);
        students.Verdict.Should().Be(ReadingVerdict.Complete);
        students.TakenAt.Should().Be(StubEpos.Now);
        students.Value.Should().HaveCount(3);
        (await session.EmployeesAsync(Ct)).Value!.Select(e => (e.PersonId, e.HasStableId, string.Join(',', e.LeadsGroupIds))).Should().Equal(
            ("6f1e7a52-0000-4000-8000-000000000002", true, "2101,2102"), ("staff-930004", false, ""));
        var sightings = await session.SightingsAsync("2101", Ct);
        (sightings.Verdict, sightings.AsOf).Should().Be((ReadingVerdict.Complete, new DateTime(2026, 11, 23, 9, 0, 0, DateTimeKind.Utc)));
        sightings.Value.Should().HaveCount(3);
        _epos.Requests.Should().Contain("GET /epos/x-assumed/1/class_units/2101/persons?page=1&per_page=200&pid=5100001");
    }

    [Fact]
    public async Task Sightings_OfEmployees_AskForStaff()
    {
        await using var session = await _epos.OpenAsync(Ct);

        (await session.SightingsAsync(null, Ct)).Verdict.Should().Be(ReadingVerdict.Complete);

        _epos.Requests[^1].Should().Be("GET /epos/x-assumed/1/class_units/staff/persons?page=2&per_page=200&pid=5100001");
    }

    [Fact]
    public async Task Sighting_OfLinkedPerson_HasLinksAndChats()
    {
        await using var session = await _epos.OpenAsync(Ct);

        var answer = await session.SightingAsync("6f1e7a52-0000-4000-8000-000000000002", Ct);

        (answer.Verdict, answer.Trouble).Should().Be((ReadingVerdict.Complete, null));
        answer.Value!.Role.Should().Be(JournalRole.Employee);
        answer.Value.Links.Should().Equal(new JournalLink("max", JournalLinkState.Linked), new JournalLink("vk", JournalLinkState.NotLinked));
        answer.Value.Chats.Should().Equal(
            new JournalChat("9001", ChatKind.Staff, "Преподаватели", null),
            new JournalChat("9021", ChatKind.Group, "ИС-21. Группа", "2101"),
            new JournalChat("9022", ChatKind.Parents, "ИС-21. Родители", "2101"));
    }

    [Fact]
    public async Task Dispose_OpenSession_LeavesTheBrowserSignedIn()
    {
        var session = await _epos.OpenAsync(Ct);

        await session.DisposeAsync();

        _epos.Requests.Should().NotContain(r => r.StartsWith(nameof(HttpMethod.Delete), StringComparison.OrdinalIgnoreCase));
        (await session.GroupsAsync(Ct)).Verdict.Should().Be(ReadingVerdict.Complete);
    }
}
