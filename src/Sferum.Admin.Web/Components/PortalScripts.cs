using Microsoft.JSInterop;

namespace Sferum.Admin.Web.Components;

/// <summary>The portal's own script modules.</summary>
internal static class PortalScripts
{
    /// <summary>What to say when somebody pressed a button that lives by a script which did not come.</summary>
    public const string Gone = "Портал обновили, пока страница была открыта. Обновите страницу и повторите.";

    /// <summary>
    /// Imports a module; <see langword="null"/> when the browser does not get it. While the portal is being updated, a page of the old
    /// version may ask a server of the new one for a file that is no longer there: that must not take the page away.
    /// </summary>
    /// <param name="asset">Address from the root, with the version in its name.</param>
    public static async ValueTask<IJSObjectReference?> ModuleAsync(this IJSRuntime js, string asset, CancellationToken ct)
    {
        try
        {
            return await js.InvokeAsync<IJSObjectReference>("import", ct, $"/{asset.TrimStart('/')}");
        }
        catch (JSException)
        {
            return null;
        }
    }
}
