using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Simulator.College;
using Sferum.Admin.Simulator.Hosting;
using Sferum.Admin.Simulator.World;

namespace Sferum.Admin.Tests.Simulator;

/// <summary>A simulator over the demo's college on the day of the tests, and a signed-in caller.</summary>
internal sealed class SimulatorScene : IAsyncDisposable
{
    private static readonly Lazy<InventedCollege> Invented = new(() => CollegeGenerator.Generate(CollegeGenerator.DemoSeed, new SchoolClock(TestClock.Create()), CollegeSize.Demo));

    /// <summary>Running does not change it, so that all scenes share it.</summary>
    private static readonly Lazy<SimulatedCollege> Journal = new(() => SimulatedCollege.Of(Register));

    private SimulatorScene(SimulatorHost host, FakeTimeProvider time)
    {
        (Host, Time) = (host, time);
        Http = new HttpClient { BaseAddress = host.Address };
        Http.DefaultRequestHeaders.Add("Auth-Token", SimulatorHost.Token);
        Http.DefaultRequestHeaders.Add("Profile-Id", SimulatorHost.ProfileId);
    }

    public static InventedCollege Register => Invented.Value;

    public SimulatorHost Host { get; }

    public FakeTimeProvider Time { get; }

    public HttpClient Http { get; }

    public SimulatedCollege College => Host.College;

    public static async Task<SimulatorScene> StartAsync(SimulatorProfile? profile = null, int pageLimit = 300, SimulatedCollege? college = null)
    {
        var time = TestClock.Create();
        var options = new SimulatorOptions { College = college ?? Journal.Value, Profile = profile ?? SimulatorProfile.Test, Time = time, PageLimit = pageLimit };
        return new SimulatorScene(await SimulatorHost.StartAsync(options, TestContext.Current.CancellationToken), time);
    }

    public Task<HttpResponseMessage> GetAsync(string path) => Http.GetAsync(path, TestContext.Current.CancellationToken);

    public async Task<JsonElement> JsonAsync(string path)
    {
        using var answer = await GetAsync(path);
        answer.EnsureSuccessStatusCode();
        return await JsonOf(answer);
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string body) =>
        await Http.SendAsync(new HttpRequestMessage(method, path) { Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) }, TestContext.Current.CancellationToken);

    public static async Task<JsonElement> JsonOf(HttpResponseMessage answer) =>
        JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Host.DisposeAsync();
    }
}
