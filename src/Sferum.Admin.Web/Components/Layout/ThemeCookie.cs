namespace Sferum.Admin.Web.Components.Layout;

/// <summary>The chosen theme travels in a cookie, so that the first paint is already right. Written by <c>app.js</c>.</summary>
internal static class ThemeCookie
{
    public const string Name = "sferum-theme";

    /// <summary><c>light</c>, <c>dark</c>, or null: follow the system.</summary>
    public static string? Of(HttpContext context) => context.Request.Cookies[Name] is "light" or "dark" ? context.Request.Cookies[Name] : null;
}

/// <summary>The chosen density travels the same way. Written by <c>shell.js</c>.</summary>
internal static class DensityCookie
{
    public const string Name = "sferum-density";

    /// <summary><c>comfortable</c>, or null: rows of 36 px.</summary>
    public static string? Of(HttpContext context) => context.Request.Cookies[Name] is "comfortable" ? "comfortable" : null;
}
