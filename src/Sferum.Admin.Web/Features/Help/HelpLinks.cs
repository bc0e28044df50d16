namespace Sferum.Admin.Web.Features.Help;

/// <summary>Which chapter belongs to which page: where «?» leads.</summary>
public static class HelpLinks
{
    // The longest path that begins the address wins.
    private static readonly (string Path, string Chapter)[] Pages =
    [
        ("/people", "people"),
        ("/groups", "groups"),
        ("/staff", "check"),
        ("/imports", "imports"),
        ("/chats", "chats"),
        ("/statistics", "statistics"),
        ("/settings/journal", "journal"),
        ("/settings/bindings", "journal"),
        ("/settings", "settings"),
        ("/setup", "setup"),
        ("/account", "start"),
        ("/help", "start"),
    ];

    /// <summary>Slug of the chapter for the page at <paramref name="path"/>, an absolute path without query.</summary>
    public static string ChapterOf(string path)
    {
        // The curator's page of a group hangs under the list of groups, and has a chapter of its own.
        if (path.Split('/', StringSplitOptions.RemoveEmptyEntries) is ["groups", var group] && Guid.TryParse(group, out _))
        {
            return "check";
        }

        return Pages.Where(p => path == p.Path || path.StartsWith(p.Path + "/", StringComparison.Ordinal))
            .OrderByDescending(p => p.Path.Length).Select(p => p.Chapter).FirstOrDefault() ?? "today";
    }
}
