using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Sferum.Admin.Simulator.Control;
using Sferum.Admin.Simulator.Epos;
using Sferum.Admin.Simulator.World;

namespace Sferum.Admin.Simulator.Hosting;

/// <summary>
/// A running simulator: the journal over HTTP on a loopback port, in this process. It logs nothing; what was called is in
/// <see cref="Log"/>. Nothing of it reads the process's configuration or environment.
/// </summary>
public sealed class SimulatorHost : IAsyncDisposable
{
    /// <summary>The token and the profile that the simulator takes.</summary>
    public const string Token = EposSessions.Token;
    public const string ProfileId = "5100001";

    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(2);

    private readonly WebApplication _app;
    private readonly SimulatorRun _run;

    private SimulatorHost(WebApplication app, SimulatorRun run)
    {
        (_app, _run) = (app, run);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Address = new Uri(address.TrimEnd('/') + "/");
    }

    /// <summary><c>http://127.0.0.1:5081/</c>.</summary>
    public Uri Address { get; }

    /// <summary>Base address of the journal.</summary>
    public Uri JournalAddress => new(Address, "epos/");

    /// <summary>What is played, with the truth about it.</summary>
    public SimulatedCollege College => _run.World.College;

    public SimulatorProfile Profile => _run.Profile;

    /// <summary>The journal's clock, which can be moved.</summary>
    public VirtualClock Clock => _run.Clock;

    public FaultList Faults => _run.Faults;

    public CallLog Log => _run.Log;

    /// <summary>Starts to listen.</summary>
    /// <exception cref="ArgumentException">The address is not plain HTTP on loopback.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<SimulatorHost> StartAsync(SimulatorOptions options, CancellationToken ct)
    {
        var (address, port) = EndPointOf(options.Url);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(address, port);
        });
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopTime);
        // Signals belong to whoever started the simulator.
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        var app = builder.Build();
        var run = new SimulatorRun(options);
        var pipeline = new SimulatorPipeline(run, app.Lifetime.ApplicationStopping);
        app.UseRouting();
        app.Use(pipeline.InvokeAsync);
        EposRoutes.Map(app, run);
        ControlRoutes.Map(app, run);
        try
        {
            await app.StartAsync(ct);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        return new SimulatorHost(app, run);
    }

    /// <summary>A change made by the organisation: shows by the 14:00 rule, or at once.</summary>
    /// <param name="journalPersonId">A person id, or what stands in for it.</param>
    /// <returns>UTC moment from which it shows.</returns>
    /// <exception cref="ArgumentException">The journal has no such person.</exception>
    public DateTime Change(string journalPersonId, PersonChange change) =>
        _run.World.Change(journalPersonId, change) ?? throw new ArgumentException("The journal has no such person.", nameof(journalPersonId));

    /// <summary>What the journal shows of a person now.</summary>
    /// <exception cref="ArgumentException">The journal has no such person.</exception>
    public PersonView Look(string journalPersonId) =>
        _run.World.Snapshot().View(College.Person(journalPersonId) ?? throw new ArgumentException("The journal has no such person.", nameof(journalPersonId)));

    /// <summary>The college as it began, no faults, no sessions, counters at zero. The clock stays.</summary>
    public void Reset() => _run.Reset();

    /// <summary>Plays another college from its beginning.</summary>
    public void Play(SimulatedCollege college) => _run.Play(college);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static (IPAddress Address, int Port) EndPointOf(Uri? url)
    {
        if (url is null)
        {
            return (IPAddress.Loopback, 0);
        }

        return url.Scheme == Uri.UriSchemeHttp && url.IsLoopback && url.AbsolutePath == "/"
            ? (IPAddress.TryParse(url.Host.Trim('[', ']'), out var ip) ? ip : IPAddress.Loopback, url.Port)
            : throw new ArgumentException("The simulator listens on loopback only, by plain HTTP.", nameof(url));
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
