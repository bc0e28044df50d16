using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Export;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Views;
using Sferum.Admin.Web.Components.Lists;

namespace Sferum.Admin.Web.Features.People;

/// <summary>The list of people as a file.</summary>
public sealed class PeopleExport(PeopleFileQueries queries, ColumnChoices choices, SchoolClock clock) : IListExport
{
    /// <inheritdoc />
    public string What => "people";

    /// <inheritdoc />
    public async Task<Result<ExportTable>> OpenAsync(Actor actor, Func<string, string?> query, string text, CancellationToken ct)
    {
        var address = PeopleAddress.Read(query);
        var rows = await queries.OpenAsync(actor, address.Request(text), ct);
        if (!rows.IsOk)
        {
            return rows.Error!;
        }

        var keys = address.Columns.Count > 0 ? address.Columns : (await choices.ReadAsync(actor, PeopleAddress.Path, ct)).Value;
        var columns = ListColumns.Chosen(PeopleColumns.All, keys);
        var sensitive = RefusalView.IsOpenTo(actor);
        return new ExportTable(PeopleQueries.Subject, "Люди", Permission.ReadRegister, [.. columns.Select(PeopleColumns.File)], Cells());

        async IAsyncEnumerable<IReadOnlyList<object?>> Cells()
        {
            await foreach (var row in rows.Value)
            {
                yield return [.. columns.Select(column => PeopleColumns.Cell(column.Key, row, sensitive, clock))];
            }
        }
    }
}
