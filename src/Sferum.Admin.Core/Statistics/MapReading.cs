using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Core.Statistics;

/// <summary>Lays the groups out by specialty and course.</summary>
internal static class MapReading
{
    /// <summary>One query.</summary>
    public static async Task<IReadOnlyList<MapRow>> ReadAsync(
        AppDbContext db, DateOnly day, IReadOnlyList<GroupFigure> figures, IReadOnlyDictionary<Guid, GroupNameOnDay> names, CancellationToken ct)
    {
        var ids = figures.Select(figure => figure.StudyGroupId).ToList();
        var programs = await db.StudyGroups
            .Where(group => EF.Parameter(ids).Contains(group.Id))
            .Select(group => new { group.Id, group.IntakeYear, group.ProgramId, Program = db.Programs.Where(p => p.Id == group.ProgramId).Select(p => p.Title).FirstOrDefault() })
            .ToDictionaryAsync(group => group.Id, ct);
        var year = AcademicYear.Of(day).StartsOn.Year;
        return
        [
            .. figures
                .GroupBy(figure => programs.GetValueOrDefault(figure.StudyGroupId)?.ProgramId)
                .Select(program => Row(program.First().StudyGroupId is var any ? programs.GetValueOrDefault(any)?.Program : null, [.. program.Select(Cell)]))
                .OrderBy(row => row.Program is null).ThenBy(row => row.Title, StringComparer.Ordinal),
        ];

        MapCell Cell(GroupFigure figure) => new(
            figure.StudyGroupId,
            names.GetValueOrDefault(figure.StudyGroupId)?.Name ?? "Без названия",
            programs.GetValueOrDefault(figure.StudyGroupId)?.IntakeYear is { } intake && year - intake is >= 0 and < 6 and var before ? before + 1 : null,
            figure.Numerator,
            figure.Denominator ?? 0,
            figure.IsAtLeast,
            figure.Denominator >= HeatRules.SmallGroup);
    }

    private static MapRow Row(string? program, List<MapCell> cells) => new(
        Prefix(cells) ?? program ?? "Без специальности",
        program,
        [.. cells.OrderBy(cell => cell.Course ?? int.MaxValue).ThenBy(cell => RussianText.SearchKey(cell.Name), StringComparer.Ordinal).ThenBy(cell => cell.StudyGroupId)]);

    /// <summary>What all names have before the dash, to label the row; says nothing about the groups.</summary>
    private static string? Prefix(List<MapCell> cells)
    {
        var prefixes = cells.Select(cell => cell.Name.Split('-')[0]).Distinct().ToList();
        return prefixes is [{ Length: > 0 and <= 6 } only] ? only : null;
    }
}
