using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Sferum.Admin.Connectors;
using Sferum.Admin.Connectors.Epos;
using Sferum.Admin.Core.Ports;
using Sferum.Admin.Core.Settings;
using Sferum.Admin.Simulator.Control;
using Sferum.Admin.Simulator.Hosting;
using Sferum.Admin.Tests.Simulator;

namespace Sferum.Admin.Tests.Connectors.Epos;

/// <summary>The connector against the simulator, over real HTTP.</summary>
internal sealed class EposScene : IAsyncDisposable
{
    public const string Persons = "/epos/x-assumed/1/class_units/";
    public const string Students = "/epos/core/api/student_profiles";

    private readonly SimulatorScene _simulator;
    private readonly ServiceProvider _services;

    private EposScene(SimulatorScene simulator, Action<EposOptions>? adjust)
    {
        _simulator = simulator;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(simulator.Time);
        services.AddJournalConnector(new ConfigurationBuilder().AddInMemoryCollection([new("Epos:AllowAssumedOnLoopback", "true"), new("Epos:Repeats", "1")]).Build());
        services.PostConfigure<EposOptions>(o =>
        {
            o.RepeatDelay = o.ThrottleDelay = TimeSpan.Zero;
            adjust?.Invoke(o);
        });
        _services = services.BuildServiceProvider();
    }

    public SimulatorHost Host => _simulator.Host;

    /// <summary>The clock under the simulator and of the stamps of answers.</summary>
    public FakeTimeProvider Time => _simulator.Time;

    /// <summary>The class unit with most students.</summary>
    public string Unit => Host.College.Students.GroupBy(s => s.ClassUnitId).MaxBy(g => g.Count())!.Key.ToString();

    public IReadOnlyList<string> Units => [.. Host.College.ClassUnits.Select(u => u.Id.ToString())];

    public static async Task<EposScene> StartAsync(SimulatorProfile? profile = null, int pageLimit = 300, Action<EposOptions>? adjust = null) =>
        new(await SimulatorScene.StartAsync(profile, pageLimit), adjust);

    public async Task<IJournalSession> OpenAsync()
    {
        var answer = await _services.GetRequiredService<IJournal>().OpenAsync(
            new JournalConnection(JournalReaderMode.Assumed, Host.JournalAddress),
            new JournalCredentials(SimulatorHost.Token, SimulatorHost.ProfileId),
            TestContext.Current.CancellationToken);
        return answer.Value ?? throw new InvalidOperationException(answer.Trouble!.Sentence);
    }

    public void Spoil(string route, FaultKind kind, int times = -1, int after = 0) => Host.Faults.Set([new Fault(route, kind, times, after)]);

    /// <summary>How many calls the fault spoiled.</summary>
    public int Spoiled => Host.Faults.Current.Single().Used;

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _simulator.DisposeAsync();
    }
}
