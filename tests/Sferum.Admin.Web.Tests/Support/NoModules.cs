using System.Diagnostics.CodeAnalysis;
using Microsoft.JSInterop;

namespace Sferum.Admin.Web.Tests.Support;

/// <summary>A browser that gets no module any more: the portal was updated while the page was open.</summary>
internal sealed class NoModules(IJSRuntime rest) : IJSRuntime
{
    private const DynamicallyAccessedMemberTypes Json = DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.PublicFields | DynamicallyAccessedMemberTypes.PublicProperties;

    public ValueTask<TValue> InvokeAsync<[DynamicallyAccessedMembers(Json)] TValue>(string identifier, object?[]? args) => InvokeAsync<TValue>(identifier, CancellationToken.None, args);

    public ValueTask<TValue> InvokeAsync<[DynamicallyAccessedMembers(Json)] TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) =>
        identifier == "import" ? ValueTask.FromException<TValue>(new JSException("Failed to fetch dynamically imported module.")) : rest.InvokeAsync<TValue>(identifier, cancellationToken, args);
}
