using System.Diagnostics;
using System.Globalization;

namespace Sferum.Admin.Core.Jobs;

/// <summary>
/// The process behind a run, as <see cref="JobRun.Owner"/> keeps it: machine, process, its start, and a mark of the run itself. A
/// process of this machine that is no more is known at once, so that a run which was killed goes on without waiting for its
/// heartbeat to grow old. Nodes need different machine names, which containers have.
/// </summary>
internal static class JobOwner
{
    private const char Separator = '/';

    /// <summary>A new mark of this process.</summary>
    public static string New()
    {
        using var process = Process.GetCurrentProcess();
        return string.Join(Separator, Environment.MachineName, process.Id.ToString(CultureInfo.InvariantCulture), StartOf(process), Guid.CreateVersion7().ToString("N")[^8..]);
    }

    /// <summary>Whether the process is known to be gone: it was of this machine, and none with this number and start runs here.</summary>
    public static bool IsGone(string? owner)
    {
        if (owner?.Split(Separator) is not [var machine, var number, var start, _]
            || machine != Environment.MachineName
            || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return false;
        }

        try
        {
            using var process = Process.GetProcessById(id);
            return StartOf(process) != start;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return true;
        }
    }

    // Whole seconds: the start is computed from ticks since boot and differs by parts of one between two readings.
    private static string StartOf(Process process) => new DateTimeOffset(process.StartTime).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
