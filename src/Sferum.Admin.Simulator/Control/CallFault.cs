using Microsoft.AspNetCore.Http;

namespace Sferum.Admin.Simulator.Control;

/// <summary>The fault of a call, for the routes that play it themselves.</summary>
internal sealed record CallFault(FaultKind Kind)
{
    public static FaultKind? Of(HttpContext context) => context.Features.Get<CallFault>()?.Kind;
}
