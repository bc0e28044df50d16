using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Journal.Binding;
using Sferum.Admin.Core.Ports;

namespace Sferum.Admin.Core.Journal.Checking;

/// <summary>What a run says of itself, in Russian. Groups are named, people never. Pure.</summary>
public static class CheckWords
{
    public const string NothingDue = "Перепроверять нечего: ни у кого не подошёл срок.";
    public const string GroupNotBound = "Группа не сопоставлена с ЭПОС, или в ней ещё никто не сопоставлен. Подтвердите сопоставления и повторите.";
    public const string PersonNotBound = "Человек не сопоставлен с ЭПОС. Подтвердите сопоставление и повторите.";
    public const string NobodyBound = "С ЭПОС ещё никто не сопоставлен. Подтвердите сопоставления, и следующая проверка прочитает людей.";
    public const string TakenOver = "Проверку продолжил другой процесс портала: этот долго не отвечал. Прочитанное сохранено.";
    public const string Bug = "Не получилось, это ошибка программы. Прочитанное до неё сохранено.";

    /// <summary>Sections named of one kind of trouble; the rest is a number.</summary>
    private const int MostNames = 6;

    /// <summary>«Проверка уже идёт…».</summary>
    public static Error Busy(RunningJob running, SchoolClock clock)
    {
        var started = clock.ToLocal(running.StartedAt);
        var at = FormattableString.Invariant($"{started:HH:mm}");
        var when = clock.DayOf(running.StartedAt) == clock.Today ? $"с {at}" : $"с {RussianText.Date(DateOnly.FromDateTime(started))}, {at}";
        var by = running.Trigger switch
        {
            JobTrigger.Schedule => "по расписанию",
            JobTrigger.Console => "из командной строки",
            JobTrigger.Start => "после запуска портала",
            _ => running.By is { } name ? $"запуск: {name}" : "запуск вручную",
        };
        return Error.Conflict($"Проверка уже идёт {when} ({by}). Дождитесь её окончания.");
    }

    /// <summary>«Сеанс ЭПОС закончился…».</summary>
    public static string SessionEnded(int read, int total) => total == 0
        ? "Сеанс ЭПОС закончился, пока читались списки. Вставьте новый сеанс и запустите проверку ещё раз."
        : $"Сеанс ЭПОС закончился: прочитано {RussianText.Number(read)} из {Sections(total)}. Вставьте новый сеанс и запустите проверку ещё раз.";

    /// <summary>How many scopes were not read completely, and of each kind of trouble which.</summary>
    /// <param name="groups">Names by study group.</param>
    public static string Troubles(IReadOnlyCollection<ScopeOutcome> scopes, IReadOnlyDictionary<Guid, string> groups)
    {
        if (scopes.Count == 1)
        {
            return scopes.First().Trouble?.Sentence ?? "ЭПОС ответил не полностью.";
        }

        var complete = scopes.Count(s => s.Verdict == ReadingVerdict.Complete);
        var kinds = scopes.Where(s => s.Verdict != ReadingVerdict.Complete)
            .GroupBy(s => s.Trouble?.Kind ?? JournalTroubleKind.Incomplete)
            .OrderByDescending(kind => kind.Count()).ThenBy(kind => kind.Key)
            .Select(kind => $"{OfKind(kind.Key)}: {Names(kind, groups)}.");
        return $"Полностью прочитано {RussianText.Number(complete)} из {Sections(scopes.Count)}. {string.Join(' ', kinds)}";
    }

    /// <summary>Lists that were not read: what is known from them stays as it was.</summary>
    internal static string Lists(IReadOnlyCollection<JournalListNotRead> lists)
    {
        var names = lists.Select(l => l.Group ?? (l.List == JournalListKind.Groups ? "список групп" : "сотрудники")).Distinct().Order(StringComparer.CurrentCulture).ToList();
        return $"Списки ЭПОС обновлены не все: {Some(names)}.";
    }

    private static string Sections(int count) => $"{RussianText.Number(count)}{RussianText.NoBreakSpace}{RussianText.Plural(count, "раздела", "разделов", "разделов")}";

    private static string OfKind(JournalTroubleKind kind) => kind switch
    {
        JournalTroubleKind.Unavailable => "ЭПОС не ответил",
        JournalTroubleKind.SessionEnded => "Сеанс закончился",
        JournalTroubleKind.Forbidden => "Нет права читать",
        JournalTroubleKind.Unreadable => "Ответ не разобран",
        JournalTroubleKind.Throttled => "ЭПОС ограничил запросы",
        JournalTroubleKind.Unknown => "ЭПОС не знает раздела",
        _ => "Ответ неполный",
    };

    private static string Names(IEnumerable<ScopeOutcome> scopes, IReadOnlyDictionary<Guid, string> groups)
    {
        var names = scopes.GroupBy(s => s.Scope.SubjectId)
            .Select(group => NameOf(group.Key, [.. group.Select(s => s.Scope.Population)], groups))
            .Order(StringComparer.CurrentCulture)
            .ToList();
        return Some(names);
    }

    private static string Some(List<string> names)
    {
        var rest = names.Count - MostNames;
        return string.Join(", ", names.Take(MostNames)) + (rest > 0 ? $" и ещё {RussianText.Number(rest)}" : "");
    }

    private static string NameOf(Guid? group, IReadOnlyList<ReadingPopulation> populations, IReadOnlyDictionary<Guid, string> groups)
    {
        var name = group is { } id ? groups.GetValueOrDefault(id, "группа без названия") : "сотрудники";
        return (group, populations) switch
        {
            (null, _) or (_, { Count: > 1 }) => name,
            (_, [ReadingPopulation.Representatives]) => $"{name} (представители)",
            _ => $"{name} (студенты)",
        };
    }
}
