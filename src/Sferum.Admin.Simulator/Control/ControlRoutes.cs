using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sferum.Admin.Simulator.Epos;
using Sferum.Admin.Simulator.Hosting;

namespace Sferum.Admin.Simulator.Control;

/// <summary>Routes by which a test or a person at the practice ground steers the simulator (docs/simulator.md).</summary>
internal sealed class ControlRoutes(SimulatorRun run)
{
    public static void Map(IEndpointRouteBuilder routes, SimulatorRun run)
    {
        var (sim, self) = (routes.MapGroup("/sim"), new ControlRoutes(run));
        sim.MapPost("/reset", self.ResetAsync);
    }

    private Task ResetAsync(HttpContext context)
    {
        run.Reset();
        return EposJson.WriteAsync(context, new { ok = true });
    }
}
