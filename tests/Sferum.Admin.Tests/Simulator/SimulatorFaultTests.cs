using System.Net;
using System.Text.Json;
using Sferum.Admin.Simulator.Control;

namespace Sferum.Admin.Tests.Simulator;

/// <summary>Each fault once, through real HTTP.</summary>
public sealed class SimulatorFaultTests
{
    private const string Students = "epos/core/api/student_profiles";
    private const string Staff = "epos/x-assumed/1/class_units/staff/persons";

    [Theory]
    [InlineData("500", HttpStatusCode.InternalServerError, "application/json")]
    [InlineData("502html", HttpStatusCode.BadGateway, "text/html")]
    [InlineData("503", HttpStatusCode.ServiceUnavailable, "text/html")]
    [InlineData("expired", HttpStatusCode.Unauthorized, "application/json")]
    [InlineData("forbidden", HttpStatusCode.Forbidden, "application/json")]
    [InlineData("flood", HttpStatusCode.TooManyRequests, "application/json")]
    public async Task Fault_OfTheWholeAnswer_HasItsStatus(string fault, HttpStatusCode status, string type)
    {
        await using var scene = await SimulatorScene.StartAsync();
        await FaultAsync(scene, "/" + Staff, fault);

        using var answer = await scene.GetAsync(Staff);

        answer.StatusCode.Should().Be(status);
        answer.Content.Headers.ContentType!.MediaType.Should().Be(type);
        (answer.Headers.RetryAfter is not null).Should().Be(fault == "flood");
        answer.Headers.Contains("X-Assumed-Contract").Should().BeTrue();
    }

    [Fact]
    public async Task Fault_MessageObject_IsAnObjectWithStatus200()
    {
        await using var scene = await SimulatorScene.StartAsync();
        await FaultAsync(scene, "/" + Students, "message200");

        (await scene.JsonAsync(Students)).GetProperty("message").GetString().Should().NotBeEmpty();
    }

    [Fact]
    public async Task Fault_Malformed_BreaksOff()
    {
        await using var scene = await SimulatorScene.StartAsync();
        await FaultAsync(scene, "/" + Students, "malformed");
        using var answer = await scene.GetAsync(Students);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        text.Should().StartWith("[");
        FluentActions.Invoking(() => JsonDocument.Parse(text)).Should().Throw<JsonException>();
    }

    [Fact]
    public async Task Fault_Reset_CutsTheConnection()
    {
        await using var scene = await SimulatorScene.StartAsync();
        await FaultAsync(scene, "/" + Students, "reset");

        await FluentActions.Awaiting(() => scene.GetAsync(Students)).Should().ThrowAsync<HttpRequestException>();
        scene.Host.Log.Since(0).Should().ContainSingle().Which.Status.Should().Be(0);
    }

