namespace Sferum.Admin.Benchmarks.Circuits;

/// <summary>How the driver sees on the page what a person would: one place to mend when a page changes its look.</summary>
internal static class PageRules
{
    /// <summary>The list is there: its table, or the words that nobody was found.</summary>
    public static bool ShowsList(PageTree page) => page.Nodes.Any(IsList);

    /// <summary>The list at this address is there: its own tab is the open one.</summary>
    public static bool ShowsTab(PageTree page, string address) => ShowsList(page) && page.Nodes.Any(node => IsChosen(node) && node["href"] == address);

    /// <summary>The page of the group's marks is there, with something to press or at least people.</summary>
    public static bool ShowsGroup(PageTree page) => page.Nodes.Any(node => node.Is("table", "marks"));

    /// <summary>Addresses of the list's tabs that are not open.</summary>
    public static List<string> Filters(PageTree page, string path) =>
        [.. page.Nodes.Where(node => node.Is("nav", "tabs")).SelectMany(nav => nav.Descendants())
            .Where(node => node.Element == "a" && !IsChosen(node)).Select(node => node["href"]).OfType<string>().Where(href => href.StartsWith(path + "?", StringComparison.Ordinal))];

    /// <summary>The cells that may be marked «видно» and «не видно».</summary>
    public static List<PageNode> Cells(PageTree page) =>
        [.. page.Nodes.Where(node => node.Element == "td" && node["data-chat"] is not null && node.Descendants().Any(inner => inner["data-mark"] is not null))];

    /// <summary>How many marks the page says were not saved, because somebody else was first.</summary>
    public static int Unsaved(PageTree page) => page.Nodes.FirstOrDefault(node => node.Is("section", "unsaved"))?.Descendants().Count(node => node.Element == "li") ?? 0;

    /// <summary>Whether a cell of the page shows this look, or the page says that one more mark was not saved.</summary>
    public static bool Answers(PageTree page, Guid look, int unsavedBefore)
    {
        var shown = look.ToString();
        return page.Nodes.Any(node => node["data-look"] == shown) || Unsaved(page) > unsavedBefore;
    }

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

    private static bool IsList(PageNode node) => (node.Is("table", "tbl", "cards") && node["aria-label"] is not null)
        || node.Is("table", "tbl", "chats") || node.Is("table", "marks") || node.Is("div", "empty");

    private static bool IsChosen(PageNode node) => node.Element == "a" && node["aria-current"] == "page" && node.Parent?.Is("nav", "tabs") == true;
}
