using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Export;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Views;
using Sferum.Admin.Web.Components.Ui;

namespace Sferum.Admin.Web.Features.People;

/// <summary>Columns of the list of people, on the screen and in a file.</summary>
public static class PeopleColumns
{
    public const string Name = "name";
    public const string Role = "role";
    public const string Group = "group";
    public const string Birth = "birth";
    public const string Phone = "phone";
    public const string Email = "email";
    public const string Link = "link";
    public const string Seen = "seen";
    public const string Data = "data";
    public const string Created = "created";

    /// <summary>All of them, in the order that everybody begins with.</summary>
    public static readonly IReadOnlyList<ListColumn> All =
    [
        new(Name, "Фамилия, имя, отчество", IsFixed: true),
        new(Role, "Кто"),
        new(Group, "Группа"),
        new(Birth, "Дата рождения"),
        new(Phone, "Телефон"),
        new(Email, "Почта", IsShown: false),
        new(Link, "Привязка"),
        new(Seen, "В ЭПОС"),
        new(Data, "Данные"),
        new(Created, "В базе с", IsShown: false),
    ];

    /// <summary>The order behind a head; none for a column without an index.</summary>
    public static PeopleSort? SortOf(string key) => key switch
    {
        Name => PeopleSort.Name,
        Birth => PeopleSort.BirthDate,
        Created => PeopleSort.Created,
        _ => null,
    };

    /// <summary>A column of the file.</summary>
    public static ExportColumn File(ListColumn column) => new(column.Title, column.Key is Name or Role or Data ? 40 : 18);

    /// <summary>A cell of the file: the same words as on the screen.</summary>
    /// <param name="sensitive">Whether refusals may be named.</param>
    public static object? Cell(string key, PersonRow row, bool sensitive, SchoolClock clock) => key switch
    {
        Name => row.FullName,
        Role => PersonWords.Roles(row) is var roles && roles == RussianText.NoValue ? null : roles,
        Group => string.Join(", ", PersonWords.Groups(row).Select(group => group.Name)),
        Birth => row.BirthDate,
        Phone => string.Join(", ", row.Phones),
        Email => row.HasEmail ? "есть" : "нет",
        Link => StatusFace.Of(row.Link, sensitive).Word,
        Seen => StatusFace.Of(row.Seen).Word,
        Data => string.Join(", ", row.Troubles.Select(PersonWords.Trouble)),
        Created => clock.DayOf(row.CreatedAt),
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, null),
    };

    /// <summary>What was last seen of the person's chats, in a dense cell.</summary>
    public static StatusFace SeenFace(PersonRow row) => row.Seen switch
    {
        VisibilityState.NotChecked when row.Position.Count + row.Groups.Count + row.Children.Count == 0 => new StatusFace(ChipKind.Neutral, RussianText.NoValue, Glyph.Dash),
        _ => StatusFace.Of(row.Seen),
    };
}
