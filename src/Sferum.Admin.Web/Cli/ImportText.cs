using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Import.Changes;

namespace Sferum.Admin.Web.Cli;

/// <summary>The outcome of an import for a person at the console: numbers and remarks by kind, nobody's name.</summary>
internal static class ImportText
{
    /// <param name="number">Number of the applied import; null after a dry run.</param>
    public static async Task WriteAsync(ImportPlan plan, int? number)
    {
        if (plan.Blocked is { } blocked)
        {
            await Console.Error.WriteLineAsync(blocked.Message);
            return;
        }

        var output = Console.Out;
        foreach (var sheet in plan.Documents.SelectMany(d => d.Sheets))
        {
            await output.WriteLineAsync($"{(sheet.Name is null ? "Файл" : $"Лист «{sheet.Name}»")}: {(sheet.Note ?? RussianText.Count(sheet.Rows, "строка", "строки", "строк"))}");
        }

        var counts = plan.Counts;
        await output.WriteLineAsync(
            $"Добавить {RussianText.Number(counts.Add)}, изменить {RussianText.Number(counts.Update)}, выбывают {RussianText.Number(counts.Leave)}, без изменений {RussianText.Number(counts.Same)}, решить человеку {RussianText.Number(counts.Doubtful)}, не приняты {RussianText.Count(plan.RejectedRows, "строка", "строки", "строк")}.");
        foreach (var issue in plan.Rows.SelectMany(r => r.Row.Issues).CountBy(i => i.Code).OrderByDescending(i => i.Value))
        {
            await output.WriteLineAsync($"  {issue.Key}: {RussianText.Number(issue.Value)}");
        }

        await output.WriteLineAsync(
            counts.NothingChanges ? "Файл совпадает с базой: изменений нет."
            : number is { } n ? $"Записано, загрузка {RussianText.NumberSign(n.ToString(System.Globalization.CultureInfo.InvariantCulture))}; действует с {RussianText.Date(plan.EffectiveOn)}."
            : $"Это просмотр, ничего не записано; изменения действовали бы с {RussianText.Date(plan.EffectiveOn)}.");
    }
}
