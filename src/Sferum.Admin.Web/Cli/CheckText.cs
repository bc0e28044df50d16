using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Journal.Checking;

namespace Sferum.Admin.Web.Cli;

/// <summary>The outcome of a check for a person at the console: numbers, nobody's name.</summary>
internal static class CheckText
{
    public static string Summary(JournalCheckSummary run)
    {
        var scopes = run.Scopes;
        var complete = scopes.Count(s => s.Verdict == ReadingVerdict.Complete);
        return $"""
            Прочитано полностью: {RussianText.Number(complete)} из {Sections(scopes.Count)} за {RussianText.Number((decimal)run.Time.TotalSeconds, 1)} с; запросов {RussianText.Number(run.Calls.Sent)}, отказов {RussianText.Number(run.Calls.Refused)}.
            Людей {RussianText.Number(scopes.Sum(s => s.People))}, привязаны {RussianText.Number(scopes.Sum(s => s.Linked))}; мест в чатах видно {RussianText.Number(scopes.Sum(s => s.Seen))}, не видно {RussianText.Number(scopes.Sum(s => s.Missing))}; не прочитаны {RussianText.Number(scopes.Sum(s => s.NotRead))}.
            """;
    }

    public static string Stopped(CheckProgress last) => last.Total == 0
        ? "Проверка остановлена, прочитать людей она не успела."
        : $"Проверка остановлена: прочитано {RussianText.Number(last.Done)} из {Sections(last.Total)}. До 14:00, когда ЭПОС обновляется, следующая проверка продолжит с этого места.";

    private static string Sections(int count) => $"{RussianText.Number(count)}{RussianText.NoBreakSpace}{RussianText.Plural(count, "раздела", "разделов", "разделов")}";
}
