using System.Security.Cryptography;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Sferum.Admin.Web.Components.Layout;

/// <summary>Catches what a page throws, logs it once under a short code and shows that code: the person reads it out,
/// the administrator finds the line in the log. The exception's own words never reach the screen.</summary>
public sealed class PortalErrorBoundary : ErrorBoundary
{
    [Inject] private ILogger<PortalErrorBoundary> Logger { get; set; } = null!;

    /// <summary>Code of the failure on screen, six hexadecimal digits.</summary>
    public string? TraceCode { get; private set; }

    /// <inheritdoc />
    protected override Task OnErrorAsync(Exception exception)
    {
        TraceCode = NewCode();
        Logger.LogError(exception, "Page failed, code {TraceCode}", TraceCode);
        return Task.CompletedTask;
    }

    /// <summary>A code short enough to be dictated over the telephone.</summary>
    internal static string NewCode() => Convert.ToHexString(RandomNumberGenerator.GetBytes(3));
}
