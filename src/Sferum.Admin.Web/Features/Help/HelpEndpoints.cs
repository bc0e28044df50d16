namespace Sferum.Admin.Web.Features.Help;

/// <summary>Pictures of the guide, for whoever is signed in.</summary>
internal static class HelpEndpoints
{
    public static void MapHelp(this WebApplication app) =>
        app.MapGet("/help/images/{name}", (string name, Guide guide, HttpContext context) =>
        {
            if (guide.Picture(name) is not { } file)
            {
                return Results.NotFound();
            }

            context.Response.Headers.CacheControl = "private, max-age=3600";
            return Results.File(file, "image/png");
        });
}
