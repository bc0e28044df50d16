using System.Net;
using System.Text.Json;

namespace Sferum.Admin.Tests.Simulator;

/// <summary>The journal's routes by shape, over real HTTP.</summary>
public sealed class SimulatorRoutesTests
{
    [Fact]
    public async Task Sessions_WithTheToken_AnswerTheProfilesOfTheUser()
    {
        await using var scene = await SimulatorScene.StartAsync();

        using var answer = await scene.SendAsync(HttpMethod.Post, "epos/lms/api/sessions", """{ "auth_token": "sim-epos-token" }""");

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Headers.GetValues("X-Simulator").Should().Equal("1");
        var session = await SimulatorScene.JsonOf(answer);
        session.GetProperty("authentication_token").GetString().Should().Be("sim-epos-token");
        var profile = session.GetProperty("profiles").EnumerateArray().Single(p => Words(p, "roles").Contains("school_admin"));
        profile.GetProperty("id").GetInt64().Should().Be(5100001);
    }

    [Fact]
    public async Task AcademicYears_HaveOneCurrent()
    {
        await using var scene = await SimulatorScene.StartAsync();

        var years = (await scene.JsonAsync("epos/core/api/academic_years?pid=5100001")).EnumerateArray().ToList();

        var current = years.Where(y => y.GetProperty("current_year").GetBoolean()).Should().ContainSingle().Subject;
        current.GetProperty("name").GetString().Should().Be("2026/2027");
        years.Should().HaveCountGreaterThan(1);
    }

    [Fact]
    public async Task ClassUnits_AreTheGroupsOfTheCollege()
    {
        await using var scene = await SimulatorScene.StartAsync();

        var units = (await scene.JsonAsync("epos/core/api/class_units?academic_year_id=14")).EnumerateArray().ToList();

        units.Should().HaveCount(60);
        units.Should().OnlyContain(u => Names(u).SequenceEqual(new[] { "id", "name", "display_name", "letter", "class_level_id", "student_count", "home_based" }));
        foreach (var unit in units)
        {
            var group = scene.College.GroupOf(unit.GetProperty("id").GetRawText());
            SimulatorScene.Register.GroupNames.Single(n => n.StudyGroupId == group && n.ValidTo is null).Name.Should().Be(unit.GetProperty("name").GetString());
        }
    }

    [Fact]
    public async Task StudentProfiles_OfAClassUnit_HaveTheShapeOfTheContract()
    {
        await using var scene = await SimulatorScene.StartAsync();
        var unit = scene.College.ClassUnits[0].Id;

        using var answer = await scene.GetAsync($"epos/core/api/student_profiles?academic_year_id=14&class_unit_ids={unit}&with_groups=true&with_parents=true&page=1&per_page=200&pid=5100001");

        var rows = (await SimulatorScene.JsonOf(answer)).EnumerateArray().ToList();
        rows.Should().HaveCountGreaterThan(10).And.OnlyContain(r => r.GetProperty("class_unit").GetProperty("id").GetInt64() == unit);
        Names(rows[0]).Should().Equal(
            "id", "person_id", "user_id", "user_name", "short_name", "birth_date", "enlisted_on", "left_on", "deleted_at", "updated_at", "class_unit", "groups", "parents");
        rows[0].GetProperty("birth_date").GetString().Should().MatchRegex(@"^\d\d\.\d\d\.\d{4}$");
        rows.SelectMany(r => r.GetProperty("parents").EnumerateArray()).Should().NotBeEmpty().And.OnlyContain(p => Names(p).SequenceEqual(new[] { "id", "person_id", "name", "last_sign_in_at" }));
        Total(answer).Should().Be(rows.Count);
    }

    [Fact]
    public async Task StudentProfiles_ByPages_GiveEverybodyOnce()
    {
        await using var scene = await SimulatorScene.StartAsync();
        var ids = new List<long>();
        for (var page = 1; ; page++)
        {
            using var answer = await scene.GetAsync($"epos/core/api/student_profiles?page={page}&per_page=1000");
            answer.Headers.GetValues("X-Pagination-Per-Page").Should().Equal("300");
            answer.Headers.GetValues("X-Pagination-Current-Page").Should().Equal($"{page}");
            Total(answer).Should().Be(scene.College.Students.Count);
            var rows = (await SimulatorScene.JsonOf(answer)).EnumerateArray().Select(r => r.GetProperty("id").GetInt64()).ToList();
            if (rows.Count == 0)
            {
                break;
            }

            ids.AddRange(rows);
        }

        ids.Should().OnlyHaveUniqueItems().And.HaveCount(scene.College.Students.Count);
    }

