using Microsoft.AspNetCore.Components;

namespace Sferum.Admin.Web.Components.Ui;

/// <summary>
/// <see cref="Icon"/> as ready text, one string per icon for all circuits: a table of sixty rows has two hundred icons, and a
/// component for each costs every open page more memory than the rows themselves.
/// </summary>
internal static class IconMarkup
{
    private static readonly Dictionary<Glyph, MarkupString> Usual = All("i");
    private static readonly Dictionary<Glyph, MarkupString> Small = All("i s");

    /// <summary>18 px.</summary>
    public static MarkupString Of(Glyph glyph) => Usual[glyph];

    /// <summary>15 px.</summary>
    public static MarkupString SmallOf(Glyph glyph) => Small[glyph];

    private static Dictionary<Glyph, MarkupString> All(string css) => Enum.GetValues<Glyph>().ToDictionary(
        glyph => glyph,
        glyph => new MarkupString($"<svg class=\"{css}\" viewBox=\"0 0 24 24\" aria-hidden=\"true\" focusable=\"false\"><path d=\"{GlyphPaths.Of(glyph)}\" /></svg>"));
}
