using System.Diagnostics;
using System.Globalization;

namespace Sferum.Admin.Benchmarks;

/// <summary>Times, allocations and the peak of the resident set over the idle one. On a busy machine the processor's time says more than the clock's.</summary>
internal sealed class Measure(string name, int size, BenchmarkOptions options, int runs)
{
    private readonly List<double> _seconds = [];
    private readonly List<double> _processor = [];
    private readonly List<double> _allocated = [];
    private readonly double _idle = BenchmarkLine.ReadPeak();

    /// <param name="run">Number 0 warms up and is not counted.</param>
    public async Task<T> TimeAsync<T>(int run, Func<Task<T>> work)
    {
        GC.Collect();
        var allocated = GC.GetTotalAllocatedBytes();
        var processor = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        var result = await work();
        if (run > 0)
        {
            _seconds.Add(watch.Elapsed.TotalSeconds);
            _processor.Add((Environment.CpuUsage.TotalTime - processor).TotalSeconds);
            _allocated.Add(BenchmarkLine.AllocatedSince(allocated));
        }

        return result;
    }

    /// <param name="about">Which of several workloads of the name it was.</param>
    public void Print(string about = "")
    {
        _seconds.Sort();
        _processor.Sort();
        _allocated.Sort();
        var seconds = _seconds[_seconds.Count / 2];
        new BenchmarkLine(
            name, size, options.PostgreSql ? "postgres" : "sqlite", Math.Round(seconds, 3), Math.Round(size / seconds), _allocated[_allocated.Count / 2], BenchmarkLine.ReadPeak() - _idle,
            string.Create(CultureInfo.InvariantCulture, $"{about}median of {runs}: {_seconds[0]:0.000} to {_seconds[^1]:0.000} s; processor {_processor[_processor.Count / 2]:0.000} s; peak less idle")).Print();
    }
}
