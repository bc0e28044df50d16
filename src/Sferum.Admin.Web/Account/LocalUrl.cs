namespace Sferum.Admin.Web.Account;

/// <summary>Where to go after sign-in: only inside the portal, whatever the link says.</summary>
internal static class LocalUrl
{
    /// <summary>The path when it stays on this host, else <c>/</c>.</summary>
    public static string Of(string? url) =>
        url is ['/', ..] && url is not ['/', '/' or '\\', ..] && !url.Any(char.IsControl) ? url : "/";
}
