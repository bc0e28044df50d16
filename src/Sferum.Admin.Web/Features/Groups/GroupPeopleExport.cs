using System.Globalization;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Export;
using Sferum.Admin.Core.StudyGroups;
using Sferum.Admin.Web.Components.Lists;

namespace Sferum.Admin.Web.Features.Groups;

/// <summary>«Состав» of a group as a file: the students that the screen shows.</summary>
internal sealed class GroupPeopleExport(GroupPeopleQueries queries) : IListExport
{
    public const string List = "group-people";

    public string What => List;

    /// <summary>The list's address for the file: ids and a day only.</summary>
    public static string Query(Guid group, DateOnly? day) =>
        string.Create(CultureInfo.InvariantCulture, $"group={group}{(day is { } known ? $"&day={known:O}" : "")}");

    public async Task<Result<ExportTable>> OpenAsync(Actor actor, Func<string, string?> query, string text, CancellationToken ct)
    {
        _ = Guid.TryParse(query("group"), out var group);
        DateOnly? day = DateOnly.TryParseExact(query("day"), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var known) ? known : null;
        var people = await queries.AgainAsync(actor, group, day, ct);
        return people.IsOk
            ? new ExportTable(
                GroupPeopleQueries.Subject,
                $"Состав {people.Value.Name.Replace('/', '-')}",
                Permission.ReadRegister,
                [new ExportColumn("ФИО", 40), new ExportColumn("С", 12), new ExportColumn("По", 12), new ExportColumn("Основание", 40), new ExportColumn("Отпуск", 30)],
                ExportTable.Of(people.Value.Students.Select(IReadOnlyList<object?> (row) => [row.FullName, row.From, row.LastDay, row.Why, row.Leave])))
            : people.Error!;
    }
}
