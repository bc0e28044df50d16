using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Core.Import.Changes;

/// <summary>How many of a whole would leave.</summary>
/// <param name="What">As a person names it: «группы ИС-21», «студентов», «сотрудников».</param>
public readonly record struct Departure(string What, int Leaving, int Of);

/// <summary>
/// The guard of an import (DESIGN §3 «Decided»): more than 20 % and more than 5 of a group, or more than 10 % and more than 5 of a kind,
/// stop it until a reason is given. A truncated file must not expel half a technikum. Pure.
/// </summary>
public static class RemovalBudget
{
    /// <summary>So few may always leave: small groups would stop at every departure otherwise.</summary>
    public const int AlwaysAllowed = 5;

    public const int GroupPercent = 20;

    public const int KindPercent = 10;

    /// <summary>The block, or null when all departures are within the budget.</summary>
    /// <param name="groups">Students leaving each group, of those in it.</param>
    /// <param name="kinds">People of a kind leaving, of all of the kind.</param>
    public static ImportBlock? Check(IEnumerable<Departure> groups, IEnumerable<Departure> kinds)
    {
        var over = groups.Where(d => IsOver(d, GroupPercent)).Select(d => $"из {d.What} — {Share(d)}")
            .Concat(kinds.Where(d => IsOver(d, KindPercent)).Select(d => $"из {d.What} — {Share(d)}"))
            .ToList();
        if (over.Count == 0)
        {
            return null;
        }

        var shown = string.Join(", ", over.Take(5)) + (over.Count > 5 ? $" и ещё {over.Count - 5}" : "");
        return new(BlockCodes.RemovalBudget, $"По этому файлу выбыло бы больше людей, чем допускает сторож: {shown}. Ничего не изменено. Проверьте, весь ли список в файле; если весь, укажите причину.");
    }

    private static bool IsOver(Departure d, int percent) => d.Leaving > AlwaysAllowed && d.Leaving * 100L > (long)d.Of * percent;

    private static string Share(Departure d) => $"{RussianText.Number(d.Leaving)} из {RussianText.Number(d.Of)}";
}
