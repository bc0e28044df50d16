using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Export;
using Sferum.Admin.Core.Views;
using Sferum.Admin.Web.Components.Lists;

namespace Sferum.Admin.Web.Features.Chats;

/// <summary>The list of chats as a file: the chats and the columns of the screen.</summary>
internal sealed class ChatsExport(ChatQueries queries, ColumnChoices choices, SchoolClock clock) : IListExport
{
    public string What => "chats";

    public async Task<Result<ExportTable>> OpenAsync(Actor actor, Func<string, string?> query, string text, CancellationToken ct)
    {
        var address = ChatsAddress.Read(query);
        var listing = await queries.AllAsync(actor, address.Request, ct);
        if (!listing.IsOk)
        {
            return listing.Error!;
        }

        var keys = address.Columns.Count > 0 ? address.Columns : (await choices.ReadAsync(actor, ChatsColumns.Page, ct)) is { IsOk: true } kept ? kept.Value : [];
        var columns = ListColumns.Chosen(ChatsColumns.All, keys);
        return new ExportTable(
            "Chats",
            "Чаты",
            Permission.ReadRegister,
            [.. columns.Select(column => new ExportColumn(column.Title, column.IsFixed ? 28 : 16))],
            ExportTable.Of(listing.Value.Select(row => (IReadOnlyList<object?>)[.. columns.Select(column => ChatsColumns.Cell(row, column.Key, clock))])));
    }
}
