using Sferum.Admin.Core.StudyGroups;
using Sferum.Admin.Web.Components.Ui;

namespace Sferum.Admin.Web.Features.Groups;

/// <summary>The state of the list of groups, all of it in the address.</summary>
public sealed record GroupsAddress(bool Archive = false, GroupFilter Filter = GroupFilter.All, GroupSort Sort = GroupSort.Name, bool Descending = false, int Page = 1)
{
    private const string On = "1";

    public GroupsRequest Request => new(Filter, Sort, Descending, Page);

    public static GroupsAddress Read(string? tab, string? filter, string? sort, string? descending, string? page) => new(
        tab == "archive", Address.Choice<GroupFilter>(filter), Address.Choice<GroupSort>(sort), descending == On, Address.Page(page));

    public override string ToString() => Address.Of(
        "/groups",
        ("tab", Archive ? "archive" : null),
        ("filter", Address.Choice(Filter)),
        ("sort", Address.Choice(Sort)),
        ("desc", Descending ? On : null),
        ("page", Address.Page(Page)));
}
