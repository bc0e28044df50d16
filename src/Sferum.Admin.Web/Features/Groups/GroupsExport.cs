using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Export;
using Sferum.Admin.Core.StudyGroups;
using Sferum.Admin.Core.Views;
using Sferum.Admin.Web.Components.Lists;

namespace Sferum.Admin.Web.Features.Groups;

/// <summary>The list of groups as a file.</summary>
public sealed class GroupsExport(GroupQueries queries, ColumnChoices choices, SchoolClock clock) : IListExport
{
    /// <inheritdoc />
    public string What => "groups";

    /// <inheritdoc />
    public async Task<Result<ExportTable>> OpenAsync(Actor actor, Func<string, string?> query, string text, CancellationToken ct)
    {
        var address = GroupsAddress.Read(query);
        var rows = await queries.FileAsync(actor, address.Request, ct);
        if (!rows.IsOk)
        {
            return rows.Error!;
        }

        var keys = address.Columns.Length > 0 ? ListColumns.Read(address.Columns) : (await choices.ReadAsync(actor, GroupsAddress.Path, ct)).Value;
        var columns = ListColumns.Chosen(GroupColumns.All, keys);
        return new ExportTable(
            "Groups",
            "Группы",
            Permission.ReadRegister,
            [.. columns.Select(GroupColumns.File)],
            ExportTable.Of(rows.Value.Select(row => (IReadOnlyList<object?>)[.. columns.Select(column => GroupColumns.Cell(column.Key, row, clock))])));
    }
}
