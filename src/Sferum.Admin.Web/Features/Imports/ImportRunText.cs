using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Jobs;

namespace Sferum.Admin.Web.Features.Imports;

/// <summary>How far an import is, in words.</summary>
internal static class ImportRunText
{
    /// <summary>«12 400 из 65 535 строк»; while the plan is made anew «сверяем с базой».</summary>
    public static string Short(RunProgress progress) => progress.Total == 0
        ? "сверяем с базой"
        : $"{RussianText.Number(progress.Done)} из {RussianText.Number(progress.Total)}{RussianText.NoBreakSpace}{RussianText.Plural(progress.Total, "записи", "записей", "записей")}";

    /// <summary>«Около 4 000 в секунду, осталось несколько секунд.»; empty while nothing can be told.</summary>
    public static string Pace(RunProgress progress)
    {
        if (progress is not { Total: > 0, PerMinute: { } perMinute })
        {
            return "";
        }

        var pace = $"Около {RussianText.Number(Math.Max(1, (long)Math.Round(perMinute / 60)))} в{RussianText.NoBreakSpace}секунду";
        return progress.Left switch
        {
            null => $"{pace}.",
            { TotalSeconds: < 10 } => $"{pace}, осталось несколько секунд.",
            { TotalMinutes: < 1 } => $"{pace}, осталось меньше минуты.",
            { } left => $"{pace}, осталось около {RussianText.Number((long)Math.Ceiling(left.TotalMinutes))}{RussianText.NoBreakSpace}мин.",
        };
    }
}
