using Microsoft.AspNetCore.Components;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Web.Security;

namespace Sferum.Admin.Web.Components;

/// <summary>Base of interactive pages: who acts, and a token that ends with the page. Nothing else belongs here.</summary>
public abstract class PortalPage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();

    /// <inheritdoc cref="PortalPage" />
    protected PortalPage() => Ct = _gone.Token;

    [Inject] public required CurrentActor CurrentActor { get; init; }

    /// <summary>Cancelled when the page is left: work for a page nobody sees stops. Work that goes on after an await may still ask for it.</summary>
    protected CancellationToken Ct { get; }

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>The actor with the roles of this moment.</summary>
    protected Task<Actor> ActorAsync() => CurrentActor.GetAsync(Ct);

    /// <summary>Unsubscribes what a page subscribed to.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && !_gone.IsCancellationRequested)
        {
            _gone.Cancel();
            _gone.Dispose();
        }
    }
}
