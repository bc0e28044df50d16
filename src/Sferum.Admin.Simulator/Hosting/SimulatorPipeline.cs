using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sferum.Admin.Simulator.College;
using Sferum.Admin.Simulator.Control;
using Sferum.Admin.Simulator.Epos;

namespace Sferum.Admin.Simulator.Hosting;

/// <summary>What happens to every call of the journal before its route answers: the log, the time it takes, the fault it meets.</summary>
internal sealed class SimulatorPipeline(SimulatorRun run, CancellationToken stopping)
{
    private const string Html = "text/html; charset=utf-8";
    private const string Maintenance = "<!DOCTYPE html><html lang=\"ru\"><head><title>Технические работы</title></head><body><h1>Ведутся технические работы</h1><p>Зайдите позже.</p></body></html>";
    private const string BadGateway = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n";

    private static readonly TimeSpan HeldAtMost = TimeSpan.FromSeconds(60);

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.Headers["X-Simulator"] = "1";
        if (!context.Request.Path.StartsWithSegments("/epos"))
        {
            await next(context);
            return;
        }

        var call = new Call(run, context);
        // Before the first byte leaves: whoever has the answer finds the call in the log.
        context.Response.OnStarting(() =>
        {
            call.Close(context.Response.StatusCode);
            return Task.CompletedTask;
        });
        try
        {
            await AnswerAsync(context, call, next);
            call.Close(context.Response.StatusCode);
        }
        catch (OperationCanceledException)
        {
            // The caller has gone, or the simulator stops.
            call.Cut();
        }
        finally
        {
            call.Close(StatusCodes.Status500InternalServerError);
        }
    }

    private async Task AnswerAsync(HttpContext context, Call call, RequestDelegate next)
    {
        if (context.Request.Path.StartsWithSegments(AssumedRoutes.Prefix))
        {
            context.Response.Headers[AssumedRoutes.ContractHeader] = AssumedRoutes.Contract;
        }

        var fault = run.Faults.Take(context.Request);
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        var dice = new Dice((ulong)call.Number).Fork("call");
        await WaitAsync(fault == FaultKind.Slow || dice.Chance(run.Profile.LongPercent) ? run.Profile.LongLatency : run.Profile.Latency, dice, gone.Token);
        if (fault == FaultKind.Reset || dice.Next(1000) < run.Profile.ResetPerMille)
        {
            call.Cut();
            return;
        }

        if (!await SpoilAsync(context, call, fault, gone.Token))
        {
            await next(context);
        }
    }

    /// <summary>Answers in the route's place when the fault is of the whole answer; notes it for the route otherwise.</summary>
    private async Task<bool> SpoilAsync(HttpContext context, Call call, FaultKind? fault, CancellationToken ct)
    {
        switch (fault)
        {
            case FaultKind.Timeout:
                await Task.Delay(HeldAtMost, TimeProvider.System, ct);
                call.Cut();
                return true;
            case FaultKind.ServerError:
                await EposJson.RefuseAsync(context, StatusCodes.Status500InternalServerError, "Внутренняя ошибка сервера");
                return true;
            case FaultKind.BadGateway:
                await WriteHtmlAsync(context, StatusCodes.Status502BadGateway, BadGateway);
                return true;
            case FaultKind.Unavailable:
                await WriteHtmlAsync(context, StatusCodes.Status503ServiceUnavailable, Maintenance);
                return true;
            case FaultKind.MessageObject:
                await EposJson.WriteAsync(context, new { message = "Сервис временно недоступен" });
                return true;
            case FaultKind.Expired:
                await EposJson.RefuseAsync(context, StatusCodes.Status401Unauthorized, EposGate.SessionEnded);
                return true;
            case FaultKind.Forbidden:
                await EposJson.RefuseAsync(context, StatusCodes.Status403Forbidden, EposGate.NoRight);
                return true;
            case FaultKind.Flood:
                context.Response.Headers.RetryAfter = run.Profile.RetryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
                await EposJson.RefuseAsync(context, StatusCodes.Status429TooManyRequests, "Слишком много запросов");
                return true;
            case { } kind:
                context.Features.Set(new CallFault(kind));
                return false;
            default:
                return false;
        }
    }

    private static async Task WaitAsync((TimeSpan From, TimeSpan To) bounds, Dice dice, CancellationToken ct)
    {
        var time = TimeSpan.FromMilliseconds(dice.Between((int)bounds.From.TotalMilliseconds, (int)bounds.To.TotalMilliseconds));
        if (time > TimeSpan.Zero)
        {
            await Task.Delay(time, TimeProvider.System, ct);
        }
    }

    private static async Task WriteHtmlAsync(HttpContext context, int status, string page)
    {
        (context.Response.StatusCode, context.Response.ContentType) = (status, Html);
        await context.Response.WriteAsync(page, Encoding.UTF8, context.RequestAborted);
    }

    /// <summary>A call from its arrival until it is in the log, once.</summary>
    private sealed class Call(SimulatorRun run, HttpContext context)
    {
        private readonly DateTime _at = run.School.Now;
        private bool _isClosed;

        public int Number { get; } = run.Log.Begin();

        public void Close(int status)
        {
            if (!_isClosed)
            {
                _isClosed = true;
                run.Log.End(Number, context.Request, Route, status, _at);
            }
        }

        /// <summary>No answer.</summary>
        public void Cut()
        {
            Close(0);
            context.Abort();
        }

        private string Route => $"{context.Request.Method} {(context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? context.Request.Path.Value}";
    }
}
