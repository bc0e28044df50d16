using System.Net;
using System.Text;
using Sferum.Admin.Simulator.College;
using Sferum.Admin.Simulator.Hosting;
using Sferum.Admin.Simulator.World;

namespace Sferum.Admin.Tests.Simulator;

/// <summary>The control routes: log, state, clock, reset, a supplied college.</summary>
public sealed class SimulatorControlTests
{
    private const string File = """
        {
          "groups": [ { "id": 2101, "name": "ИС-21", "course": 2 } ],
          "people": [
            { "id": "6f1e7a52-0000-4000-8000-000000000101", "role": "student", "fullName": "Волков Олег Андреевич", "birthDate": "2009-03-14", "group": "ИС-21", "externalId": "300100003" },
            { "id": "6f1e7a52-0000-4000-8000-000000000201", "role": "parent", "fullName": "Волкова Анна Сергеевна", "link": "not_linked" },
            { "id": "6f1e7a52-0000-4000-8000-000000000301", "role": "staff", "fullName": "Куратова Вера Ивановна", "leads": ["ИС-21"] }
          ],
          "families": [ { "student": "6f1e7a52-0000-4000-8000-000000000101", "representatives": ["6f1e7a52-0000-4000-8000-000000000201"] } ]
        }
        """;

    [Fact]
    public async Task Log_OfCalls_HasNoTokens()
    {
        await using var scene = await SimulatorScene.StartAsync();
        await scene.JsonAsync("epos/core/api/class_units?academic_year_id=14&auth_token=sim-epos-token");
        using var gone = await scene.SendAsync(HttpMethod.Delete, "epos/lms/api/sessions?authentication_token=sim-epos-token", "[]");

        var text = await scene.Http.GetStringAsync("sim/log?since=0", TestContext.Current.CancellationToken);
        var calls = await scene.JsonAsync("sim/log?since=1");

        text.Should().NotContain(SimulatorHost.Token).And.Contain("academic_year_id=14");
        var call = calls.EnumerateArray().Should().ContainSingle().Subject;
        (call.GetProperty("number").GetInt32(), call.GetProperty("method").GetString(), call.GetProperty("status").GetInt32()).Should().Be((2, "DELETE", 200));
    }

    [Fact]
    public async Task State_CountsCallsByRouteAndStatus()
    {
        await using var scene = await SimulatorScene.StartAsync();
        await scene.JsonAsync("epos/core/api/student_profiles/610001");
        await scene.JsonAsync("epos/core/api/student_profiles/610002");
        using var missing = await scene.GetAsync("epos/core/api/student_profiles/5");

        var state = await scene.JsonAsync("sim/state");

        state.GetProperty("calls").GetInt32().Should().Be(3);
        state.GetProperty("refusals").GetInt32().Should().Be(0);
        state.GetProperty("routes").EnumerateArray().Select(r => (r.GetProperty("route").GetString(), r.GetProperty("status").GetInt32(), r.GetProperty("count").GetInt32()))
            .Should().Equal(("GET /epos/core/api/student_profiles/{id}", 200, 2), ("GET /epos/core/api/student_profiles/{id}", 404, 1));
    }

    [Fact]
    public async Task Clock_IsSetMovedAndGivenBack()
    {
        await using var scene = await SimulatorScene.StartAsync();

        (await NowAsync(scene, """{ "now": "2026-11-23T13:59:00+05:00" }""")).Should().Be("2026-11-23T13:59:00+05:00");
        (await NowAsync(scene, """{ "advance": "00:10:00" }""")).Should().Be("2026-11-23T14:09:00+05:00");
        scene.Time.Advance(TimeSpan.FromMinutes(1));
        (await scene.JsonAsync("sim/state")).GetProperty("now").GetString().Should().Be("2026-11-23T14:10:00+05:00");
        (await NowAsync(scene, """{ "real": true }""")).Should().Be("2026-11-20T12:01:00+05:00");
    }

    [Fact]
    public async Task Reset_GivesBackTheCollegeAsItWas()
    {
        await using var scene = await SimulatorScene.StartAsync();
        var person = scene.College.People.First(p => p.Max.State == SimulatedLinkState.Linked);
        scene.Host.Change(person.Id, new PersonChange { Max = SimulatedLinkState.Broken, Now = true });
        scene.Host.Look(person.Id).Max.State.Should().Be(SimulatedLinkState.Broken);

        using var answer = await scene.SendAsync(HttpMethod.Post, "sim/reset", "");

        answer.EnsureSuccessStatusCode();
        scene.Host.Look(person.Id).Max.State.Should().Be(SimulatedLinkState.Linked);
        scene.Host.Log.Last.Should().Be(0);
    }

