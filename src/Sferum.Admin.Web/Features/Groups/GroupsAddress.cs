using System.Globalization;
using Sferum.Admin.Core.StudyGroups;
using Sferum.Admin.Core.Views;
using Sferum.Admin.Web.Components.Ui;

namespace Sferum.Admin.Web.Features.Groups;

/// <summary>The state of the list of groups, all of it in the address.</summary>
/// <param name="Course">Year of study, from 1.</param>
/// <param name="Columns">Keys of the columns; none = those the user chose before, or the usual ones.</param>
public sealed record GroupsAddress(
    bool Archive = false,
    GroupFilter Filter = GroupFilter.All,
    GroupSort Sort = GroupSort.Name,
    bool Descending = false,
    int Page = 1,
    int? Course = null,
    Guid? ProgramId = null,
    string Columns = "")
{
    /// <summary>Path of the list.</summary>
    public const string Path = "/groups";

    private const string On = "1";

    public GroupsRequest Request => new(Filter, Sort, Descending, Page, Course, ProgramId);

    /// <summary>The list without its place: what a view keeps and a file is made of.</summary>
    public string Query => (this with { Page = 1 }).ToString() is var address && address.Length > Path.Length ? address[(Path.Length + 1)..] : "";

    /// <summary>Something narrows the list.</summary>
    public bool IsNarrowed => Filter != GroupFilter.All || Course is not null || ProgramId is not null;

    /// <summary>Reads what is understood and forgets the rest.</summary>
    public static GroupsAddress Read(Func<string, string?> query) => new(
        query("tab") == "archive",
        Address.Choice<GroupFilter>(query("filter")),
        Address.Choice<GroupSort>(query("sort")),
        query("desc") == On,
        Address.Page(query("page")),
        int.TryParse(query("course"), NumberStyles.None, CultureInfo.InvariantCulture, out var course) && course is >= 1 and <= Core.StudyGroups.Course.Most ? course : null,
        Guid.TryParse(query("program"), out var program) ? program : null,
        ListColumns.Write(ListColumns.Read(query("cols")).Where(key => GroupColumns.All.Any(column => column.Key == key))));

    public override string ToString() => Address.Of(
        Path,
        ("tab", Archive ? "archive" : null),
        ("filter", Address.Choice(Filter)),
        ("course", Course?.ToString(CultureInfo.InvariantCulture)),
        ("program", ProgramId?.ToString()),
        ("sort", Address.Choice(Sort)),
        ("desc", Descending ? On : null),
        ("cols", Columns.Length == 0 ? null : Columns),
        ("page", Address.Page(Page)));
}
