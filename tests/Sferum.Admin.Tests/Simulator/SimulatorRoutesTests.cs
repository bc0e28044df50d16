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

    private static string[] Names(JsonElement row) => [.. row.EnumerateObject().Select(p => p.Name)];

    private static IEnumerable<string?> Words(JsonElement row, string name) => row.GetProperty(name).EnumerateArray().Select(w => w.GetString());
}
