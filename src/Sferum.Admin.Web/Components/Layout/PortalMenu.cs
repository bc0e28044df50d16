using Sferum.Admin.Web.Components.Ui;

namespace Sferum.Admin.Web.Components.Layout;

/// <summary>One line of the left menu.</summary>
/// <param name="Text">Caption.</param>
/// <param name="Href">Address; a page of the portal.</param>
/// <param name="Icon">Icon before the caption.</param>
/// <param name="Roles">Who sees it; the page behind checks by itself.</param>
public sealed record MenuLine(string Text, string Href, Glyph Icon, params string[] Roles);

/// <summary>A part of the menu with its heading; the first has none.</summary>
public sealed record MenuSection(string? Title, IReadOnlyList<MenuLine> Lines);
