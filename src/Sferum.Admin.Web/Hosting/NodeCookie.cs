using System.Security.Cryptography;

namespace Sferum.Admin.Web.Hosting;

/// <summary>
/// Behind a proxy gives each browser a name of its own that never changes, by which the proxy always sends it to the same node: a
/// circuit lives on one. The session's cookie will not do, it is renewed. Says nothing of the person.
/// </summary>
internal sealed class NodeCookie(RequestDelegate next)
{
    /// <summary>Name of the cookie; nginx reads it as <c>$cookie_sferum_node</c>.</summary>
    public const string Name = "sferum_node";

    public Task InvokeAsync(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method) && !context.Request.Cookies.ContainsKey(Name) && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
        {
            context.Response.Cookies.Append(Name, RandomNumberGenerator.GetHexString(32, lowercase: true), new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, Path = "/" });
        }

        return next(context);
    }
}
