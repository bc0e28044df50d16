using Sferum.Admin.Connectors.Http;

namespace Sferum.Admin.Connectors.Epos;

/// <summary>Reads a list page by page.</summary>
internal static class EposList
{
    /// <param name="query">Path and query without <c>page</c>, <c>per_page</c> and <c>pid</c>.</param>
    /// <param name="parse">Row and as-of of its page → the row and its id.</param>
    public static async Task<EposPages<T>> ReadAsync<T>(
        EposClient client, EposOptions options, EposRoute route, string query, Func<JsonRow, DateTime?, (string Key, T Row)> parse, CancellationToken ct)
    {
        var pages = new EposPages<T>(route, options.MaxPages);
        for (var page = 1; ; page++)
        {
            var reply = await client.SendAsync(route, PageOf(query, route, page, options), null, ct);
            if (reply.Trouble is { } trouble)
            {
                pages.Fail(trouble);
                return pages;
            }

            try
            {
                var rows = reply.Body.EnumerateArray().Select(e => parse(new JsonRow(e), reply.Head.AsOf)).ToList();
                if (!pages.Add(rows, reply.Head))
                {
                    return pages;
                }
            }
            catch (FieldException e)
            {
                pages.Fail(EposTrouble.Field(route, e));
                return pages;
            }
        }
    }

    /// <summary>A route that does not page is asked for a page only when its own headers said that there is more.</summary>
    private static string PageOf(string query, EposRoute route, int page, EposOptions options)
    {
        if (!route.IsPaged && page == 1)
        {
            return query;
        }

        var size = route == EposRoute.PersonChats ? options.ChatPageSize : options.PageSize;
        return $"{query}{(query.Contains('?', StringComparison.Ordinal) ? '&' : '?')}page={page}&per_page={size}";
    }
}
