using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Parents;
using Sferum.Admin.Core.People;
using Sferum.Admin.Web.Components.Ui;
using Sferum.Admin.Web.Features.People;

namespace Sferum.Admin.Web.Components.Layout;

/// <summary>A line of the palette: opens a page or acts.</summary>
/// <param name="Text">What is found, or the verb.</param>
/// <param name="Note">Which of those with this name: «мать, ИС-21».</param>
/// <param name="Href">The page it opens.</param>
/// <param name="Act">What it does instead.</param>
public sealed record PaletteItem(Glyph Icon, string Text, string Note, string? Href, Func<Task>? Act = null);

/// <summary>A part of the palette with its heading.</summary>
public sealed record PalettePart(string Title, IReadOnlyList<PaletteItem> Items);

/// <summary>What was opened from the palette of this tab, newest first; gone with the tab.</summary>
public sealed class PaletteRecent
{
    private const int Kept = 5;

    private readonly List<PaletteItem> _items = [];

    public IReadOnlyList<PaletteItem> Items => _items;

    public void Add(PaletteItem item)
    {
        if (item.Href is not null)
        {
            _items.RemoveAll(other => other.Href == item.Href);
            _items.Insert(0, item with { Icon = Glyph.History });
            _items.RemoveRange(Math.Min(Kept, _items.Count), Math.Max(0, _items.Count - Kept));
        }
    }
}

/// <summary>Lines of the palette. Pure.</summary>
internal static class PaletteItems
{
    private const int Pages = 8;

    /// <summary>What was found, by kind.</summary>
    public static IEnumerable<PalettePart> Of(PaletteFound found)
    {
        yield return new("Люди", [.. found.People.Select(row => new PaletteItem(Glyph.Person, row.FullName, NoteOf(row), $"/people/{row.Id}"))]);
        yield return new("Группы", [.. found.Groups.Select(group => new PaletteItem(Glyph.Group, group.Name, "группа", $"/groups/{group.Id}"))]);
        yield return new("Чаты", [.. found.Chats.Select(chat => new PaletteItem(Glyph.Chat, chat.Title, "чат", $"/chats/{chat.Id}"))]);
    }

    /// <summary>Pages of the menu that the actor sees.</summary>
    public static IEnumerable<PaletteItem> PagesOf(Actor actor) => PortalMenu.For(actor)
        .SelectMany(section => section.Lines).Take(Pages)
        .Select(line => new PaletteItem(line.Icon, line.Text, "раздел", line.Href));

    /// <summary>Those of which every typed word begins a word.</summary>
    public static IReadOnlyList<PaletteItem> Matching(IEnumerable<PaletteItem> items, string text)
    {
        var words = Words(text);
        return [.. items.Where(item => Words(item.Text) is var own && words.All(word => own.Any(o => o.StartsWith(word, StringComparison.Ordinal))))];
    }

    /// <summary>The text cut into what was typed and the rest, to print the former bold.</summary>
    public static IEnumerable<(string Part, bool IsHit)> Marked(string text, string typed)
    {
        var words = Words(typed);
        var from = 0;
        while (from < text.Length)
        {
            var end = text.IndexOfAny([' ', '-', '·', '«'], from);
            end = end < 0 ? text.Length : end + 1;
            var key = RussianText.SearchKey(text[from..end]);
            var hit = words.Where(word => key.StartsWith(word, StringComparison.Ordinal)).Select(word => word.Length).DefaultIfEmpty().Max();
            if (hit > 0)
            {
                yield return (text[from..(from + Math.Min(hit, end - from))], true);
            }

            if (from + hit < end)
            {
                yield return (text[(from + hit)..end], false);
            }

            from = end;
        }
    }

    private static List<string> Words(string text) => [.. RussianText.SearchKey(text).Split([' ', '·', '«', '»', ','], StringSplitOptions.RemoveEmptyEntries)];

    private static string NoteOf(PersonRow row)
    {
        var groups = string.Join(", ", PersonWords.Groups(row).Select(group => group.Name));
        var kin = row.Children.Select(child => KinshipText.Of(child.Kind)).Distinct().ToList();
        var role = row.Position.Count > 0 ? row.Position[0] : kin.Count > 0 ? string.Join(", ", kin) : "";
        return string.Join(", ", new[] { role, groups }.Where(part => part.Length > 0));
    }
}
