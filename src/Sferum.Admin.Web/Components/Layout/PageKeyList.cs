namespace Sferum.Admin.Web.Components.Layout;

/// <summary>A key and what it does.</summary>
/// <param name="Keys">As on the keyboard: «Ctrl K», «↑,↓».</param>
/// <param name="Does">A verb: «отметить «видно»».</param>
public sealed record KeyLine(string Keys, string Does);

/// <summary>Keys of the page on screen, as <see cref="PageKeys"/> names them.</summary>
public sealed class PageKeyList
{
    private readonly List<PageKeys> _pages = [];

    /// <summary>Title and lines of each part of the page that has keys.</summary>
    public IEnumerable<(string Title, IReadOnlyList<KeyLine> Lines)> Parts => _pages.Select(page => (page.Title, page.Lines));

    internal void Add(PageKeys page) => _pages.Add(page);

    internal void Remove(PageKeys page) => _pages.Remove(page);
}
