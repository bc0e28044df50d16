using Microsoft.AspNetCore.Http;
using Sferum.Admin.Simulator.College;

namespace Sferum.Admin.Simulator.Epos;

/// <summary>How late a route switches to the new data after 14:00: its own time, 0 … 20 minutes, each page for itself.</summary>
internal static class RouteLag
{
    private const ulong Seed = 14;
    private const int MinutesAtMost = 20;

    public static TimeSpan Of(HttpRequest request) =>
        TimeSpan.FromMinutes(new Dice(Seed).Fork($"{request.Path} {request.Query["class_unit_ids"]} {request.Query["page"]}").Next(MinutesAtMost + 1));
}
