using System.Net;
using Sferum.Admin.Simulator.Hosting;

namespace Sferum.Admin.Tests.Simulator;

/// <summary>Who may read the journal: sessions, profiles, loopback.</summary>
public sealed class SimulatorAccessTests
{
    private const string Ended = "Предыдущая сессия работы в ЭЖД завершена. Войдите в ЭЖД заново";
    private const string Units = "epos/core/api/class_units";

    [Theory]
    [InlineData(null)]
    [InlineData("another-token")]
    public async Task Call_WithoutTheToken_Is401WithTheText(string? token)
    {
        await using var scene = await SimulatorScene.StartAsync();
        Sign(scene, token, SimulatorHost.ProfileId);

        using var answer = await scene.GetAsync(Units);

        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await SimulatorScene.JsonOf(answer)).GetProperty("message").GetString().Should().Be(Ended);
    }

    [Theory]
    [InlineData("5100002")]
    [InlineData("77")]
    public async Task List_WithAnotherProfile_Is403(string profile)
    {
        await using var scene = await SimulatorScene.StartAsync();
        Sign(scene, SimulatorHost.Token, profile);

        using var answer = await scene.GetAsync(Units);

        answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Call_WithCookies_IsAnswered()
    {
        await using var scene = await SimulatorScene.StartAsync();
        Sign(scene, null, null);
        scene.Http.DefaultRequestHeaders.Add("Cookie", "auth_token=sim-epos-token; profile_id=5100001; user_id=4100001");

        (await scene.JsonAsync(Units)).GetArrayLength().Should().Be(60);
    }

    [Fact]
    public async Task Session_AfterAnHour_EndsAndOpensByTheNextSignIn()
    {
        await using var scene = await SimulatorScene.StartAsync();
        (await StatusAsync(scene)).Should().Be(HttpStatusCode.OK);
        scene.Time.Advance(TimeSpan.FromMinutes(61));

        (await StatusAsync(scene)).Should().Be(HttpStatusCode.Unauthorized);
        (await SignInAsync(scene, SimulatorHost.Token)).Should().Be(HttpStatusCode.OK);
        (await StatusAsync(scene)).Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task SignIn_WithAnotherToken_DisplacesAndWithTheSameDoesNot()
    {
        await using var scene = await SimulatorScene.StartAsync();
        (await SignInAsync(scene, SimulatorHost.Token)).Should().Be(HttpStatusCode.OK);
        (await SignInAsync(scene, SimulatorHost.Token)).Should().Be(HttpStatusCode.OK);
        (await StatusAsync(scene)).Should().Be(HttpStatusCode.OK);

        (await SignInAsync(scene, SimulatorHost.Token + "-2")).Should().Be(HttpStatusCode.OK);

        (await StatusAsync(scene)).Should().Be(HttpStatusCode.Unauthorized);
        (await SignInAsync(scene, SimulatorHost.Token)).Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task SignOut_EndsTheSession()
    {
        await using var scene = await SimulatorScene.StartAsync();

        using var answer = await scene.SendAsync(HttpMethod.Delete, "epos/lms/api/sessions?authentication_token=sim-epos-token", "[]");

        (await SimulatorScene.JsonOf(answer)).GetProperty("status").GetString().Should().Be("ok");
        (await StatusAsync(scene)).Should().Be(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("http://0.0.0.0:5081/")]
    [InlineData("http://example.org:5081/")]
    [InlineData("https://127.0.0.1:5081/")]
    public async Task Start_BeyondLoopback_IsRefused(string url)
    {
        var options = new SimulatorOptions { College = Sferum.Admin.Simulator.World.SimulatedCollege.Of(SimulatorScene.Register), Url = new Uri(url) };

        var start = () => SimulatorHost.StartAsync(options, TestContext.Current.CancellationToken);

        await start.Should().ThrowAsync<ArgumentException>();
    }

    [Fact]
    public async Task PersonRoutes_OfTheLifelikeProfile_AreLimitedToAHundredAMinute()
    {
        // The limit itself: through the profile the hundred calls would take two minutes of real time.
        await using var scene = await SimulatorScene.StartAsync();
        var limit = new CallLimit(SimulatorProfile.Real.PerPersonCallsAMinute, scene.Time);
        Enumerable.Range(0, 100).Should().OnlyContain(_ => limit.TryTake());

        limit.TryTake().Should().BeFalse();
        scene.Time.Advance(TimeSpan.FromMinutes(1));
        limit.TryTake().Should().BeTrue();
    }

    private static void Sign(SimulatorScene scene, string? token, string? profile)
    {
        scene.Http.DefaultRequestHeaders.Clear();
        scene.Http.DefaultRequestHeaders.Add("Auth-Token", token is null ? [] : [token]);
        scene.Http.DefaultRequestHeaders.Add("Profile-Id", profile is null ? [] : [profile]);
    }

    private static async Task<HttpStatusCode> StatusAsync(SimulatorScene scene)
    {
        using var answer = await scene.GetAsync(Units);
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> SignInAsync(SimulatorScene scene, string token)
    {
        using var answer = await scene.SendAsync(HttpMethod.Post, "epos/lms/api/sessions", $$"""{ "auth_token": "{{token}}" }""");
        return answer.StatusCode;
    }
}
