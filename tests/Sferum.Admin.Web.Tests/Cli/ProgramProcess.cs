using System.Diagnostics;

namespace Sferum.Admin.Web.Tests.Cli;

/// <summary>The real program as a process of its own, in a directory of its own.</summary>
internal sealed class ProgramProcess : IDisposable
{
    private static readonly string Dll = Path.Combine(AppContext.BaseDirectory, "Sferum.Admin.Web.dll");

    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("sferum-cli-").FullName;

    /// <summary>More environment, e.g. <c>ASPNETCORE_ENVIRONMENT</c>.</summary>
    public Dictionary<string, string> Environment { get; } = new() { ["ASPNETCORE_ENVIRONMENT"] = "Production" };

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);

    /// <summary>Runs to its end.</summary>
    public async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    /// <summary>Starts it; the caller ends it.</summary>
    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Dll, .. arguments])
        {
            WorkingDirectory = Directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in Environment)
        {
            start.Environment[key] = value;
        }

        start.Environment.Remove("SFERUM_DATA");
        return Process.Start(start)!;
    }
}
