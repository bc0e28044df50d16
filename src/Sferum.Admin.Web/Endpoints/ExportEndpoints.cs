using Sferum.Admin.Core.Access.Users;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Export;
using Sferum.Admin.Web.Components.Lists;
using Sferum.Admin.Web.Components.Ui;
using Sferum.Admin.Web.Security;

namespace Sferum.Admin.Web.Endpoints;

/// <summary>Files of the lists. A refusal and an unknown list read the same: there is no such page.</summary>
internal static class ExportEndpoints
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void MapExports(this WebApplication app) => app.MapGet("/export/{what}", SendAsync);

    private static async Task<IResult> SendAsync(
        string what, HttpContext context, ActorReader actors, IEnumerable<IListExport> lists, TableExport export, ExportTickets tickets, SchoolClock clock, CancellationToken ct)
    {
        if (lists.FirstOrDefault(list => list.What == what) is not { } found)
        {
            return Results.NotFound();
        }

        var user = CurrentActor.UserIdOf(context.User);
        var actor = (await actors.ReadAsync(user, ct)).Actor;
        string? Query(string name) => context.Request.Query.TryGetValue(name, out var value) ? value.ToString() : null;
        var text = "";
        if (Query("ticket") is { } ticket)
        {
            // Without its text the list would be another one, and longer.
            if (tickets.Take(user, ticket) is not { } searched)
            {
                return Results.NotFound();
            }

            text = searched;
        }

        var table = await found.OpenAsync(actor, Query, text, ct);
        if (!table.IsOk)
        {
            return Results.NotFound();
        }

        var format = Address.Choice<ExportFormat>(Query("format"));
        var file = Temporary();
        try
        {
            if (!(await export.WriteAsync(actor, table.Value, format, file, ct)).IsOk)
            {
                await file.DisposeAsync();
                return Results.NotFound();
            }
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }

        file.Position = 0;
        context.Response.Headers.CacheControl = "no-store";
        return Results.File(file, format == ExportFormat.Xlsx ? Xlsx : "text/csv; charset=utf-8", ExportText.FileName(table.Value.Name, clock.Today, format));
    }

    /// <summary>Readable by the portal only and gone when it is closed: it holds what the register holds.</summary>
    private static FileStream Temporary()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(Path.Combine(Path.GetTempPath(), $"sferum-{Path.GetRandomFileName()}"), options);
    }
}
