using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Calendar;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Journal.Connection;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.PersonalData;
using Sferum.Admin.Core.Settings;
using Sferum.Admin.Simulator.College;
using Sferum.Admin.Simulator.Hosting;
using Sferum.Admin.Simulator.World;

namespace Sferum.Admin.Web.Cli;

/// <summary>
/// The practice ground of a demo's database: a simulator of the journal over the same invented college, in this process, with the
/// connection and the session that lead to it. Both are saved through the same use cases as everybody's, so that the audit shows them.
/// </summary>
internal sealed class DemoJournal : IAsyncDisposable
{
    /// <summary>Lets the assumed contract be used against this machine's own simulator, whatever the environment (DESIGN §3).</summary>
    public const string Allowance = "Epos:AllowAssumedOnLoopback";

    /// <summary>Acts for the demo.</summary>
    public static readonly Actor Demo = Actor.System("demo");

    /// <summary>A session lives for an hour; a demo that stays open keeps one.</summary>
    private static readonly TimeSpan SessionRenewal = TimeSpan.FromMinutes(45);

    /// <summary>How long a demo that may be running beside is waited for.</summary>
    private static readonly TimeSpan NeighbourAnswersIn = TimeSpan.FromSeconds(2);

    private readonly SimulatorHost? _host;
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _renewal;

    private DemoJournal(IServiceProvider services, SimulatorHost? host)
    {
        _host = host;
        _renewal = host is null ? Task.CompletedTask : RenewSessionAsync(services, _ended.Token);
    }

    /// <summary>Of the simulator that this process started; <see langword="null"/> when that of a running demo is used.</summary>
    public string? Url => _host?.Address.GetLeftPart(UriPartial.Authority);

    public static IServiceCollection AddServices(IServiceCollection services) => services
        .AddSingleton(s => new CollegeWriter(
            s.GetRequiredService<IDbContextFactory<AppDbContext>>(),
            s.GetRequiredService<IBulkWriter>(),
            s.GetRequiredService<LinkProjection>(),
            s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<SnilsHash>().Of))
        .AddSingleton<DemoCollege>();

    /// <summary>Starts a simulator and leads the portal to it.</summary>
    /// <returns>A refusal when this build cannot play the database's college.</returns>
    public static async Task<Result<DemoJournal>> StartAsync(IServiceProvider services, CancellationToken ct)
    {
        var college = await services.GetRequiredService<DemoCollege>().CollegeAsync(ct);
        if (!college.IsOk)
        {
            return college.Error!;
        }

        var options = new SimulatorOptions { College = SimulatedCollege.Of(college.Value), Profile = SimulatorProfile.Demo, Calendar = await CalendarAsync(services, ct) };
        var host = await SimulatorHost.StartAsync(options, ct);
        try
        {
            await ConnectAsync(services, host.JournalAddress.ToString(), ct);
            await PasteSessionAsync(services, ct);
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }

        return new DemoJournal(services, host);
    }

    /// <summary>For a short program: the simulator of a demo that is running over the same database, else one of its own.</summary>
    public static async Task<Result<DemoJournal>> FindOrStartAsync(IServiceProvider services, CancellationToken ct)
    {
        if (!await IsRunningAsync((await ReadConnectionAsync(services, ct)).Address, ct))
        {
            return await StartAsync(services, ct);
        }

        await PasteSessionAsync(services, ct);
        return new DemoJournal(services, null);
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _renewal;
        _ended.Dispose();
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
    }

    private static async Task<bool> IsRunningAsync(string journal, CancellationToken ct)
    {
        if (!Uri.TryCreate(journal, UriKind.Absolute, out var address) || !address.IsLoopback)
        {
            return false;
        }

        try
        {
            using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = NeighbourAnswersIn };
            using var answer = await client.GetAsync(new Uri(address, "/sim/state"), ct);
            return answer.IsSuccessStatusCode && answer.Headers.Contains("X-Simulator");
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return false;
        }
    }

    private static async Task<SchoolCalendar> CalendarAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(ct);
        var settings = await SchoolSettings.LoadAsync(db, ct);
        return new SchoolCalendar(await db.CalendarDays.AsNoTracking().ToListAsync(ct), settings.HolidaysAreWorkingDays);
    }

    private static async Task<JournalConnectionView> ReadConnectionAsync(IServiceProvider services, CancellationToken ct) =>
        (await services.GetRequiredService<JournalConnectionQueries>().ReadAsync(Demo, ct)).Value;

    private static async Task ConnectAsync(IServiceProvider services, string address, CancellationToken ct)
    {
        var shown = await ReadConnectionAsync(services, ct);
        var request = new SaveConnectionRequest(JournalReaderMode.Assumed, address, shown.Mode, shown.Address);
        Demand(await services.GetRequiredService<SaveJournalConnection>().SaveAsync(Demo, request, ct));
    }

    private static async Task PasteSessionAsync(IServiceProvider services, CancellationToken ct) =>
        Demand(await services.GetRequiredService<PasteJournalSession>().PasteAsync(Demo, new PasteSessionRequest(SimulatorHost.Token, SimulatorHost.ProfileId), ct));

    private static async Task RenewSessionAsync(IServiceProvider services, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(SessionRenewal);
        try
        {
            while (await timer.WaitForNextTickAsync(ct))
            {
                await PasteSessionAsync(services, ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The demo ends.
        }
        catch (Exception e) when (e.IsUnavailable())
        {
            // Without its database the demo has nothing to read either.
        }
    }

    /// <summary>What the demo asks is always allowed; a refusal is a bug.</summary>
    private static void Demand(Result result)
    {
        if (!result.IsOk)
        {
            throw new InvalidOperationException($"The demo's connection was refused: {result.Error!.Code}.");
        }
    }
}
