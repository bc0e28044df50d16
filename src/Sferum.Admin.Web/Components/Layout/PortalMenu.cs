using Sferum.Admin.Core.Access;
using Sferum.Admin.Web.Components.Ui;

namespace Sferum.Admin.Web.Components.Layout;

/// <summary>One line of the left menu.</summary>
/// <param name="Text">Caption.</param>
/// <param name="Href">Address of a page of the portal.</param>
/// <param name="Icon">Icon before the caption.</param>
/// <param name="Permission">Whoever does not hold it does not see the line: it would answer «не найдено».</param>
/// <param name="Under">Path of the pages that the line stands for, where it is not <paramref name="Href"/> itself.</param>
public sealed record MenuLine(string Text, string Href, Glyph Icon, Permission Permission, string? Under = null);

/// <summary>A part of the menu; the first has no heading.</summary>
public sealed record MenuSection(string? Title, IReadOnlyList<MenuLine> Lines);

/// <summary>The left menu, by work and not by table.</summary>
public static class PortalMenu
{
    /// <summary>Every line, in order.</summary>
    public static IReadOnlyList<MenuSection> All { get; } =
    [
        new(null, [new("Сегодня", "/", Glyph.Today, Permission.ReadToday)]),
        new("Состав",
        [
            new("Люди", "/people", Glyph.People, Permission.ReadRegister),
            new("Группы", "/groups", Glyph.Group, Permission.ReadRegister),
            new("Загрузка списков", "/imports", Glyph.Upload, Permission.ImportRosters),
        ]),
        new("Чаты и привязки",
        [
            new("Чаты", "/chats", Glyph.Chat, Permission.Mark),
            new("Преподаватели", "/staff", Glyph.Eye, Permission.MarkStaff),
        ]),
        new("Отчётность", [new("Показатели", "/statistics", Glyph.Chart, Permission.ReadStatistics)]),
        new("Порядок", [new("Настройки", "/settings", Glyph.Settings, Permission.ManageSettings)]),
    ];

    /// <summary>What the actor sees; a section without lines has no heading either.</summary>
    public static IEnumerable<MenuSection> For(Actor actor) => All
        .Select(s => s with { Lines = [.. s.Lines.Where(l => AccessPolicy.Holds(actor, l.Permission))] })
        .Where(s => s.Lines.Count > 0);
}