    [Fact]
    public async Task StudentProfile_OfAnId_IsThatStudent()
    {
        await using var scene = await SimulatorScene.StartAsync();
        var student = scene.College.Students[7];

        var row = await scene.JsonAsync($"epos/core/api/student_profiles/{student.Id}?with_parents=true");

        row.GetProperty("user_name").GetString().Should().Be(student.Person.Name);
        using var nobody = await scene.GetAsync("epos/core/api/student_profiles/1");
        nobody.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task TeacherProfiles_TellTheCuratorsGroups()
    {
        await using var scene = await SimulatorScene.StartAsync();

        var rows = (await scene.JsonAsync("epos/core/api/teacher_profiles?academic_year_id=14&page=1&per_page=200")).EnumerateArray().ToList();

        rows.Should().HaveCount(121);
        Names(rows[0]).Should().Equal(
            "id", "person_id", "name", "short_name", "user_id", "user_integration_id", "managed_class_units", "assigned_group_ids", "updated_at", "user");
        rows.SelectMany(r => r.GetProperty("managed_class_units").EnumerateArray()).Should().HaveCount(59);
    }

    [Fact]
    public async Task Persons_OfAClassUnit_AreItsStudentsAndTheirParents()
    {
        await using var scene = await SimulatorScene.StartAsync();
        var unit = scene.College.UnitOf(SimulatorScene.Register.Group("ИС-21").Id).Id;

        using var answer = await scene.GetAsync($"epos/x-assumed/1/class_units/{unit}/persons?page=1&per_page=200");

        answer.Headers.GetValues("X-Assumed-Contract").Should().Equal("epos-assumed-1");
        answer.Headers.GetValues("X-As-Of").Should().Equal("2026-11-19T14:00:00+05:00");
        var rows = (await SimulatorScene.JsonOf(answer)).EnumerateArray().ToList();
        rows.CountBy(r => r.GetProperty("role").GetString()!).Should().BeEquivalentTo(new Dictionary<string, int> { ["student"] = 24, ["parent"] = 34 });
        var linked = rows.First(r => r.GetProperty("chats").GetArrayLength() > 0);
        Names(linked).Should().Equal("person_id", "role", "links", "chats");
        Names(linked.GetProperty("chats")[0]).Should().Equal("id", "kind", "title", "platform", "external_chat_id", "class_unit_id", "appeared_at");
        linked.GetProperty("links").EnumerateArray().Select(l => (l.GetProperty("platform").GetString(), l.GetProperty("status").GetString())).First().Should().Be(("max", "linked"));
    }

    [Fact]
    public async Task Person_ByItself_IsAsInItsClassUnit()
    {
        await using var scene = await SimulatorScene.StartAsync();
        var staff = (await scene.JsonAsync("epos/x-assumed/1/class_units/staff/persons?per_page=200")).EnumerateArray().ToList();
        foreach (var row in staff.Take(3).Concat(staff.Where(r => r.GetProperty("person_id").GetString()!.StartsWith("staff-", StringComparison.Ordinal))))
        {
            var id = row.GetProperty("person_id").GetString();

            var links = await scene.JsonAsync($"epos/x-assumed/1/persons/{id}/links?pid=5100001");
            var chats = await scene.JsonAsync($"epos/x-assumed/1/persons/{id}/chats?page=1&per_page=300");

            Names(links).Should().Equal("person_id", "role", "as_of", "links");
            links.GetProperty("links").GetRawText().Should().Be(row.GetProperty("links").GetRawText());
            chats.GetRawText().Should().Be(row.GetProperty("chats").GetRawText());
        }

        staff.Should().HaveCount(121);
    }

    [Theory]
    [InlineData("00000000-0000-4000-8000-000000000000", HttpStatusCode.NotFound)]
    [InlineData("6f1e7a52-0000-4000-8000-0000000000ff", HttpStatusCode.Forbidden)]
    public async Task Person_NotOfThisCollege_IsRefused(string id, HttpStatusCode status)
    {
        await using var scene = await SimulatorScene.StartAsync();

        using var answer = await scene.GetAsync($"epos/x-assumed/1/persons/{id}/links");

        answer.StatusCode.Should().Be(status);
    }

    [Theory]
    [InlineData("GET", "epos/core/api/chats")]
    [InlineData("GET", "epos/core/api/chats/1/chat_members")]
    [InlineData("GET", "epos/vk-id/api/profile")]
    [InlineData("POST", "epos/vk-id/api/chat/list_chats")]
    [InlineData("POST", "epos/vk-id/api/auth/link_token")]
    [InlineData("GET", "epos/x-assumed/1/class_units/1/persons")]
    public async Task Routes_ThatAreNotPlayed_AreNotFound(string method, string path)
    {
        await using var scene = await SimulatorScene.StartAsync();

        using var answer = await scene.SendAsync(new HttpMethod(method), path, "{}");

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await SimulatorScene.JsonOf(answer)).GetProperty("code").GetInt32().Should().Be(404);
    }

    [Fact]
    public async Task Parameters_ThatAreNoNumbers_AreRefused()
    {
        await using var scene = await SimulatorScene.StartAsync();

        using var answer = await scene.GetAsync("epos/core/api/student_profiles?page=first");

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    private static int Total(HttpResponseMessage answer) => int.Parse(answer.Headers.GetValues("X-Pagination-Total-Entries").Single());

    private static string[] Names(JsonElement row) => [.. row.EnumerateObject().Select(p => p.Name)];

    private static IEnumerable<string?> Words(JsonElement row, string name) => row.GetProperty(name).EnumerateArray().Select(w => w.GetString());
}
