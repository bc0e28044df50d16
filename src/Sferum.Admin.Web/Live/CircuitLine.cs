using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Sferum.Admin.Web.Live;

/// <summary>Whether the circuit has its browser: a lost one is kept for minutes, and nobody sits before it meanwhile.</summary>
public sealed class CircuitLine : CircuitHandler
{
    /// <summary>The browser is there.</summary>
    public bool IsUp { get; private set; } = true;

    /// <inheritdoc/>
    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        IsUp = true;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        IsUp = false;
        return Task.CompletedTask;
    }
}
