using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Sferum.Admin.Benchmarks.Circuits;

/// <summary>The published portal in a process of its own, with the garbage collector as shipped.</summary>
internal sealed partial class PortalProcess : IAsyncDisposable
{
    /// <summary>Clock ticks of <c>/proc/PID/stat</c> in a second (Linux on every architecture of ours).</summary>
    private const double TicksPerSecond = 100;

    private static readonly TimeSpan StartsIn = TimeSpan.FromMinutes(2);
    private readonly Process _process;
    private readonly List<string> _output = [];

    private PortalProcess(Process process) => _process = process;

    public Uri Address { get; private set; } = null!;

    /// <summary>What the portal has printed.</summary>
    public IReadOnlyList<string> Output
    {
        get
        {
            lock (_output)
            {
                return [.. _output];
            }
        }
    }

    /// <summary>Resident set, MB.</summary>
    public double ResidentMB => ReadStatus("VmRSS:");

    /// <summary>Peak of the resident set, MB.</summary>
    public double PeakMB => ReadStatus("VmHWM:");

    /// <summary>Processor time spent so far.</summary>
    public TimeSpan Processor
    {
        get
        {
            // The name of the program stands in brackets and may hold spaces: count from behind them. utime and stime are fields 14 and 15.
            var stat = File.ReadAllText($"/proc/{_process.Id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return TimeSpan.FromSeconds((double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond);
        }
    }

    /// <summary>Publishes the portal as the Dockerfile does.</summary>
    public static async Task<string> PublishAsync(string directory)
    {
        var root = FindRoot();
        using var publish = Process.Start(new ProcessStartInfo("dotnet", ["publish", "src/Sferum.Admin.Web", "-c", "Release", "-o", directory, "-p:UseAppHost=false", "-v", "q", "--nologo"])
        {
            WorkingDirectory = root,
            RedirectStandardOutput = true,
        })!;
        var output = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0 ? directory : throw new InvalidOperationException(output);
    }

    /// <param name="app">Directory of the published program.</param>
    /// <param name="data">Its data directory; nodes share one, and with it the key.</param>
    /// <param name="connection">Of the migrated database.</param>
    public static async Task<PortalProcess> StartAsync(string app, string data, string connection, CancellationToken ct)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(app, "Sferum.Admin.Web.dll"), "--data", data, "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = data,
            Environment =
            {
                ["Database__Provider"] = "postgresql",
                ["Database__ConnectionString"] = connection,
                ["DOTNET_ENVIRONMENT"] = "Production",
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
            },
        };
        var portal = new PortalProcess(Process.Start(start)!);
        try
        {
            await portal.WaitUntilOpenAsync().WaitAsync(StartsIn, ct);
        }
        catch
        {
            await portal.DisposeAsync();
            throw;
        }

        return portal;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    /// <summary>Directory of the sources.</summary>
    public static string FindRoot()
    {
        var directory = AppContext.BaseDirectory;
        while (directory is not null && !File.Exists(Path.Combine(directory, "Sferum.Admin.sln")))
        {
            directory = Path.GetDirectoryName(directory);
        }

        return directory ?? throw new InvalidOperationException("The sources are not around: give --app.");
    }

    private async Task WaitUntilOpenAsync()
    {
        var opened = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Read(string? line)
        {
            if (line is null)
            {
                return;
            }

            lock (_output)
            {
                _output.Add(line);
            }

            if (Opened().Match(line) is { Success: true } match)
            {
                opened.TrySetResult(new Uri(match.Groups[1].Value + "/"));
            }
        }

        _process.OutputDataReceived += (_, e) => Read(e.Data);
        _process.ErrorDataReceived += (_, e) => Read(e.Data);
        _process.Exited += (_, _) => opened.TrySetException(new InvalidOperationException($"The portal ended: {string.Join('\n', _output)}"));
        _process.EnableRaisingEvents = true;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Address = await opened.Task;
    }

    private double ReadStatus(string field)
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").First(l => l.StartsWith(field, StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
    }

    [GeneratedRegex(@"^Портал открыт: (http://\S+)")]
    private static partial Regex Opened();
}
