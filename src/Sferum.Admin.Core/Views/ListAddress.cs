using System.Text.RegularExpressions;

namespace Sferum.Admin.Core.Views;

/// <summary>What of a list's address may be kept. Pure.</summary>
public static partial class ListAddress
{
    /// <summary>Characters.</summary>
    public const int LongestQuery = 1000;

    /// <summary>Path of a list of the portal, «/people».</summary>
    public static bool IsPage(string? page) => page is not null && Page().IsMatch(page);

    /// <summary>
    /// A query of ids and choices: no letters but Latin ones and nothing escaped, so that no Russian name can be kept by mistake.
    /// </summary>
    public static bool IsQuery(string? query) => query is { Length: <= LongestQuery } && Query().IsMatch(query);

    [GeneratedRegex("^/[a-z][a-z/-]{0,58}$", RegexOptions.CultureInvariant)]
    private static partial Regex Page();

    [GeneratedRegex("^[A-Za-z0-9=&_.,~-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Query();
}
