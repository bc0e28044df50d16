using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace Sferum.Admin.Connectors.Http;

/// <summary>How a connector repeats a request that failed for a while: 5xx, 408, 429, a reset, a time-out.</summary>
/// <param name="Attempts">Repeats after the first attempt.</param>
/// <param name="Delay">Before the first repeat; doubled, with jitter, before each next one.</param>
/// <param name="ThrottleDelay">After 429 without <c>Retry-After</c>.</param>
/// <param name="LongestDelay">A server that asks for a longer wait is not asked again, so that the whole stays bounded.</param>
/// <param name="AttemptTimeout">Of one attempt, its body included, without the wait for one's turn.</param>
/// <param name="LargestAnswer">Bytes.</param>
/// <param name="Clock">The clock of all waits.</param>
public sealed record Repeats(
    int Attempts, TimeSpan Delay, TimeSpan ThrottleDelay, TimeSpan LongestDelay, TimeSpan AttemptTimeout, long LargestAnswer, TimeProvider Clock)
{
    /// <summary>Adds the handlers in their order: repeats, turn, time-out of the attempt, whole answer.</summary>
    /// <param name="builder">The connector's client.</param>
    /// <param name="of">Reads the settings when the client is first made.</param>
    public static void Add(IHttpClientBuilder builder, Func<IServiceProvider, Repeats> of)
    {
        builder.AddResilienceHandler("repeat", (pipeline, context) => of(context.ServiceProvider).AddRetry(pipeline));
        builder.AddHttpMessageHandler(() => new PacingHandler());
        builder.AddResilienceHandler("attempt", (pipeline, context) => of(context.ServiceProvider).AddTimeout(pipeline));
        builder.AddHttpMessageHandler(services => new WholeAnswerHandler(of(services).LargestAnswer));
    }

    private void AddRetry(ResiliencePipelineBuilder<HttpResponseMessage> pipeline)
    {
        pipeline.TimeProvider = Clock;
        if (Attempts == 0)
        {
            return;
        }

        pipeline.AddRetry(new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = Attempts,
            Delay = Delay,
            MaxDelay = LongestDelay,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = args => new ValueTask<bool>(IsPassing(args.Outcome) && (AskedDelay(args.Outcome.Result) ?? TimeSpan.Zero) <= LongestDelay),
            DelayGenerator = args => new ValueTask<TimeSpan?>(AskedDelay(args.Outcome.Result)),
        });
    }

    private void AddTimeout(ResiliencePipelineBuilder<HttpResponseMessage> pipeline)
    {
        pipeline.TimeProvider = Clock;
        pipeline.AddTimeout(AttemptTimeout);
    }

    private static bool IsPassing(Outcome<HttpResponseMessage> outcome) =>
        HttpClientResiliencePredicates.IsTransient(outcome)
        && outcome.Exception is not HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded };

    /// <summary>What the server asks for; <see langword="null"/> = our own steps.</summary>
    private TimeSpan? AskedDelay(HttpResponseMessage? response)
    {
        var asked = response?.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - Clock.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        return (asked, response?.StatusCode) switch
        {
            ({ } wait, _) => wait > TimeSpan.Zero ? wait : TimeSpan.Zero,
            (null, HttpStatusCode.TooManyRequests) => ThrottleDelay,
            _ => null,
        };
    }
}
