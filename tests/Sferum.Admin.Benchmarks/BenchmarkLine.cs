using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sferum.Admin.Benchmarks;

/// <summary>One measured run, as printed.</summary>
/// <param name="Size">Rows of the workload.</param>
/// <param name="Database"><c>sqlite</c> or <c>postgres</c>.</param>
/// <param name="Seconds">Median of the repetitions, or the whole of a run that is measured call by call.</param>
/// <param name="AllocatedMB">Allocated by the measured part.</param>
/// <param name="PeakMB">Peak of the resident set.</param>
/// <param name="P50Ms">Of one call, where calls are measured.</param>
/// <param name="Queries">Commands sent to the database by one call.</param>
internal sealed record BenchmarkLine(
    string Name, int Size, string Database, double Seconds, double RowsPerSecond, double AllocatedMB, double PeakMB, string? Note = null,
    double? P50Ms = null, double? P95Ms = null, int? Queries = null)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private const double Megabyte = 1024 * 1024;

    public void Print() => Console.WriteLine(JsonSerializer.Serialize(this, Json));

    /// <summary>Megabytes allocated since a call of <see cref="GC.GetTotalAllocatedBytes"/>.</summary>
    public static double AllocatedSince(long bytes) => Math.Round((GC.GetTotalAllocatedBytes() - bytes) / Megabyte, 1);

    /// <summary>VmHWM of this process, MB; 0 where the system does not tell.</summary>
    public static double ReadPeak()
    {
        const string status = "/proc/self/status";
        var line = File.Exists(status) ? File.ReadLines(status).FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)) : null;
        return line is null ? 0 : Math.Round(double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024, 1);
    }
}
