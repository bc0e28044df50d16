using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Sferum.Admin.Simulator.Epos;

/// <summary>Values of the query as the journal writes them: ids by commas, booleans in lower case.</summary>
internal static class EposQuery
{
    /// <summary>A positive number; the usual one when the query has none; <see langword="null"/> when it is no such number.</summary>
    public static int? Number(HttpRequest request, string name, int usual) =>
        !request.Query.TryGetValue(name, out var text) ? usual
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
        : null;

    /// <summary>The ids asked for; <see langword="null"/> without the parameter, which asks for all.</summary>
    public static HashSet<long>? Ids(HttpRequest request, string name) =>
        request.Query.TryGetValue(name, out var text)
            ? [.. text.ToString().Split(',', StringSplitOptions.TrimEntries).Select(part => long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : -1)]
            : null;

    public static bool Flag(HttpRequest request, string name) => request.Query[name] == "true";
}
