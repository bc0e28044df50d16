using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Today;
using Sferum.Admin.Web.Components.Ui;

namespace Sferum.Admin.Web.Components.Layout;

/// <summary>Which counter a line carries: things that need the reader.</summary>
public enum MenuCounter
{
    None,

    /// <summary>Lines of «Сегодня».</summary>
    Tasks,

    /// <summary>Loads that were read and not applied.</summary>
    Imports,
}

/// <summary>One line of the left menu.</summary>
/// <param name="Text">Caption.</param>
/// <param name="Href">Address of a page of the portal.</param>
/// <param name="Icon">Icon before the caption.</param>
/// <param name="Permission">Whoever does not hold it does not see the line: it would answer «не найдено».</param>
/// <param name="Under">Path of the pages that the line stands for, where it is not <paramref name="Href"/> itself.</param>
/// <param name="Counter">What is counted at its right.</param>
/// <param name="Count">The number of a line that has its own: what is left to check in a group.</param>
public sealed record MenuLine(
    string Text, string Href, Glyph Icon, Permission Permission, string? Under = null, MenuCounter Counter = MenuCounter.None, int? Count = null);

/// <summary>A part of the menu; the first has no heading.</summary>
public sealed record MenuSection(string? Title, IReadOnlyList<MenuLine> Lines);

/// <summary>The left menu, by work and not by table. Each role meets its own work first.</summary>
public static class PortalMenu
{
    private static readonly MenuLine Today = new("Сегодня", "/", Glyph.Today, Permission.ReadToday, Counter: MenuCounter.Tasks);
    private static readonly MenuLine People = new("Люди", "/people", Glyph.People, Permission.ReadRegister);
    private static readonly MenuLine Groups = new("Группы", "/groups", Glyph.Group, Permission.ReadRegister);
    private static readonly MenuLine Chats = new("Чаты", "/chats", Glyph.Chat, Permission.Mark);
    private static readonly MenuLine Statistics = new("Показатели", "/statistics", Glyph.Chart, Permission.ReadStatistics);

    private static readonly IReadOnlyList<MenuSection> Administrators =
    [
        new(null, [Today]),
        new("Состав", [People, Groups, new("Загрузка списков", "/imports", Glyph.Upload, Permission.ImportRosters, Counter: MenuCounter.Imports)]),
        new("Чаты и привязки", [Chats, new("Преподаватели", "/staff", Glyph.Eye, Permission.MarkStaff)]),
        new("Отчётность", [Statistics]),
        new("Порядок", [new("Настройки", "/settings", Glyph.Settings, Permission.ManageSettings)]),
    ];

    private static readonly IReadOnlyList<MenuSection> Directors = [new(null, [Today]), new("Отчётность", [Statistics]), new("Состав", [Groups, People]), new("Чаты и привязки", [Chats])];

    private static readonly IReadOnlyList<MenuSection> Curators =
        [new(null, [Today]), new("Справка", [People with { Text = "Мои студенты и родители" }, Groups with { Text = "Все мои группы" }, Chats])];

    /// <summary>Every line there is, once.</summary>
    public static IReadOnlyList<MenuSection> All => Administrators;

    /// <summary>What the actor sees; a section without lines has no heading either.</summary>
    /// <param name="actor">Decides by the roles.</param>
    /// <param name="groups">The groups of a curator, each a line of its own after «Сегодня».</param>
    public static IEnumerable<MenuSection> For(Actor actor, IReadOnlyList<TodayGroup>? groups = null)
    {
        var sections = actor.Is(PortalRole.Administrator) ? Administrators : actor.Is(PortalRole.Director) ? Directors : Curators;
        return sections.Take(1).Concat(Own(groups)).Concat(sections.Skip(1))
            .Select(s => s with { Lines = [.. s.Lines.Where(l => AccessPolicy.Holds(actor, l.Permission))] })
            .Where(s => s.Lines.Count > 0);
    }

    private static IEnumerable<MenuSection> Own(IReadOnlyList<TodayGroup>? groups) => groups is { Count: > 0 }
        ? [new MenuSection(groups.Count == 1 ? "Моя группа" : "Мои группы", [.. groups.Select(group => new MenuLine(
            group.Name, $"/groups/{group.StudyGroupId}", Glyph.Group, Permission.Mark, Count: group.Left))])]
        : [];
}
