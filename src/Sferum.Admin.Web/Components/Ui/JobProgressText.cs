using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Jobs;

namespace Sferum.Admin.Web.Components.Ui;

/// <summary>Progress of a run in words.</summary>
public static class JobProgressText
{
    /// <summary>«61 из 121 раздела»; «начинаем» until the steps are known.</summary>
    public static string Short(RunProgress progress) => progress.Total == 0
        ? "начинаем"
        : $"{RussianText.Number(progress.Done)} из {RussianText.Number(progress.Total)}{RussianText.NoBreakSpace}{RussianText.Plural(progress.Total, "раздела", "разделов", "разделов")}";

    /// <summary>«60 в минуту, осталось около 2 мин.»; empty while nothing can be told.</summary>
    public static string Pace(RunProgress progress)
    {
        if (progress.PerMinute is not { } rate)
        {
            return "";
        }

        var pace = rate < 1 ? "Меньше одного в минуту" : $"{RussianText.Number((long)Math.Round(rate))} в{RussianText.NoBreakSpace}минуту";
        return progress.Left is { } left ? $"{pace}, {Left(left)}." : $"{pace}.";
    }

    private static string Left(TimeSpan left) => left switch
    {
        { TotalSeconds: < 10 } => "осталось несколько секунд",
        { TotalMinutes: < 1 } => "осталось меньше минуты",
        { TotalHours: < 1 } => $"осталось около {RussianText.Number((long)Math.Ceiling(left.TotalMinutes))}{RussianText.NoBreakSpace}мин",
        _ => $"осталось около {RussianText.Number((decimal)left.TotalHours, 1)}{RussianText.NoBreakSpace}ч",
    };
}
