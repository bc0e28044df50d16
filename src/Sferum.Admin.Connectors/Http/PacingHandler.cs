using System.Net;

namespace Sferum.Admin.Connectors.Http;

/// <summary>What a request carries to the <see cref="PacingHandler"/>.</summary>
/// <param name="Limiters">Taken in this order; each attempt takes its own lease of each.</param>
/// <param name="Counter">Counts the attempts.</param>
public sealed record Pace(IReadOnlyList<WindowLimiter> Limiters, CallCounter Counter)
{
    internal static readonly HttpRequestOptionsKey<Pace> Key = new(nameof(Pace));

    /// <summary>Times this request was sent so far; attempts of one request never overlap.</summary>
    internal int Attempts { get; set; }
}

/// <summary>
/// Sends a request when its limiters let it. Stands inside the repeats, so that each attempt takes its own lease, and outside the
/// attempt's time-out, so that waiting for one's turn is not a time-out. The inner handlers hand over whole answers.
/// </summary>
public sealed class PacingHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.Options.TryGetValue(Pace.Key, out var pace))
        {
            throw new InvalidOperationException("A request without its pace.");
        }

        var leases = new Stack<IDisposable>();
        try
        {
            foreach (var limiter in pace.Limiters)
            {
                leases.Push(await limiter.AcquireAsync(cancellationToken));
            }

            pace.Counter.AddSent(repeated: pace.Attempts++ > 0);
            var response = await base.SendAsync(request, cancellationToken);
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
            {
                pace.Counter.AddRefused();
            }

            return response;
        }
        finally
        {
            while (leases.TryPop(out var lease))
            {
                lease.Dispose();
            }
        }
    }
}
