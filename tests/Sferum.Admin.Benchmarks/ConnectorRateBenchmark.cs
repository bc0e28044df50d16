using System.Diagnostics;
using System.Net;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Sferum.Admin.Connectors;
using Sferum.Admin.Connectors.Epos;
using Sferum.Admin.Core.Ports;
using Sferum.Admin.Core.Settings;

namespace Sferum.Admin.Benchmarks;

/// <summary>
/// The journal's connector, its whole pipeline, against a server in this process that takes so many calls in any second and refuses
/// every other: how much of what is allowed the connector uses, and that it is refused nothing.
/// </summary>
internal static class ConnectorRateBenchmark
{
    private const int Callers = 8;
    private const int DefaultSeconds = 15;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1);

    public static async Task RunAsync(BenchmarkOptions options)
    {
        var seconds = options.Size ?? DefaultSeconds;
        foreach (var (limit, from, to) in new[] { (30, 10, 20), (30, 50, 50), (30, 120, 120), (3, 50, 50), (3, 60, 120) })
        {
            await MeasureAsync(limit, from, to, TimeSpan.FromSeconds(seconds));
        }
    }

    private static async Task MeasureAsync(int limit, int from, int to, TimeSpan duration)
    {
        using var server = new StrictServer(limit, from, to);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddJournalConnector(new ConfigurationBuilder().AddInMemoryCollection([new("Epos:AllowAssumed", "true")]).Build());
        services.PostConfigure<EposOptions>(o => (o.PersonCalls, o.PersonWindow, o.ParallelCalls, o.Repeats) = (limit, Window, Callers, 0));
        services.AddHttpClient("epos").ConfigurePrimaryHttpMessageHandler(() => server);
        await using var provider = services.BuildServiceProvider();
        var opened = await provider.GetRequiredService<IJournal>().OpenAsync(
            new JournalConnection(JournalReaderMode.Assumed, new Uri("http://127.0.0.1/epos")), new JournalCredentials("token", "1"), CancellationToken.None);
        await using var session = opened.Value ?? throw new InvalidOperationException(opened.Trouble!.Sentence);

        var before = GC.GetTotalAllocatedBytes();
        var watch = Stopwatch.StartNew();
        using var stop = new CancellationTokenSource(duration);
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(async _ =>
        {
            try
            {
                while (watch.Elapsed < duration)
                {
                    await session.SightingAsync("a", stop.Token);
                }
            }
            catch (OperationCanceledException)
            {
                // The time is over.
            }
        }));

        var (taken, refused, round) = server.Counts();
        if (refused > 0)
        {
            throw new InvalidOperationException($"{refused} calls were refused.");
        }

        var share = 100 * taken / (limit * duration.TotalSeconds);
        var trip = from == to ? $"{to} ms" : $"{from}–{to} ms";
        new BenchmarkLine(
            "connector-rate", limit, "none", duration.TotalSeconds, Math.Round(taken / duration.TotalSeconds, 2), BenchmarkLine.AllocatedSince(before), BenchmarkLine.ReadPeak(),
            FormattableString.Invariant($"round trip {trip}: 0 refused, {share:0.0} % of the calls allowed in this time, a slot comes round in {round.TotalMilliseconds:0} ms")).Print();
    }

    /// <summary>Takes <paramref name="limit"/> calls in any second, counted at a random moment of the round trip.</summary>
    private sealed class StrictServer(int limit, int from, int to) : HttpMessageHandler
    {
        private readonly Lock _lock = new();
        private readonly List<long> _taken = [];
        private int _refused;

        /// <summary>Calls taken and refused, and the mean time in which a slot comes round: a window and one round trip.</summary>
        public (int Taken, int Refused, TimeSpan Round) Counts()
        {
            lock (_lock)
            {
                var rounds = Enumerable.Range(limit, _taken.Count - limit).Select(i => Stopwatch.GetElapsedTime(_taken[i - limit], _taken[i]).TotalSeconds);
                return (_taken.Count, _refused, TimeSpan.FromSeconds(rounds.Average()));
            }
        }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var path = request.RequestUri!.AbsolutePath;
            if (path.EndsWith("sessions", StringComparison.Ordinal))
            {
                return Json("""{ "id": 1, "profiles": [ { "id": 1, "roles": ["school_admin"] } ] }""");
            }

            if (path.EndsWith("academic_years", StringComparison.Ordinal))
            {
                return Json("""[ { "id": 14, "current_year": true } ]""");
            }

            var trip = Random.Shared.Next(from, to + 1);
            var there = Random.Shared.Next(trip + 1);
            await Task.Delay(there, cancellationToken);
            var isTaken = Take();
            await Task.Delay(trip - there, cancellationToken);
            return isTaken
                ? Json("""{ "person_id": "a", "role": "student", "as_of": "2026-11-23T14:00:00+05:00", "links": [] }""")
                : new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        }

        private bool Take()
        {
            lock (_lock)
            {
                var now = Stopwatch.GetTimestamp();
                if (_taken.Count >= limit && Stopwatch.GetElapsedTime(_taken[^limit], now) < Window)
                {
                    _refused++;
                    return false;
                }

                _taken.Add(now);
                return true;
            }
        }

        private static HttpResponseMessage Json(string body)
        {
            var response = new HttpResponseMessage { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            response.Headers.Add(EposReply.ContractHeader, EposReply.ContractName);
            return response;
        }
    }
}
