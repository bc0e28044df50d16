using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Journal;
using Sferum.Admin.Core.Journal.Attention;

namespace Sferum.Admin.Core.Today;

/// <summary>
/// The lines of «Сегодня» that come from reading the journal. Red only where a configured source fails or its reading is older than
/// its limit; a missing session is neutral (DESIGN §3). Pure.
/// </summary>
internal static class TodayJournalRules
{
    public static IEnumerable<TodayTask> Tasks(TodayFacts facts, TodayReader reader) => Source(facts.Journal.Ages, reader)
        .Concat(Bindings(facts.Journal.Bindings, reader))
        .Concat(Attentions(facts, reader));

    /// <summary>A check by the journal closes what is due for everybody at once.</summary>
    public static bool IsCheckedAtOnce(TodayFacts facts, TodayReader reader) =>
        reader.MayConnect && facts.Journal.Ages.IsConnected && facts.Journal.Attention[AttentionKind.Recheck].CanBeRead > 0;

    private static IEnumerable<TodayTask> Source(ReadingAges ages, TodayReader reader)
    {
        var source = ages.SourceName;
        if (ages is { IsConnected: true, State: AgeState.Failing })
        {
            yield return new TodayTask("source", TodayKind.SourceFails, source, "— последняя проверка не удалась", ages.Note ?? "Прежние отметки остались как были", reader.MayConnect);
        }
        else if (ages is { IsConnected: true, State: AgeState.Old })
        {
            var limit = RussianText.Count(ages.ReadingHours, "часа", "часов", "часов");
            yield return new TodayTask(
                "source",
                TodayKind.SourceFails,
                source,
                $"— чтение старше {limit}",
                ages.HasSession ? "Показатели и отметки могли устареть: запустите проверку" : "Нет сеанса: вставьте новый, и проверка пройдёт сама",
                reader.MayConnect);
        }
        else if (ages is { IsConnected: true, HasSession: false } && reader.MayConnect)
        {
            yield return new TodayTask("session", TodayKind.SessionMissing, source, "— нет сеанса", "Без него чтений нет; отметки ставят кураторы, как раньше", true);
        }
    }

    private static IEnumerable<TodayTask> Bindings(TodayBindings? bindings, TodayReader reader)
    {
        if (bindings is null)
        {
            yield break;
        }

        // Three lists, so three lines: each number opens just what it counts.
        if (bindings.Exact > 0)
        {
            yield return Line("bindings", RussianText.Count(bindings.Exact, "точное совпадение", "точных совпадения", "точных совпадений"), "с ЭПОС — подтвердить");
        }

        if (bindings.Doubtful > 0)
        {
            yield return Line(
                "bindings-doubtful", RussianText.Count(bindings.Doubtful, "сомнительное совпадение", "сомнительных совпадения", "сомнительных совпадений"), "с ЭПОС — решить, кто это");
        }

        if (bindings.Conflicts > 0)
        {
            yield return Line("bindings-conflict", RussianText.Count(bindings.Conflicts, "спорная запись", "спорные записи", "спорных записей"), "ЭПОС — отклонить лишнее");
        }

        TodayTask Line(string key, string subject, string sentence) =>
            new(key, TodayKind.BindingsWait, subject, sentence, "Кто не сопоставлен, того не читаем", reader.MayConnect);
    }

    private static IEnumerable<TodayTask> Attentions(TodayFacts facts, TodayReader reader)
    {
        var found = facts.Journal.Attention;
        if (found[AttentionKind.OutOfSight] is { People: > 0 } gone)
        {
            yield return Counted(TodayKind.OutOfSight, gone, reader, "— чаты пропали из вида, хотя привязка есть", "видели раньше и должны видеть");
        }

        if (found[AttentionKind.Relink] is { People: > 0 } broken)
        {
            yield return Counted(TodayKind.LinkBroken, broken, reader, "— привязка потеряна, перепривязать", "сменили номер или удалили профиль");
        }

        if (IsCheckedAtOnce(facts, reader))
        {
            var due = found[AttentionKind.Recheck];
            var byEye = due.People - due.CanBeRead;
            yield return new TodayTask(
                "rechecks",
                TodayKind.RecheckDue,
                People(due.People),
                "— заявлено или исправлено, пора перепроверить",
                $"ЭПОС уже должен показывать{(byEye == 0 ? "" : $". Проверка прочитает не всех: {People(byEye)} посмотрит куратор")}",
                true,
                Count: due.People,
                IsCounted: true);
        }
    }

    private static TodayTask Counted(TodayKind kind, TodayAttention found, TodayReader reader, string sentence, string why)
    {
        var newest = found.NewestOn is { } day ? $"; {(found.People == 1 ? "замечено" : "последнее замечено")} {RussianText.Date(day)}" : "";
        var whose = reader.SeesNames && found.NewestName is { } name ? $", {name}" : "";
        return new TodayTask(kind.ToString(), kind, People(found.People), sentence, $"{char.ToUpperInvariant(why[0])}{why[1..]}{newest}{whose}", false, Count: found.People, IsCounted: true);
    }

    private static string People(int count) => RussianText.Count(count, "человек", "человека", "человек");
}
