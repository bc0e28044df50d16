namespace Sferum.Admin.Benchmarks.Circuits;

/// <summary>How the driver sees on the page what a person would: one place to mend when a page changes its look.</summary>
internal static class PageRules
{
    /// <summary>The list is there: its table, or the words that nobody was found.</summary>
    public static bool ShowsList(PageTree page) => page.Nodes.Any(IsList);

    /// <summary>The list is there and no filter narrows it.</summary>
    public static bool ShowsAll(PageTree page) => ShowsList(page) && !page.Nodes.Any(IsChosen);

    /// <summary>The list is there, narrowed.</summary>
    public static bool ShowsFiltered(PageTree page) => ShowsList(page) && page.Nodes.Any(IsChosen);

    /// <summary>The page of the group's marks is there, with something to press or at least people.</summary>
    public static bool ShowsGroup(PageTree page) => page.Nodes.Any(node => node.Is("table", "marks"));

    /// <summary>Addresses of the list's filters that are not chosen.</summary>
    public static List<string> Filters(PageTree page, string path) =>
        [.. page.Nodes.Where(node => node.Is("a", "fchip") && !IsChosen(node)).Select(node => node["href"]).OfType<string>().Where(href => href.StartsWith(path + "?", StringComparison.Ordinal))];

    /// <summary>The buttons of the cells.</summary>
    public static List<PageNode> Cells(PageTree page) =>
        [.. page.Nodes.Where(node => node.Element == "button" && node["data-chat"] is not null && node.Handler("click") is not null)];

    /// <summary>The cell of the same person and chat as a button that may be gone.</summary>
    public static PageNode? Cell(PageTree page, string person, string chat) => page.Nodes
        .FirstOrDefault(row => row.Element == "tr" && row["data-person"] == person)?.Descendants()
        .FirstOrDefault(node => node.Element == "button" && node["data-chat"] == chat);

    /// <summary>The person of a cell.</summary>
    public static string? Person(PageNode cell)
    {
        var node = cell;
        while (node is not null && node["data-person"] is null)
        {
            node = node.Parent;
        }

        return node?["data-person"];
    }

    private static bool IsList(PageNode node) => node.Is("table", "tbl") || node.Is("div", "empty");

    private static bool IsChosen(PageNode node) => node.Is("a", "fchip", "on");
}
