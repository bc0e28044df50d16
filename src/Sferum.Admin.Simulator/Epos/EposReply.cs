using System.Globalization;
using Microsoft.AspNetCore.Http;
using Sferum.Admin.Simulator.Control;

namespace Sferum.Admin.Simulator.Epos;

/// <summary>Answers of lists.</summary>
internal static class EposReply
{
    private const int UsualSize = 50;

    /// <summary>A whole list, on a route without pages.</summary>
    public static Task ListAsync<T>(HttpContext context, IReadOnlyList<T> rows) =>
        EposJson.WriteAsync(context, EposPaging.Cut(rows, 1, int.MaxValue, CallFault.Of(context)).Rows);

    /// <summary>A page of a list, by <c>page</c> and <c>per_page</c>.</summary>
    /// <param name="limit">Most rows on a page; more are cut without a word.</param>
    /// <param name="write">Makes the wire rows of the page.</param>
    /// <param name="hasHeaders">Whether the headers tell of the pages.</param>
    public static Task PageAsync<T, TRow>(HttpContext context, IReadOnlyList<T> rows, int limit, Func<T, TRow> write, bool hasHeaders = true)
    {
        if (EposQuery.Number(context.Request, "page", 1) is not { } number || EposQuery.Number(context.Request, "per_page", UsualSize) is not { } size)
        {
            return EposJson.RefuseAsync(context, StatusCodes.Status400BadRequest, "Неверные параметры страницы");
        }

        var page = EposPaging.Cut(rows, number, Math.Min(size, limit), CallFault.Of(context));
        if (hasHeaders)
        {
            Header("X-Pagination-Current-Page", page.Number);
            Header("X-Pagination-Per-Page", page.Size);
            Header("X-Pagination-Total-Entries", page.Total);
        }

        return EposJson.WriteAsync(context, page.Rows.Select(write));

        void Header(string name, int value) => context.Response.Headers[name] = value.ToString(CultureInfo.InvariantCulture);
    }
}
