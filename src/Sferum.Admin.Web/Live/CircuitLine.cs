using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Sferum.Admin.Web.Live;

/// <summary>Whether the circuit has its browser: a lost one is kept for minutes, and nobody sits before it meanwhile.</summary>
public sealed class CircuitLine : CircuitHandler
{
    /// <summary>The browser is there.</summary>
    public bool IsUp { get; private set; } = true;

    /// <summary>The browser was lost. Called on any thread; returns at once.</summary>
    public event Action? Lost;

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
        Lost?.Invoke();
        return Task.CompletedTask;
    }
}
