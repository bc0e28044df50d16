using System.Diagnostics.CodeAnalysis;
using Microsoft.JSInterop;

namespace Sferum.Admin.Web.Components;

/// <summary>
/// The way of the portal's components to their scripts. A call that fails in the browser leaves a warning here, once and in one place, for
/// the page shows it at best as a button that does nothing; a tab that was closed is no failure.
/// </summary>
public sealed partial class PortalScripts(IJSRuntime js, ILogger<PortalScripts> log) : IJSRuntime
{
    /// <summary>What to say when somebody pressed a button that lives by a script which did not come.</summary>
    public const string Gone = "Портал обновили, пока страница была открыта. Обновите страницу и повторите.";

    private const DynamicallyAccessedMemberTypes Json =
        DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.PublicFields | DynamicallyAccessedMemberTypes.PublicProperties;

    /// <summary>
    /// Imports a module; <see langword="null"/> when the browser does not get it. While the portal is being updated, a page of the old
    /// version may ask a server of the new one for a file that is no longer there: that must not take the page away.
    /// </summary>
    /// <param name="asset">Address from the root, with the version in its name.</param>
    public async ValueTask<IJSObjectReference?> ModuleAsync(string asset, CancellationToken ct)
    {
        try
        {
            return new Module(await js.InvokeAsync<IJSObjectReference>("import", ct, $"/{asset.TrimStart('/')}"), asset, log);
        }
        catch (JSException)
        {
            LogNotLoaded(log, asset);
            return null;
        }
    }

    /// <inheritdoc />
    public ValueTask<TValue> InvokeAsync<[DynamicallyAccessedMembers(Json)] TValue>(string identifier, object?[]? args) =>
        HeardAsync(js.InvokeAsync<TValue>(identifier, args), "sferum", identifier, log);

    /// <inheritdoc />
    public ValueTask<TValue> InvokeAsync<[DynamicallyAccessedMembers(Json)] TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) =>
        HeardAsync(js.InvokeAsync<TValue>(identifier, cancellationToken, args), "sferum", identifier, log);

    // Neither the arguments nor the browser's message: both may carry what somebody typed. The exception goes on to whoever called.
    private static async ValueTask<TValue> HeardAsync<TValue>(ValueTask<TValue> call, string script, string function, ILogger log)
    {
        try
        {
            return await call;
        }
        catch (JSException)
        {
            LogFailed(log, function, script);
            throw;
        }
    }

    [LoggerMessage(EventId = 4301, EventName = "script-not-loaded", Level = LogLevel.Warning, Message = "The browser did not get the script {Script}.")]
    private static partial void LogNotLoaded(ILogger log, string script);

    [LoggerMessage(EventId = 4302, EventName = "script-failed", Level = LogLevel.Warning, Message = "{Function} of the script {Script} failed in the browser.")]
    private static partial void LogFailed(ILogger log, string function, string script);

    private sealed class Module(IJSObjectReference inner, string script, ILogger log) : IJSObjectReference
    {
        public ValueTask<TValue> InvokeAsync<[DynamicallyAccessedMembers(Json)] TValue>(string identifier, object?[]? args) =>
            HeardAsync(inner.InvokeAsync<TValue>(identifier, args), script, identifier, log);

        public ValueTask<TValue> InvokeAsync<[DynamicallyAccessedMembers(Json)] TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) =>
            HeardAsync(inner.InvokeAsync<TValue>(identifier, cancellationToken, args), script, identifier, log);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