    [Theory]
    [InlineData("POST", "sim/clock", """{ "now": "2026-11-23T13:59:00+05:00", "real": true }""", HttpStatusCode.BadRequest)]
    [InlineData("POST", "sim/clock", "{", HttpStatusCode.BadRequest)]
    [InlineData("PUT", "sim/faults", """[ { "route": "/epos", "fault": "captcha" } ]""", HttpStatusCode.BadRequest)]
    [InlineData("PUT", "sim/faults", """[ { "fault": "500" } ]""", HttpStatusCode.BadRequest)]
    [InlineData("POST", "sim/people/nobody", """{ "left": true }""", HttpStatusCode.NotFound)]
    [InlineData("POST", "sim/people/nobody", """{ "chats": [1] }""", HttpStatusCode.BadRequest)]
    [InlineData("POST", "sim/people/nobody", """{ "linked": { "icq": true } }""", HttpStatusCode.BadRequest)]
    [InlineData("POST", "sim/chats/1/members", """{ "add": [] }""", HttpStatusCode.NotFound)]
    [InlineData("POST", "sim/college", """{ "groups": [ { "id": 1 } ] }""", HttpStatusCode.BadRequest)]
    public async Task Body_ThatMeansNothing_IsRefusedWithASentence(string method, string path, string body, HttpStatusCode status)
    {
        await using var scene = await SimulatorScene.StartAsync();

        using var answer = await scene.SendAsync(new HttpMethod(method), path, body);

        answer.StatusCode.Should().Be(status);
        (await SimulatorScene.JsonOf(answer)).GetProperty("error").GetString().Should().EndWith(".");
    }

    [Fact]
    public async Task College_OfAFile_IsPlayed()
    {
        await using var scene = await SimulatorScene.StartAsync();

        using var answer = await scene.SendAsync(HttpMethod.Post, "sim/college", File);

        answer.EnsureSuccessStatusCode();
        var people = (await scene.JsonAsync("epos/x-assumed/1/class_units/2101/persons")).EnumerateArray().ToList();
        people.Select(p => (p.GetProperty("role").GetString(), p.GetProperty("links")[0].GetProperty("external_id").GetString(), string.Join(",", p.GetProperty("chats").EnumerateArray().Select(c => c.GetProperty("title").GetString()))))
            .Should().Equal(("student", "300100003", "ИС-21. Группа"), ("parent", null, ""));
        var student = (await scene.JsonAsync("epos/core/api/student_profiles?class_unit_ids=2101&with_parents=true"))[0];
        student.GetProperty("birth_date").GetString().Should().Be("14.03.2009");
        student.GetProperty("parents")[0].GetProperty("name").GetString().Should().Be("Волкова Анна Сергеевна");
        (await scene.JsonAsync("epos/x-assumed/1/class_units/staff/persons"))[0].GetProperty("chats").GetArrayLength().Should().Be(3);
    }

    [Theory]
    [InlineData("""{ "people": [ { "id": "6f1e7a52-0000-4000-8000-000000000101", "role": "student", "fullName": "Волков Олег", "group": "ИС-99" } ] }""", "*«ИС-99» нет*")]
    [InlineData("""{ "groups": [ { "id": 1, "name": "А" }, { "id": 1, "name": "Б" } ] }""", "*указан дважды*")]
    [InlineData("""{ "chats": [ { "id": 1, "kind": "room", "title": "А" } ] }""", "*вид бывает*")]
    [InlineData("""{ "grups": [] }""", "*не разобран*")]
    public async Task College_OfAWrongFile_IsRefused(string json, string message)
    {
        var read = async () => SimulatedCollege.Of(await CollegeFile.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(json)), TestContext.Current.CancellationToken));

        await read.Should().ThrowAsync<InvalidDataException>().WithMessage(message);
    }

    [Fact]
    public async Task Answers_OfTheSameSeedAndMoment_AreTheSameBytes()
    {
        var again = CollegeGenerator.Generate(CollegeGenerator.DemoSeed, new Core.Common.SchoolClock(TestClock.Create()), CollegeSize.Demo);
        await using var first = await SimulatorScene.StartAsync();
        await using var second = await SimulatorScene.StartAsync(college: SimulatedCollege.Of(again));
        foreach (var path in new[] { "epos/core/api/class_units", "epos/core/api/student_profiles?with_parents=true&with_groups=true&per_page=300&page=3", "epos/core/api/teacher_profiles?per_page=300", "epos/x-assumed/1/class_units/2107/persons?per_page=300" })
        {
            (await first.Http.GetByteArrayAsync(path, TestContext.Current.CancellationToken)).Should().Equal(await second.Http.GetByteArrayAsync(path, TestContext.Current.CancellationToken));
        }
    }

    private static async Task<string?> NowAsync(SimulatorScene scene, string body)
    {
        using var answer = await scene.SendAsync(HttpMethod.Post, "sim/clock", body);
        answer.EnsureSuccessStatusCode();
        return (await SimulatorScene.JsonOf(answer)).GetProperty("now").GetString();
    }
}
