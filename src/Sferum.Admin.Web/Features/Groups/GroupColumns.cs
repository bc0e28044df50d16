using Sferum.Admin.Core.Chats.Marking;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Export;
using Sferum.Admin.Core.Staff;
using Sferum.Admin.Core.StudyGroups;
using Sferum.Admin.Core.Views;
using Sferum.Admin.Web.Components.Ui;

namespace Sferum.Admin.Web.Features.Groups;

/// <summary>Columns of the list of groups, on the screen and in a file.</summary>
public static class GroupColumns
{
    public const string Name = "name";
    public const string Program = "program";
    public const string Curator = "curator";
    public const string Students = "students";
    public const string StudentsLinked = "slinked";
    public const string RepresentativesLinked = "rlinked";
    public const string Completeness = "seen";
    public const string Change = "change";
    public const string Missing = "missing";
    public const string NotChecked = "unchecked";
    public const string Look = "look";
    public const string Week = "week";
    public const string Attention = "attention";

    /// <summary>All of them, in the order that everybody begins with.</summary>
    public static readonly IReadOnlyList<ListColumn> All =
    [
        new(Name, "Группа", IsFixed: true),
        new(Program, "Программа, курс"),
        new(Curator, "Куратор"),
        new(Students, "Студентов"),
        new(StudentsLinked, "Студенты привязаны"),
        new(RepresentativesLinked, "Представители привязаны"),
        new(Completeness, "Полнота обязательных чатов"),
        new(Change, "За неделю"),
        new(Missing, "Не видно", IsShown: false),
        new(NotChecked, "Не проверено", IsShown: false),
        new(Look, "По данным на", IsShown: false),
        new(Week, "Неделя подтверждена"),
        new(Attention, "Внимание"),
    ];

    /// <summary>Those that have something to show: a change only when the week before was frozen.</summary>
    public static IReadOnlyList<ListColumn> Of(GroupListing page) => page.HasWeekBefore ? All : [.. All.Where(column => column.Key != Change)];

    /// <summary>The order behind a head; none for a column that has no order of its own.</summary>
    public static GroupSort? SortOf(string key) => key switch
    {
        Name => GroupSort.Name,
        Students => GroupSort.Students,
        StudentsLinked => GroupSort.StudentsLinked,
        RepresentativesLinked => GroupSort.RepresentativesLinked,
        Completeness => GroupSort.Completeness,
        Look => GroupSort.Look,
        _ => null,
    };

    /// <summary>A column of numbers: at the right.</summary>
    public static bool IsNumber(string key) => key is Students or StudentsLinked or RepresentativesLinked or Change or Missing or NotChecked;

    /// <summary>A column of the file.</summary>
    public static ExportColumn File(ListColumn column) => new(column.Title, column.Key is Curator or Attention or Program ? 32 : 16);

    /// <summary>A cell of the file: the same words as on the screen.</summary>
    public static object? Cell(string key, GroupRow row, SchoolClock clock) => key switch
    {
        Name => row.Name,
        Program => ProgramAndCourse(row),
        Curator => string.Join(", ", row.Curators.Select(CuratorName)),
        Students => row.StudentCount,
        StudentsLinked => Share(row.Students),
        RepresentativesLinked => Share(row.Representatives),
        Completeness => RussianText.Percent(row.Places.Visible, row.Places.Must),
        Change => row.WeekChange?.Amount,
        Missing => MissingText(row.Places, row.IsAtLeast),
        NotChecked => row.Places.NotChecked,
        Look => row.Last is { } last ? clock.DayOf(last.AsOf) : null,
        Week => row.ConfirmedAt is { } at ? RussianText.Date(clock.DayOf(at)) : "нет",
        Attention => string.Join(", ", Warnings(row).Select(face => face.Word)),
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, null),
    };

    /// <summary>«09.02.07, 1 курс».</summary>
    public static string ProgramAndCourse(GroupRow row) =>
        string.Join(", ", new[] { row.Program?.Name, row.Course is { } course ? $"{course}{RussianText.NoBreakSpace}курс" : null }.OfType<string>());

    /// <summary>«Южакова М. Ю. (замещает)».</summary>
    public static string CuratorName(GroupCurator curator) => curator.ShortName + (curator.Kind == CuratorKind.Substitute ? " (замещает)" : "");

    /// <summary>Refusers are no debt: they are in neither number (DESIGN §3, «Counting»).</summary>
    public static string Share(LinkTally tally) => RussianText.Percent(tally.Linked, tally.Total - tally.Refused);

    /// <summary>While somebody is not known, «не видно» is only a lower bound.</summary>
    public static string MissingText(MarkCounts marks, bool isAtLeast) => isAtLeast ? $"≥{RussianText.NoBreakSpace}{RussianText.Number(marks.Missing)}" : RussianText.Number(marks.Missing);

    /// <summary>What somebody should look at.</summary>
    public static IEnumerable<StatusFace> Warnings(GroupRow row)
    {
        if (row.Extras > 0)
        {
            yield return new StatusFace(ChipKind.Danger, RussianText.Count(row.Extras, "лишний", "лишних", "лишних"), Glyph.Alert);
        }

        if (row.Curators.Count == 0)
        {
            yield return new StatusFace(ChipKind.Danger, "Без куратора", Glyph.Person);
        }
        else if (row.Curators.All(curator => curator.OnLeave))
        {
            yield return new StatusFace(ChipKind.Attention, "Куратор в отпуске", Glyph.Triangle);
        }

        if (row.ChatsWithFewAdministrators > 0)
        {
            yield return new StatusFace(ChipKind.Attention, "Мало админов", Glyph.Triangle);
        }
    }
}
