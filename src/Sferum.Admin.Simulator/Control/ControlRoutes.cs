using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sferum.Admin.Simulator.Epos;
using Sferum.Admin.Simulator.Hosting;
using Sferum.Admin.Simulator.World;

namespace Sferum.Admin.Simulator.Control;

/// <summary>Routes by which a test or a person at the practice ground steers the simulator (docs/simulator.md).</summary>
internal sealed class ControlRoutes(SimulatorRun run)
{
    public static void Map(IEndpointRouteBuilder routes, SimulatorRun run)
    {
        var (sim, self) = (routes.MapGroup("/sim"), new ControlRoutes(run));
        sim.MapGet("/state", self.StateAsync);
        sim.MapGet("/log", self.LogAsync);
        sim.MapPost("/reset", self.ResetAsync);
        sim.MapPost("/clock", ControlJson.WithBody<ClockBody>(self.ClockAsync));
        sim.MapPut("/faults", ControlJson.WithBody<FaultBody[]>(self.FaultsAsync));
        sim.MapPost("/people/{id}", ControlJson.WithBody<PersonBody>(self.PersonAsync));
        sim.MapPost("/chats/{id:long}/members", ControlJson.WithBody<MembersBody>(self.MembersAsync));
        sim.MapPost("/college", self.CollegeAsync);
    }

    private Task StateAsync(HttpContext context)
    {
        var counts = run.Log.Counts;
        return ControlJson.AnswerAsync(context, new
        {
            now = Moment(run.School.Now),
            isVirtual = run.Clock.IsMoved,
            asOf = Moment(run.World.Snapshot().AsOf),
            profile = run.Profile.Name,
            people = run.World.College.People.Count,
            classUnits = run.World.College.ClassUnits.Count,
            faults = run.Faults.Current.Select(f => new { route = f.Fault.Route, fault = FaultNames.NameOf(f.Fault.Kind), times = f.Fault.Times, after = f.Fault.After, met = f.Met, used = f.Used }),
            calls = run.Log.Last,
            refusals = counts.Where(c => c.Status == StatusCodes.Status429TooManyRequests).Sum(c => c.Count),
            routes = counts,
        });
    }

    private Task LogAsync(HttpContext context)
    {
        var since = int.TryParse(context.Request.Query["since"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        return ControlJson.AnswerAsync(context, run.Log.Since(since));
    }

    private Task ResetAsync(HttpContext context)
    {
        run.Reset();
        return StateAsync(context);
    }

    private Task ClockAsync(HttpContext context, ClockBody body)
    {
        switch (body)
        {
            case { Now: { } now, Advance: null, Real: null }:
                run.Clock.Set(now);
                break;
            case { Now: null, Advance: { } advance, Real: null }:
                run.Clock.Advance(advance);
                break;
            case { Now: null, Advance: null, Real: true }:
                run.Clock.UseReal();
                break;
            default:
                return ControlJson.RefuseAsync(context, "Укажите одно из трёх: now — момент, advance — на сколько вперёд, real — true.");
        }

        return ControlJson.AnswerAsync(context, new { now = Moment(run.School.Now), asOf = Moment(run.World.Snapshot().AsOf) });
    }

    private Task FaultsAsync(HttpContext context, FaultBody[] body)
    {
        if (body.FirstOrDefault(f => FaultNames.Parse(f.Fault) is null) is { } unknown)
        {
            return ControlJson.RefuseAsync(context, $"Неисправности «{unknown.Fault}» здесь нет. Есть: {string.Join(", ", FaultNames.All)}.");
        }

        run.Faults.Set(body.Select(f => new Fault(f.Route, FaultNames.Parse(f.Fault)!.Value, f.Times, f.After)));
        return ControlJson.AnswerAsync(context, new { faults = body.Length });
    }

    private Task PersonAsync(HttpContext context, PersonBody body)
    {
        if (body.ToChange() is not { } change)
        {
            return ControlJson.RefuseAsync(context, "linked: площадка max или vk_id, значение true, false, linked, not_linked, broken или unknown.");
        }

        if (change.Chats?.Any(c => run.World.Chat(c) is null) == true)
        {
            return ControlJson.RefuseAsync(context, "Такого чата нет.");
        }

        return run.World.Change(context.Request.RouteValues["id"]!.ToString()!, change) is { } shows
            ? ControlJson.AnswerAsync(context, new { showsAt = Moment(shows) })
            : ControlJson.RefuseAsync(context, "Такого человека нет.", StatusCodes.Status404NotFound);
    }

    private Task MembersAsync(HttpContext context, MembersBody body)
    {
        var chat = long.Parse(context.Request.RouteValues["id"]!.ToString()!, CultureInfo.InvariantCulture);
        var shows = run.World.Chat(chat) is null ? null : run.World.ChangeMembers(chat, body.Add ?? [], body.Remove ?? [], body.Now);
        return shows is { } at
            ? ControlJson.AnswerAsync(context, new { showsAt = Moment(at) })
            : ControlJson.RefuseAsync(context, "Такого чата или человека нет.", StatusCodes.Status404NotFound);
    }

    private async Task CollegeAsync(HttpContext context)
    {
        try
        {
            run.Play(SimulatedCollege.Of(await CollegeFile.ReadAsync(context.Request.Body, context.RequestAborted)));
        }
        catch (InvalidDataException e)
        {
            await ControlJson.RefuseAsync(context, e.Message);
            return;
        }

        await StateAsync(context);
    }

    private string Moment(DateTime utc) => EposJson.Moment(run.School, utc);
}
