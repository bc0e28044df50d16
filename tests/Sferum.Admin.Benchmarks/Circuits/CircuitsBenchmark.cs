using System.Diagnostics;
using System.Globalization;

namespace Sferum.Admin.Benchmarks.Circuits;

/// <summary>
/// Many people at work at once: real circuits without browsers against the published portal on PostgreSQL. Half of them are
/// administrators, half curators; each acts every ten seconds. Measured: act → the render batch that shows its result; what a circuit
/// holds of the server's memory; what this driver itself takes of the processor.
/// </summary>
internal static class CircuitsBenchmark
{
    /// <summary>Circuits opened at a time.</summary>
    private const int Doors = 6;

    /// <summary>Rounds of every act before anything is measured: code is compiled, plans are cached.</summary>
    private const int WarmCircuits = 8, WarmActs = 24;

    /// <summary>Lines of a node's log that are shown: a quiet portal writes warnings only.</summary>
    private const int MostLines = 20;

    private static readonly TimeSpan OpenLimit = TimeSpan.FromSeconds(30);

    /// <summary>Memory is read when the collector has had time after the last circuit.</summary>
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(CircuitOptions options, CancellationToken ct)
    {
        var work = Directory.CreateTempSubdirectory("sferum-circuits-");
        try
        {
            var app = options.App ?? await PortalProcess.PublishAsync(Path.Combine(work.FullName, "app"));
            await using var scene = await CircuitScene.CreateAsync(ct);
            var data = work.CreateSubdirectory("node").CreateSubdirectory("data").FullName;
            var nodes = new List<PortalProcess>();
            try
            {
                for (var i = 0; i < options.Nodes; i++)
                {
                    nodes.Add(await PortalProcess.StartAsync(app, data, scene.Connection, ct));
                }

                await MeasureAsync(options, scene, nodes, ct);
            }
            finally
            {
                foreach (var node in nodes)
                {
                    foreach (var line in node.Output.Skip(1).Take(MostLines))
                    {
                        Note(line);
                    }

                    await node.DisposeAsync();
                }
            }
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    private static async Task MeasureAsync(CircuitOptions options, CircuitScene scene, List<PortalProcess> nodes, CancellationToken ct)
    {
        var accounts = new Dictionary<(int Node, string Login), PortalAccount>();
        foreach (var (node, i) in nodes.Select((node, i) => (node, i)))
        {
            foreach (var account in scene.Accounts)
            {
                accounts[(i, account.Login)] = await PortalAccount.SignInAsync(node.Address, account.Login, CircuitScene.Password, ct);
            }
        }

        try
        {
            var warm = await OpenAsync(options with { Circuits = WarmCircuits * nodes.Count }, scene, accounts, ct);
            await Task.WhenAll(warm.Select(async user =>
            {
                for (var i = 0; i < WarmActs; i++)
                {
                    await user.ActAsync();
                }
            }));
            await CloseAsync(warm);
            Report(warm);
            await Task.Delay(Settle, ct);

            var idle = nodes.Sum(node => node.ResidentMB);
            var watch = Stopwatch.StartNew();
            var users = await OpenAsync(options, scene, accounts, ct);
            var opened = watch.Elapsed;
            await Task.Delay(Settle, ct);
            var open = nodes.Sum(node => node.ResidentMB);
            Note($"{users.Count} circuits in {opened.TotalSeconds:0.0} s; {idle:0} → {open:0} MB; {users.Average(u => u.Circuit.Received.Bytes) / 1024:0} KB in {users.Average(u => u.Circuit.Received.Batches):0.0} batches; {users.Average(u => u.Circuit.Look(page => page.Count)):0} nodes");

            // One round of everybody: every page is known and compiled, as it is a minute after a node has started.
            var every = TimeSpan.FromSeconds(options.Every);
            await Task.WhenAll(users.Select(user => user.WorkAsync(every, (CircuitUser.Kinds.Count + 1) * every, ct)));
            users.ForEach(user => user.Forget());

            await using var pair = await PairAsync(scene, accounts, ct);
            var (busyBefore, serverBefore, driverBefore) = (MachineBusy(), nodes.Sum(node => node.Processor.TotalSeconds), Environment.CpuUsage.TotalTime.TotalSeconds);
            watch.Restart();
            var length = TimeSpan.FromSeconds(options.Seconds);
            await Task.WhenAll([pair.RunAsync(length, ct), .. users.Select(user => user.WorkAsync(every, length, ct))]);
            var seconds = watch.Elapsed.TotalSeconds;
            var machine = new Load((MachineBusy() - busyBefore) / seconds, (nodes.Sum(node => node.Processor.TotalSeconds) - serverBefore) / seconds, (Environment.CpuUsage.TotalTime.TotalSeconds - driverBefore) / seconds);
            Note($"live: {Percentiles.Of(pair.Seen)}; {pair.Missed} never seen");
            Print(options, users, seconds, machine, (open - idle) * 1024 / users.Count, nodes);
            await CloseAsync(users);
        }
        finally
        {
            foreach (var account in accounts.Values)
            {
                account.Dispose();
            }
        }
    }

    private static async Task<List<CircuitUser>> OpenAsync(CircuitOptions options, CircuitScene scene, Dictionary<(int Node, string Login), PortalAccount> accounts, CancellationToken ct)
    {
        var nodes = accounts.Keys.Max(key => key.Node) + 1;
        var administrators = scene.Accounts.Where(account => !account.IsCurator).ToList();
        var curators = scene.Accounts.Where(account => account.IsCurator).ToList();
        var users = new CircuitUser[options.Circuits];
        await Parallel.ForAsync(0, options.Circuits, new ParallelOptions { MaxDegreeOfParallelism = Doors, CancellationToken = ct }, async (i, token) =>
        {
            // Two neighbours are an administrator and a curator; both kinds are spread over the nodes evenly.
            var pair = i / 2;
            var account = i % 2 == 0 ? administrators[pair % administrators.Count] : curators[pair % curators.Count];
            var circuit = await Circuit.OpenAsync(accounts[(pair % nodes, account.Login)], options.Page, PageRules.ShowsList, OpenLimit, token);
            users[i] = new CircuitUser(circuit, account.Groups, options.Page, i, options.Only);
        });
        return [.. users];
    }

    /// <summary>Two administrators, on the first node and on the last.</summary>
    private static Task<LivePair> PairAsync(CircuitScene scene, Dictionary<(int Node, string Login), PortalAccount> accounts, CancellationToken ct)
    {
        var administrators = scene.Accounts.Where(account => !account.IsCurator).ToList();
        return LivePair.OpenAsync(
            accounts[(0, administrators[0].Login)], accounts[(accounts.Keys.Max(key => key.Node), administrators[^1].Login)], administrators[0].Groups[0], ct);
    }

    private static async Task CloseAsync(List<CircuitUser> users)
    {
        foreach (var user in users)
        {
            await user.Circuit.DisposeAsync();
        }
    }

    private static void Print(CircuitOptions options, List<CircuitUser> users, double seconds, Load load, double kilobytes, List<PortalProcess> nodes)
    {
        var errors = users.SelectMany(user => user.Errors.Concat(user.Circuit.Errors)).ToList();
        var disconnected = users.Count(user => !user.Circuit.IsOpen);
        var kinds = users.SelectMany(user => user.Acts).ToLookup(act => act.Kind, act => act.Milliseconds);
        foreach (var kind in kinds.OrderBy(kind => kind.Key, StringComparer.Ordinal))
        {
            Note($"{kind.Key}: {Percentiles.Of(kind)}");
        }

        foreach (var error in errors.GroupBy(error => error).OrderByDescending(same => same.Count()).Take(10))
        {
            Note($"{error.Count()} × {error.Key}");
        }

        var all = Percentiles.Of(kinds.SelectMany(kind => kind));
        var note = string.Create(CultureInfo.InvariantCulture, $"{options.Nodes} node(s), act every {options.Every} s; p99 {all.P99:0} ms; {errors.Count} errors, {disconnected} disconnected; {kilobytes:0} KB a circuit on {options.Page}; "
            + $"peak {nodes.Sum(node => node.PeakMB):0} MB; cores: portal {load.Portal:0.00}, driver {load.Driver:0.00}, machine {load.Machine:0.00}");
        new BenchmarkLine("circuits", users.Count, "postgres", Math.Round(seconds, 1), Math.Round(all.Count / seconds, 1), 0, Math.Round(nodes.Sum(node => node.ResidentMB), 1), note, Math.Round(all.P50, 1), Math.Round(all.P95, 1)).Print();
    }

    private static void Report(List<CircuitUser> users)
    {
        Note($"warm: {Percentiles.Of(users.SelectMany(user => user.Acts).Select(act => act.Milliseconds))}");
        foreach (var error in users.SelectMany(user => user.Errors.Concat(user.Circuit.Errors)).Distinct().Take(5))
        {
            Note($"warm: {error}");
        }
    }

    private static void Note(string text) => Console.Error.WriteLine(text);

    /// <summary>Seconds of all cores spent on something since the machine's start.</summary>
    private static double MachineBusy()
    {
        // user nice system idle iowait irq softirq steal
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..9].Select(f => double.Parse(f, CultureInfo.InvariantCulture)).ToArray();
        return (fields.Sum() - fields[3] - fields[4]) / 100;
    }

    /// <summary>Cores taken on average.</summary>
    private readonly record struct Load(double Machine, double Portal, double Driver);

    private readonly record struct Percentiles(int Count, double P50, double P95, double P99, double Most)
    {
        public static Percentiles Of(IEnumerable<double> milliseconds)
        {
            var sorted = milliseconds.Order().ToList();
            return sorted.Count == 0 ? default : new(sorted.Count, At(0.5), At(0.95), At(0.99), sorted[^1]);
            double At(double share) => sorted[(int)(share * (sorted.Count - 1))];
        }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count} acts, p50 {P50:0}, p95 {P95:0}, p99 {P99:0}, most {Most:0} ms");
    }
}