    [Fact]
    public async Task Fault_Timeout_HoldsTheAnswerUntilTheCallerGivesUp()
    {
        await using var scene = await SimulatorScene.StartAsync();
        await FaultAsync(scene, "/" + Students, "timeout");
        using var patience = new CancellationTokenSource();
        var call = scene.Http.GetAsync(Students, patience.Token);
        while (scene.Host.Faults.Current[0].Used == 0)
        {
            await Task.Yield();
        }

        call.IsCompleted.Should().BeFalse();
        await patience.CancelAsync();

        await FluentActions.Awaiting(() => call).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Fault_Timeout_DoesNotHoldTheStop()
    {
        var scene = await SimulatorScene.StartAsync();
        await FaultAsync(scene, "/" + Students, "timeout");
        var call = scene.GetAsync(Students);
        while (scene.Host.Faults.Current[0].Used == 0)
        {
            await Task.Yield();
        }

        await scene.Host.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        await FluentActions.Awaiting(() => call).Should().ThrowAsync<HttpRequestException>();
        scene.Http.Dispose();
    }

    [Fact]
    public async Task Fault_Slow_AnswersRightAfterAWhile()
    {
        await using var scene = await SimulatorScene.StartAsync();
        await FaultAsync(scene, "/" + Staff, "slow");

        (await scene.JsonAsync(Staff)).GetArrayLength().Should().Be(50);
    }

    [Fact]
    public async Task Fault_Empty_IsAListOfNobody()
    {
        await using var scene = await SimulatorScene.StartAsync();
        await FaultAsync(scene, "/" + Staff, "empty");

        var (rows, total) = await WalkAsync(scene, Staff);

        (rows.Count, total).Should().Be((0, 0));
    }

    [Fact]
    public async Task Fault_Half_GivesHalfAndCountsAll()
    {
        await using var scene = await SimulatorScene.StartAsync();
        await FaultAsync(scene, "/" + Staff, "half");

        var (rows, total) = await WalkAsync(scene, Staff);

        (rows.Count, total).Should().Be((60, 121));
    }

    [Fact]
    public async Task Fault_Duplicate_RepeatsRowsAndCountsThemOnce()
    {
        await using var scene = await SimulatorScene.StartAsync();
        await FaultAsync(scene, "/" + Staff, "duplicate");

        var (rows, total) = await WalkAsync(scene, Staff);

        (rows.Count, rows.Distinct().Count(), total).Should().Be((162, 121, 121));
    }

    [Fact]
    public async Task Fault_Shift_LosesARowAtEachBorder()
    {
        await using var scene = await SimulatorScene.StartAsync();
        await FaultAsync(scene, "/" + Staff, "shift");

        var (rows, total) = await WalkAsync(scene, Staff, pages: 7);

        total.Should().Be(121);
        rows.Distinct().Count().Should().BeLessThan(121);
        rows.Should().HaveCount(121);
    }

    [Fact]
    public async Task Fault_CountLag_CountsPeopleWhoAreGone()
    {
        await using var scene = await SimulatorScene.StartAsync();
        await FaultAsync(scene, "/" + Staff, "count.lag");

        var (rows, total) = await WalkAsync(scene, Staff);

        (rows.Count, total).Should().Be((121, 123));
    }

    [Fact]
    public async Task Fault_OfOneClassUnit_LeavesTheOthersAlone()
    {
        await using var scene = await SimulatorScene.StartAsync();
        scene.Host.Faults.Set([new Fault("/epos/x-assumed/1/class_units/2101/persons", FaultKind.ServerError), new Fault($"/{Students}?class_unit_ids=2102", FaultKind.Forbidden)]);

        (await StatusAsync(scene, "epos/x-assumed/1/class_units/2101/persons")).Should().Be(500);
        (await StatusAsync(scene, "epos/x-assumed/1/class_units/2102/persons")).Should().Be(200);
        (await StatusAsync(scene, $"{Students}?page=1&class_unit_ids=2102")).Should().Be(403);
        (await StatusAsync(scene, $"{Students}?class_unit_ids=2103")).Should().Be(200);
    }

    [Fact]
    public async Task Fault_TimesAndAfter_SpoilOnlyThoseCalls()
    {
        await using var scene = await SimulatorScene.StartAsync();
        using var set = await scene.SendAsync(HttpMethod.Put, "sim/faults", """[ { "route": "/epos/core/api/class_units", "fault": "500", "times": 2, "after": 1 } ]""");
        set.EnsureSuccessStatusCode();
        var statuses = new List<int>();
        for (var i = 0; i < 5; i++)
        {
            statuses.Add(await StatusAsync(scene, "epos/core/api/class_units"));
        }

        statuses.Should().Equal(200, 500, 500, 200, 200);
    }

    [Fact]
    public async Task Notice_WhileThereIsMaintenance_IsShown()
    {
        await using var scene = await SimulatorScene.StartAsync();
        (await scene.JsonAsync("epos/acl/api/system_messages?published=true&today=true")).GetArrayLength().Should().Be(0);

        await FaultAsync(scene, "/" + Students, "503");

        (await scene.JsonAsync("epos/acl/api/system_messages?published=true&today=true"))[0].GetProperty("text").GetString().Should().Contain("технические работы");
    }

    private static async Task FaultAsync(SimulatorScene scene, string route, string fault)
    {
        using var answer = await scene.SendAsync(HttpMethod.Put, "sim/faults", $$"""[ { "route": "{{route}}", "fault": "{{fault}}" } ]""");
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<int> StatusAsync(SimulatorScene scene, string path)
    {
        using var answer = await scene.GetAsync(path);
        return (int)answer.StatusCode;
    }

    /// <summary>Walks until an empty page, or so many pages.</summary>
    private static async Task<(List<string> Rows, int Total)> WalkAsync(SimulatorScene scene, string path, int pages = 20)
    {
        var (rows, total) = (new List<string>(), 0);
        for (var page = 1; page <= pages; page++)
        {
            using var answer = await scene.GetAsync($"{path}?page={page}&per_page=50");
            total = int.Parse(answer.Headers.GetValues("X-Pagination-Total-Entries").Single());
            var count = rows.Count;
            rows.AddRange((await SimulatorScene.JsonOf(answer)).EnumerateArray().Select(r => r.GetProperty("person_id").GetString()!));
            if (rows.Count == count)
            {
                break;
            }
        }

        return (rows, total);
    }
}
