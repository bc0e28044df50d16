using Microsoft.Extensions.Options;
using Sferum.Admin.Connectors.Http;

namespace Sferum.Admin.Connectors.Epos;

/// <summary>The limits of the process towards the journal: they hold across sessions.</summary>
public sealed class EposLimits(IOptions<EposOptions> options) : IDisposable
{
    private readonly WindowLimiter _parallel = new(options.Value.ParallelCalls, TimeSpan.Zero, options.Value.WaitClock);
    private readonly WindowLimiter _persons = new(options.Value.PersonCalls, options.Value.PersonWindow, options.Value.WaitClock);

    /// <summary>First the scarce one: who waits for it must not hold a place of the other.</summary>
    internal IReadOnlyList<WindowLimiter> Of(EposRoute route) => route.IsPerPerson ? [_persons, _parallel] : [_parallel];

    public void Dispose()
    {
        _parallel.Dispose();
        _persons.Dispose();
    }
}
